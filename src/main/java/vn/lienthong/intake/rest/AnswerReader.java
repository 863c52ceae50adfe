package vn.lienthong.intake.rest;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.door.JsonCheck;
import vn.lienthong.intake.door.Refused;

/** Finds a route's records in an answer, as they stand there. Used by one thread at a time. */
final class AnswerReader {

    /** More than a record may have ({@link JsonCheck}) and its wrapper with it. */
    private static final int DEEPEST = 200;

    /** Of a cursor or an address: no server takes more in a request's first line. */
    private static final int LONGEST_NEXT = 8000;

    private final Pull pull;
    private final ZoneId zone;
    private final JsonCheck check = new JsonCheck();
    private final JsonFactory factory = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();
    private final JsonMapper json = JsonMapper.builder(factory).build();

    AnswerReader(Pull pull, ZoneId zone) {
        this.pull = pull;
        this.zone = zone;
    }

    /** @throws ApiFault if it is anything else than the route declares */
    Answer read(byte[] body) throws ApiFault {
        try {
            Outline outline = Outline.of(body, pull, factory);
            return new Answer(
                    inOrder(unique(records(outline.bodies()))),
                    outline.bodies().size(),
                    outline.namesNext(),
                    next(outline));
        } catch (JacksonException broken) {
            throw ApiFault.unclear("not JSON");
        }
    }

    private List<Answer.Given> records(List<byte[]> bodies) {
        List<Answer.Given> records = new ArrayList<>();
        for (byte[] body : bodies) {
            Answer.Given given = given(body, json.readTree(body));
            if (given != null) {
                records.add(given);
            }
        }
        return records;
    }

    private Answer.@Nullable Given given(byte[] body, JsonNode record) {
        JsonNode key = pull.list().key().in(record);
        Pull.Changed changed = pull.changed();
        Moment time = changed == null ? null : Moment.of(changed.time().in(record), zone);
        boolean hasPlace = (key.isString() || key.isNumber()) && !key.asString().isBlank();
        return hasPlace && (changed == null || time != null)
                ? new Answer.Given(body, key.asString(), time, objection(body))
                : null;
    }

    private @Nullable Problem objection(byte[] record) {
        try {
            check.check(record);
            return null;
        } catch (Refused unclear) {
            return unclear.problem();
        }
    }

    /** Read again, two records of one key would be new versions of each other turn by turn, for ever. */
    private List<Answer.Given> unique(List<Answer.Given> records) throws ApiFault {
        if (records.stream().map(Answer.Given::key).distinct().count() < records.size()) {
            throw ApiFault.of(
                    Problem.of("intake.api-key-not-unique").in(pull.list().key().toString()));
        }
        return records;
    }

    private static List<Answer.Given> inOrder(List<Answer.Given> records) throws ApiFault {
        Moment before = null;
        for (Answer.Given record : records) {
            Moment time = record.time();
            if (before != null && time != null && (!time.isLike(before) || time.isBefore(before))) {
                throw ApiFault.of(Problem.of("intake.api-out-of-order"));
            }
            before = time;
        }
        return records;
    }

    private @Nullable String next(Outline outline) throws ApiFault {
        String next = outline.next();
        String text = next == null ? "" : next.strip();
        if (text.length() > LONGEST_NEXT) {
            throw ApiFault.unclear("too long " + pull.paging().next());
        }
        return text.isEmpty() ? null : text;
    }
}
