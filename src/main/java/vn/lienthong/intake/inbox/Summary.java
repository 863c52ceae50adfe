package vn.lienthong.intake.inbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.Problem;

/** The report beside a file, for programs: what became of it in numbers. */
final class Summary {

    private static final Logger LOG = LoggerFactory.getLogger(Summary.class);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final long LARGEST = 64 << 10;

    private Summary() {}

    static byte[] of(Take take, String flow, Instant now) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("file", Names.plain(take.file()));
        summary.put("flow", flow);
        summary.put("result", take.refused() == null ? "done" : "failed");
        summary.put("sha256", take.sha256());
        summary.put("bytes", take.size());
        summary.put("startedAt", take.startedAt().toString());
        summary.put("finishedAt", now.toString());
        summary.put("tookMillis", Duration.between(take.startedAt(), now).toMillis());
        summary.put("rows", take.counts().rows());
        summary.put("taken", take.counts().taken());
        summary.put("newVersions", take.counts().newVersions());
        summary.put("older", take.counts().older());
        summary.put("repeated", take.counts().repeated());
        summary.put("repeatedInFile", take.counts().repeatedInFile());
        summary.put("conflicts", take.counts().conflicts());
        summary.put("dead", take.counts().dead());
        summary.put("notOwed", take.counts().notOwed());
        summary.put("withWarnings", take.counts().withWarnings());
        Problem refused = take.refused();
        if (refused != null) {
            summary.put("refused", told(refused));
        }
        return JSON.writeValueAsBytes(summary);
    }

    /** Empty if there is none that can be read: somebody cleared it away, or wrote over it. */
    static Optional<JsonNode> read(Path file) {
        try {
            byte[] content = Files.size(file) > LARGEST ? new byte[0] : Files.readAllBytes(file);
            JsonNode summary = JSON.readTree(content);
            return summary.has("finishedAt") ? Optional.of(summary) : Optional.empty();
        } catch (IOException | JacksonException none) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> told(Problem problem) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("code", problem.code());
        told.put("place", problem.place());
        told.put("says_vi", problem.says(Locale.of("vi")));
        told.put("says_en", problem.says(Locale.ENGLISH));
        told.put("advice_vi", problem.advice(Locale.of("vi")));
        told.put("advice_en", problem.advice(Locale.ENGLISH));
        return told;
    }

    /** File names are people's own words and stay out of the log; the report has them. */
    static void log(Take take, String flow) {
        Counts counts = take.counts();
        Problem refused = take.refused();
        if (refused != null) {
            LOG.warn(
                    "A file of {} was refused: {}. It is in failed/, its report says what to do.",
                    flow,
                    refused.code());
        } else {
            LOG.info(
                    "A file of {} is in done/: {} rows, {} taken, {} new versions, {} older, {} repeated, {} need a person.",
                    flow,
                    counts.rows(),
                    counts.taken(),
                    counts.newVersions(),
                    counts.older(),
                    counts.repeated() + counts.repeatedInFile(),
                    counts.dead() + counts.conflicts());
        }
    }
}
