package vn.lienthong.console.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.console.Query;
import vn.lienthong.console.Refusal;
import vn.lienthong.console.SentBodies;
import vn.lienthong.console.TableTypes;
import vn.lienthong.console.Verdicts;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.paygov.Reconciliation;
import vn.lienthong.paygov.Reconciliation.Verdict;
import vn.lienthong.paygov.ReconciliationFiles;
import vn.lienthong.paygov.Reconciliations;
import vn.lienthong.paygov.Reconciliations.Made;

/** Settlement files given, and the reports on them. */
@RestController
@RequestMapping("/api/reconciliations")
class ReconciliationsApi {

    private static final int USUAL_SIZE = 50;
    private static final int LARGEST_SIZE = 500;

    private final Reconciliations reconciliations;
    private final ReconciliationFiles files;
    private final SentBodies bodies;

    ReconciliationsApi(Reconciliations reconciliations, ReconciliationFiles files, SentBodies bodies) {
        this.reconciliations = reconciliations;
        this.files = files;
        this.bodies = bodies;
    }

    /** The body is the file. 201: compared; 200: there was a report. */
    @PostMapping(consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Report> reconcile(HttpServletRequest request, Authentication caller, Locale locale)
            throws IOException {
        Query query = new Query(request, Set.of("layout", "name", "anew"));
        boolean anew = query.flag("anew");
        Made made = bodies.file(
                request,
                file -> reconciliations.reconcile(
                        file,
                        orElse(query.text("name"), "–"),
                        orElse(query.text("layout"), "daily"),
                        caller.getName(),
                        anew));
        return ResponseEntity.status(made.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(Report.of(made.report(), made.passedOver(), locale));
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Json.Listed<Report> list(HttpServletRequest request, Locale locale) {
        Query query = new Query(request, Set.of("page", "size"));
        return new Json.Listed<>(
                reconciliations.list(query.page(), query.count("size", USUAL_SIZE, LARGEST_SIZE)).stream()
                        .map(report -> Report.of(report, List.of(), locale))
                        .toList());
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    Report show(@PathVariable long id, Locale locale) {
        return Report.of(find(id), List.of(), locale);
    }

    @GetMapping("/{id}/lines.csv")
    void csv(@PathVariable long id, HttpServletRequest request, HttpServletResponse response, Locale locale)
            throws IOException {
        Verdict verdict = Verdicts.read(new Query(request, Set.of("verdict")).text("verdict"));
        Reconciliation report = find(id);
        response.setContentType(TableTypes.CSV);
        files.csv(report, verdict, locale, response.getOutputStream());
    }

    @GetMapping("/{id}/lines.xlsx")
    void xlsx(@PathVariable long id, HttpServletRequest request, HttpServletResponse response, Locale locale)
            throws IOException {
        Verdict verdict = Verdicts.read(new Query(request, Set.of("verdict")).text("verdict"));
        Reconciliation report = find(id);
        response.setContentType(TableTypes.XLSX);
        files.xlsx(report, verdict, locale, response.getOutputStream());
    }

    private Reconciliation find(long id) {
        return reconciliations
                .find(id)
                .orElseThrow(() -> Refusal.notFound(
                        Problem.of("paygov.no-such-reconciliation").with("id", Long.toString(id))));
    }

    /** @param difference what the file has and our books have not; below nothing: the other way round */
    record Report(
            long reconciliation,
            String name,
            String hash,
            String layout,
            int run,
            String by,
            OffsetDateTime startedAt,
            @Nullable OffsetDateTime endedAt,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime until,
            int tasks,
            long lines,
            long unreadable,
            long net,
            long booked,
            long difference,
            List<Sum> verdicts,
            List<Json.Said> passedOver) {

        static Report of(Reconciliation report, List<Problem> passedOver, Locale locale) {
            return new Report(
                    report.id(),
                    report.name(),
                    report.hash(),
                    report.layout(),
                    report.run(),
                    report.by(),
                    VietnamTime.of(report.startedAt()),
                    VietnamTime.orNull(report.endedAt()),
                    VietnamTime.orNull(report.from()),
                    VietnamTime.orNull(report.until()),
                    report.tasks(),
                    report.lines(),
                    report.unreadable(),
                    report.net(),
                    report.booked(),
                    report.net() - report.booked(),
                    Stream.of(Verdict.values())
                            .map(verdict -> Sum.of(verdict, report.total(verdict)))
                            .toList(),
                    passedOver.stream()
                            .map(problem -> Json.Said.of(problem, locale))
                            .toList());
        }
    }

    record Sum(String verdict, boolean well, long lines, long net, long booked) {

        static Sum of(Verdict verdict, Reconciliation.Total total) {
            return new Sum(verdict.name(), verdict.isWell(), total.lines(), total.net(), total.booked());
        }
    }
}
