package vn.lienthong.console.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.agreement.Agreement;
import vn.lienthong.agreement.Agreements;
import vn.lienthong.agreement.SourceList;
import vn.lienthong.agreement.SourceListRefused;
import vn.lienthong.agreement.SourceLists;
import vn.lienthong.console.AgreementCsv;
import vn.lienthong.console.Query;
import vn.lienthong.console.Refusal;
import vn.lienthong.console.SentBodies;
import vn.lienthong.console.TableTypes;
import vn.lienthong.dossier.VietnamTime;

/** Whether the portal and the ministry's own system have what the ledger says they have. */
@RestController
@RequestMapping("/api/agreement")
class AgreementApi {

    private final Agreements agreements;
    private final SourceLists lists;
    private final Request requests;
    private final SentBodies bodies;

    AgreementApi(Agreements agreements, SourceLists lists, Request requests, SentBodies bodies) {
        this.agreements = agreements;
        this.lists = lists;
        this.requests = requests;
        this.bodies = bodies;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Report show(HttpServletRequest request, Locale locale) {
        new Query(request, Set.of());
        return Report.of(agreements.latest().orElse(null), locale);
    }

    @GetMapping(path = "/differences.csv", produces = TableTypes.CSV)
    String lines(HttpServletRequest request, Locale locale) {
        new Query(request, Set.of());
        return AgreementCsv.of(agreements.latest().map(Agreement::differences).orElse(List.of()), locale);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Report> start(HttpServletRequest request, Authentication caller, Locale locale) throws IOException {
        String reason = requests.read(request, Set.of("reason")).reason();
        return ResponseEntity.accepted().body(Report.of(agreements.start(caller.getName(), reason), locale));
    }

    /** The body is a list of what the ministry's own system has. */
    @PostMapping(
            path = "/source",
            consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Source> give(HttpServletRequest request, Authentication caller) throws IOException {
        Query query = new Query(request, Set.of("layout", "name", "partial"));
        String name = query.text("name");
        boolean partial = query.flag("partial");
        try {
            SourceList list = bodies.file(
                    request,
                    file -> lists.take(
                            file, name == null ? "–" : name, query.text("layout"), partial, caller.getName()));
            return ResponseEntity.status(HttpStatus.CREATED).body(Source.orNull(list));
        } catch (SourceListRefused refused) {
            throw new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, refused.problem());
        }
    }

    @PostMapping(
            path = "/end",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Report end(HttpServletRequest request, Authentication caller, Locale locale) throws IOException {
        String reason = requests.read(request, Set.of("reason")).reason();
        return Report.of(agreements.end(caller.getName(), reason).orElse(null), locale);
    }

    /** @param state {@code none}, {@code running}, {@code finished} or {@code ended} */
    record Report(
            String state,
            @Nullable String by,
            @Nullable String reason,
            @Nullable OffsetDateTime startedAt,
            @Nullable OffsetDateTime finishedAt,
            @Nullable String endedBy,
            @Nullable String endReason,
            @Nullable Source source,
            long dossiers,
            long agree,
            long onTheWay,
            long notCompared,
            long differ,
            List<Difference> differences,
            Json.@Nullable Said waits) {

        static Report of(@Nullable Agreement agreement, Locale locale) {
            if (agreement == null) {
                return new Report("none", null, null, null, null, null, null, null, 0, 0, 0, 0, 0, List.of(), null);
            }
            return new Report(
                    agreement.isRunning() ? "running" : agreement.ended() ? "ended" : "finished",
                    agreement.by(),
                    agreement.reason(),
                    VietnamTime.of(agreement.startedAt()),
                    VietnamTime.orNull(agreement.finishedAt()),
                    agreement.endedBy(),
                    agreement.endReason(),
                    Source.orNull(agreement.source()),
                    agreement.dossiers(),
                    agreement.agree(),
                    agreement.onTheWay(),
                    agreement.notCompared(),
                    agreement.differ(),
                    agreement.differences().stream()
                            .map(one ->
                                    new Difference(one.dossier(), Json.Said.of(one.problem(), locale), one.delivery()))
                            .toList(),
                    Json.Said.orNull(agreement.waits(), locale));
        }
    }

    record Source(
            long list,
            String name,
            String layout,
            String by,
            OffsetDateTime takenAt,
            boolean partial,
            long dossiers,
            long unreadable,
            @Nullable String problem,
            long lacks) {

        static @Nullable Source orNull(@Nullable SourceList list) {
            return list == null
                    ? null
                    : new Source(
                            list.id(),
                            list.name(),
                            list.layout(),
                            list.by(),
                            VietnamTime.of(list.takenAt()),
                            list.partial(),
                            list.dossiers(),
                            list.unreadable(),
                            list.problem(),
                            list.lacks());
        }
    }

    record Difference(
            String dossier, Json.Said problem, @Nullable Long delivery) {}
}
