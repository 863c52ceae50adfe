package vn.lienthong.console.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.console.DossierSearch;
import vn.lienthong.console.JobOrder;
import vn.lienthong.console.Query;
import vn.lienthong.console.Refusal;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.Job;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Ledger.Decision;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.Verb;

/** A verb for all that a filter or a group of problems finds: mostly a replay, hence the address. */
@RestController
@RequestMapping(path = "/api/replays", produces = MediaType.APPLICATION_JSON_VALUE)
class JobsApi {

    private static final Set<String> MEMBERS =
            Set.of("verb", "state", "dossier", "counterpart", "flow", "problem", "group", "reason");

    private final Ledger ledger;
    private final LedgerView view;
    private final Request requests;

    JobsApi(Ledger ledger, LedgerView view, Request requests) {
        this.ledger = ledger;
        this.view = view;
        this.requests = requests;
    }

    @GetMapping
    Json.Listed<Json.Job> list(HttpServletRequest request) {
        new Query(request, Set.of());
        return new Json.Listed<>(
                view.jobs().stream().map(job -> Json.Job.of(job, List.of())).toList());
    }

    @GetMapping("/{id}")
    Json.Job show(@PathVariable long id) {
        return Json.Job.of(find(id), view.jobEvents(id));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Json.Job> start(HttpServletRequest request, Authentication caller) throws IOException {
        Request.Members members = requests.read(request, MEMBERS);
        Decision decision = new Decision(caller.getName(), members.reason());
        JobOrder order = JobOrder.read(members.text("verb"), filter(members));
        if (order.verb() == Verb.CANCEL && order.filter().equals(DeliveryFilter.any())) {
            // The console shows what it would be done with before it is; here a forgotten filter would give up
            // everything.
            throw Refusal.badRequest(Problem.of("console.cancel-of-what"));
        }
        Job job = ledger.startJob(order.verb(), order.filter(), decision);
        return ResponseEntity.accepted()
                .location(URI.create("/api/replays/" + job.id()))
                .body(Json.Job.of(job, List.of()));
    }

    @PostMapping(path = "/{id}/{act:pause|resume|cancel}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Json.Job act(@PathVariable long id, @PathVariable String act, HttpServletRequest request, Authentication caller)
            throws IOException {
        String reason = requests.read(request, Set.of("reason")).reason();
        find(id);
        Decision decision = new Decision(caller.getName(), reason);
        switch (act) {
            case "pause" -> ledger.pauseJob(id, decision);
            case "resume" -> ledger.resumeJob(id, decision);
            default -> ledger.cancelJob(id, decision);
        }
        return show(id);
    }

    private Job find(long id) {
        return view.job(id)
                .orElseThrow(() ->
                        Refusal.notFound(Problem.of("console.no-such-replay").with("replay", "" + id)));
    }

    private static DeliveryFilter filter(Request.Members members) {
        String dossier = members.text("dossier");
        return new DeliveryFilter(
                Query.state(members.text("state")),
                dossier == null ? null : DossierSearch.read(dossier).value(),
                members.text("counterpart"),
                members.text("flow"),
                members.text("problem"),
                members.text("group"));
    }
}
