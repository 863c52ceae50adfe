package vn.lienthong.console.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
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
import vn.lienthong.console.Query;
import vn.lienthong.console.Refusal;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Ledger.Decision;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.ReplayJob;

/** Replaying all dead letters a filter finds. */
@RestController
@RequestMapping(path = "/api/replays", produces = MediaType.APPLICATION_JSON_VALUE)
class ReplaysApi {

    private static final Set<String> MEMBERS = Set.of("state", "dossier", "counterpart", "flow", "problem", "reason");

    private final Ledger ledger;
    private final LedgerView view;
    private final Request requests;

    ReplaysApi(Ledger ledger, LedgerView view, Request requests) {
        this.ledger = ledger;
        this.view = view;
        this.requests = requests;
    }

    @GetMapping
    Json.Listed<Json.Replaying> list(HttpServletRequest request) {
        new Query(request, Set.of());
        return new Json.Listed<>(
                view.replayJobs().stream().map(Json.Replaying::of).toList());
    }

    @GetMapping("/{id}")
    Json.Replaying show(@PathVariable long id) {
        return view.replayJob(id)
                .map(Json.Replaying::of)
                .orElseThrow(() ->
                        Refusal.notFound(Problem.of("console.no-such-replay").with("replay", "" + id)));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Json.Replaying> start(HttpServletRequest request, Authentication caller) throws IOException {
        Request.Members members = requests.read(request, MEMBERS);
        Decision decision = new Decision(caller.getName(), members.reason());
        ReplayJob job = ledger.replayAll(filter(members), decision);
        return ResponseEntity.accepted()
                .location(URI.create("/api/replays/" + job.id()))
                .body(Json.Replaying.of(job));
    }

    private static DeliveryFilter filter(Request.Members members) {
        DeliveryState state = Query.state(members.text("state"));
        if (state != null && state != DeliveryState.DEAD) {
            throw Refusal.badRequest(Problem.of("console.only-dead").in("state"));
        }
        String dossier = members.text("dossier");
        return new DeliveryFilter(
                DeliveryState.DEAD,
                dossier == null ? null : DossierSearch.read(dossier).value(),
                members.text("counterpart"),
                members.text("flow"),
                members.text("problem"));
    }
}
