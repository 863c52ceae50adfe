package vn.lienthong.console.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.console.Query;
import vn.lienthong.console.Refusal;
import vn.lienthong.console.TableTypes;
import vn.lienthong.console.Touched;
import vn.lienthong.dossier.CsvLine;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.figures.Figures;
import vn.lienthong.mapping.CodeUse;
import vn.lienthong.procedures.Procedure;
import vn.lienthong.procedures.ProcedureChange;
import vn.lienthong.procedures.ProcedureChange.Kind;
import vn.lienthong.procedures.ProcedureVersion;
import vn.lienthong.procedures.Procedures;
import vn.lienthong.procedures.Pull;
import vn.lienthong.procedures.Pulls;

/** The portal's procedures: what changed, and each as it was told. */
@RestController
@RequestMapping(path = "/api/procedures", produces = MediaType.APPLICATION_JSON_VALUE)
class ProceduresApi {

    private static final int CHANGES = 50;
    private static final int VERSIONS = 100;
    private static final int DOSSIERS = 50;
    private static final JsonMapper JSON = new JsonMapper();

    private final Pulls pulls;
    private final Procedures procedures;
    private final Touched touched;
    private final Figures figures;
    private final Request requests;

    ProceduresApi(Pulls pulls, Procedures procedures, Touched touched, Figures figures, Request requests) {
        this.pulls = pulls;
        this.procedures = procedures;
        this.touched = touched;
        this.figures = figures;
        this.requests = requests;
    }

    @GetMapping
    Report show(HttpServletRequest request, Locale locale) {
        long before = new Query(request, Set.of("before")).number("before", Long.MAX_VALUE, Long.MAX_VALUE);
        List<ProcedureChange> changes = procedures.changesBefore(before, CHANGES);
        return new Report(
                pull(pulls.latest().orElse(null), locale),
                changes(changes),
                changes.size() == CHANGES ? changes.getLast().id() : null);
    }

    /** A code table of the mappings: what the portal lists now, by code. */
    @GetMapping(path = "/codes.csv", produces = TableTypes.CSV)
    String codes(HttpServletRequest request) {
        new Query(request, Set.of());
        StringBuilder lines = new StringBuilder(CsvLine.of(List.of("code", "name")));
        procedures.listed().forEach(one -> lines.append(CsvLine.of(List.of(one.code(), one.name()))));
        return lines.toString();
    }

    @GetMapping("/{code}")
    One one(@PathVariable String code, HttpServletRequest request) {
        int version = new Query(request, Set.of("version")).count("version", 0, Integer.MAX_VALUE);
        Procedure procedure = procedures.find(code).orElseThrow(ProceduresApi::unknown);
        int shown = version == 0 ? procedure.version() : version;
        return new One(
                procedure.code(),
                procedure.name(),
                procedure.state(),
                VietnamTime.of(procedure.firstSeenAt()),
                VietnamTime.of(procedure.lastSeenAt()),
                VietnamTime.orNull(procedure.goneAt()),
                procedures.versions(code, VERSIONS).stream().map(Version::of).toList(),
                changes(procedures.changesOf(code, VERSIONS)),
                new Open(figures.open(Set.of(code)).getOrDefault(code, 0L), figures.openDossiers(code, DOSSIERS)),
                shown == 0
                        ? null
                        : procedures.told(code, shown).map(JSON::readTree).orElseThrow(ProceduresApi::unknown));
    }

    private static Refusal unknown() {
        return Refusal.notFound(Problem.of("console.no-such-procedure").in("code"));
    }

    @PostMapping(path = "/pull", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<PullReport> start(HttpServletRequest request, Authentication caller, Locale locale)
            throws IOException {
        String reason = requests.read(request, Set.of("reason")).reason();
        return ResponseEntity.accepted().body(pull(pulls.start(caller.getName(), reason), locale));
    }

    @PostMapping(path = "/pull/end", consumes = MediaType.APPLICATION_JSON_VALUE)
    PullReport end(HttpServletRequest request, Authentication caller, Locale locale) throws IOException {
        String reason = requests.read(request, Set.of("reason")).reason();
        return pull(pulls.end(caller.getName(), reason).orElse(null), locale);
    }

    private List<Change> changes(List<ProcedureChange> changes) {
        Map<Long, Touched.By> touches = touched.by(changes);
        return changes.stream()
                .map(change -> change(change, Objects.requireNonNull(touches.get(change.id()))))
                .toList();
    }

    private static Change change(ProcedureChange change, Touched.By touches) {
        return new Change(
                change.id(),
                change.code(),
                change.name(),
                change.kind().code(),
                change.version(),
                VietnamTime.of(change.happenedAt()),
                change.fields(),
                touches.uses(),
                touches.openDossiers());
    }

    private PullReport pull(@Nullable Pull pull, Locale locale) {
        if (pull == null) {
            return new PullReport(
                    "none", null, null, null, null, null, null, 0, 0, 0, Found.NOTHING, List.of(), null, null);
        }
        Pull.Progress progress = pull.progress();
        Pull.Wait waits = pull.waits();
        return new PullReport(
                pull.isRunning() ? "running" : pull.ended() ? "ended" : "finished",
                pull.by(),
                pull.reason(),
                VietnamTime.of(pull.startedAt()),
                VietnamTime.orNull(pull.finishedAt()),
                pull.endedBy(),
                pull.endReason(),
                progress.listed(),
                progress.asked(),
                progress.unread(),
                Found.of(procedures, pull),
                Json.Said.all(progress.problems(), locale),
                waits == null ? null : Json.Said.of(waits.why(), locale),
                waits == null ? null : VietnamTime.of(waits.until()));
    }

    /** @param next what {@code before} is for the next older changes; null: there are none */
    record Report(
            PullReport pull, List<Change> changes, @Nullable Long next) {}

    /** @param state {@code none}, {@code running}, {@code finished} or {@code ended} */
    record PullReport(
            String state,
            @Nullable String by,
            @Nullable String reason,
            @Nullable OffsetDateTime startedAt,
            @Nullable OffsetDateTime finishedAt,
            @Nullable String endedBy,
            @Nullable String endReason,
            int listed,
            int asked,
            int unread,
            Found found,
            List<Json.Said> problems,
            Json.@Nullable Said waits,
            @Nullable OffsetDateTime waitsUntil) {}

    /** How many it found of each kind. */
    record Found(long fresh, long changed, long gone, long returned) {

        static final Found NOTHING = new Found(0, 0, 0, 0);

        static Found of(Procedures procedures, Pull pull) {
            var counts = procedures.countSince(pull.startedAt());
            return new Found(
                    counts.getOrDefault(Kind.NEW, 0L),
                    counts.getOrDefault(Kind.CHANGED, 0L),
                    counts.getOrDefault(Kind.GONE, 0L),
                    counts.getOrDefault(Kind.RETURNED, 0L));
        }
    }

    /**
     * @param uses the crosswalk rows that name a procedure that changed or is gone
     * @param openDossiers how many dossiers of such a procedure are open
     */
    record Change(
            long id,
            String code,
            String name,
            String kind,
            int version,
            OffsetDateTime at,
            List<ProcedureChange.Field> fields,
            List<CodeUse> uses,
            long openDossiers) {}

    /** Dossiers that are open; the numbers of the first few. */
    record Open(long count, List<String> numbers) {}

    record Version(int version, String hash, OffsetDateTime seenAt, OffsetDateTime lastSeenAt) {

        static Version of(ProcedureVersion version) {
            return new Version(
                    version.version(),
                    version.hash(),
                    VietnamTime.of(version.seenAt()),
                    VietnamTime.of(version.lastSeenAt()));
        }
    }

    /** @param told the version that was asked for, else the newest, as the portal told it */
    record One(
            String code,
            String name,
            String state,
            OffsetDateTime firstSeenAt,
            OffsetDateTime lastSeenAt,
            @Nullable OffsetDateTime goneAt,
            List<Version> versions,
            List<Change> changes,
            Open open,
            @Nullable JsonNode told) {}
}
