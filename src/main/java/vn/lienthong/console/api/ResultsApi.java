package vn.lienthong.console.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.console.Query;
import vn.lienthong.console.Refusal;
import vn.lienthong.console.Role;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.intake.door.Caller;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.Results;
import vn.lienthong.ledger.Results.Mark;
import vn.lienthong.relay.Flows;

/** Tells a case system what became of the records of its flow, one result after the other. */
@RestController
class ResultsApi {

    private static final Set<String> PARAMETERS = Set.of("flow", "after", "most");
    private static final int USUAL = 100;
    private static final int MOST = 500;

    private final Results results;
    private final Flows flows;
    private final LedgerView ledger;

    ResultsApi(Results results, Flows flows, LedgerView ledger) {
        this.results = results;
        this.flows = flows;
        this.ledger = ledger;
    }

    @GetMapping(path = "/api/results", produces = MediaType.APPLICATION_JSON_VALUE)
    Page after(HttpServletRequest request, Authentication caller, Locale locale) {
        Query query = new Query(request, PARAMETERS);
        String flow = query.text("flow");
        if (flow == null) {
            throw Refusal.badRequest(Problem.of("console.bad-parameter").in("flow"));
        }
        check(flow, request, caller);
        Results.Page page = results.after(flow, mark(query.text("after")), query.count("most", USUAL, MOST));
        Mark mark = page.mark();
        return new Page(
                page.results().stream().map(result -> One.of(result, locale)).toList(),
                mark == null ? null : mark.toString(),
                page.more());
    }

    private void check(String flow, HttpServletRequest request, Authentication caller) {
        Caller giver = new Caller(request);
        if (!Role.SEE.isOf(caller) && !giver.mayGive(flow)) {
            throw new Refusal(
                    HttpStatus.FORBIDDEN,
                    Problem.of("console.results-not-open")
                            .with("flow", flow)
                            .with("key", giver.name())
                            .in("flow"));
        }
        boolean known = flows.knows(flow)
                || ledger.tallies().stream().anyMatch(tally -> tally.flow().equals(flow));
        if (!known) {
            throw Refusal.notFound(Problem.of("console.no-such-flow").with("flow", flow));
        }
    }

    private static @Nullable Mark mark(@Nullable String text) {
        return text == null
                ? null
                : Mark.read(text)
                        .orElseThrow(() -> Refusal.badRequest(
                                Problem.of("console.bad-parameter").in("after")));
    }

    record Page(List<One> items, @Nullable String mark, boolean more) {}

    record One(
            OffsetDateTime at,
            String state,
            @Nullable String verb,
            @Nullable String reason,
            String flow,
            String source,
            @Nullable String position,
            long record,
            int version,
            @Nullable String dossier,
            long delivery,
            String counterpart,
            @Nullable String receipt,
            List<Json.Said> problems) {

        static One of(Results.Result result, Locale locale) {
            return new One(
                    VietnamTime.of(result.at()),
                    result.state().name(),
                    result.verb(),
                    result.reason(),
                    result.flow(),
                    result.source(),
                    result.position(),
                    result.record(),
                    result.version(),
                    result.dossier(),
                    result.delivery(),
                    result.counterpart(),
                    result.receipt(),
                    Json.Said.all(result.problems(), locale));
        }
    }
}
