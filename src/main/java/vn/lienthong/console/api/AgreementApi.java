package vn.lienthong.console.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.agreement.Agreement;
import vn.lienthong.agreement.Agreements;
import vn.lienthong.console.AgreementCsv;
import vn.lienthong.console.Query;
import vn.lienthong.console.VietnamTime;

/** Whether the portal has what the ledger says it has. */
@RestController
@RequestMapping("/api/agreement")
class AgreementApi {

    private final Agreements agreements;
    private final Request requests;

    AgreementApi(Agreements agreements, Request requests) {
        this.agreements = agreements;
        this.requests = requests;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Report show(HttpServletRequest request, Locale locale) {
        new Query(request, Set.of());
        return Report.of(agreements.latest().orElse(null), locale);
    }

    @GetMapping(path = "/differences.csv", produces = "text/csv;charset=UTF-8")
    String lines(HttpServletRequest request, Locale locale) {
        new Query(request, Set.of());
        return AgreementCsv.of(agreements.latest().map(Agreement::differences).orElse(List.of()), locale);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Report> start(HttpServletRequest request, Authentication caller, Locale locale) throws IOException {
        String reason = requests.read(request, Set.of("reason")).reason();
        return ResponseEntity.accepted().body(Report.of(agreements.start(caller.getName(), reason), locale));
    }

    @PostMapping(
            path = "/end",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Report end(HttpServletRequest request, Locale locale) throws IOException {
        requests.read(request, Set.of("reason")).reason();
        return Report.of(agreements.end().orElse(null), locale);
    }

    /** @param state {@code none}, {@code running}, {@code finished} or {@code ended} */
    record Report(
            String state,
            @Nullable String by,
            @Nullable String reason,
            @Nullable OffsetDateTime startedAt,
            @Nullable OffsetDateTime finishedAt,
            long dossiers,
            long agree,
            long onTheWay,
            long differ,
            List<Difference> differences,
            Json.@Nullable Said waits) {

        static Report of(@Nullable Agreement agreement, Locale locale) {
            if (agreement == null) {
                return new Report("none", null, null, null, null, 0, 0, 0, 0, List.of(), null);
            }
            return new Report(
                    agreement.isRunning() ? "running" : agreement.ended() ? "ended" : "finished",
                    agreement.by(),
                    agreement.reason(),
                    VietnamTime.of(agreement.startedAt()),
                    VietnamTime.orNull(agreement.finishedAt()),
                    agreement.dossiers(),
                    agreement.agree(),
                    agreement.onTheWay(),
                    agreement.differ(),
                    agreement.differences().stream()
                            .map(one ->
                                    new Difference(one.dossier(), Json.Said.of(one.problem(), locale), one.delivery()))
                            .toList(),
                    Json.Said.orNull(agreement.waits(), locale));
        }
    }

    record Difference(
            String dossier, Json.Said problem, @Nullable Long delivery) {}
}
