package vn.lienthong.console.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lienthong.console.JobOrder;
import vn.lienthong.console.Query;
import vn.lienthong.console.Reason;
import vn.lienthong.console.Refusal;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Delivery;
import vn.lienthong.ledger.Job;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Ledger.Decision;
import vn.lienthong.ledger.Ledger.VerbRefused;
import vn.lienthong.ledger.LedgerView;

/** How far are the jobs? And, before one starts: with what exactly would it be done? */
@Controller
class JobsPage {

    private static final int SHOWN = 5;
    private static final Set<String> ACTS = Set.of("pause", "resume", "cancel");

    private final Ledger ledger;
    private final LedgerView view;

    JobsPage(Ledger ledger, LedgerView view) {
        this.ledger = ledger;
        this.view = view;
    }

    @GetMapping("/replays")
    String list(Model model) {
        model.addAttribute("jobs", view.jobs());
        return "jobs";
    }

    @GetMapping("/replays/live")
    String listLive(Model model) {
        list(model);
        return "jobs :: live";
    }

    @GetMapping("/replays/new")
    String plan(HttpServletRequest request, @RequestParam @Nullable String verb, Model model) {
        JobOrder order = order(request, verb);
        model.addAttribute("verb", order.verb());
        model.addAttribute("filter", order.filter());
        model.addAttribute("found", found(order));
        return "job-new";
    }

    /** @param more there may be more than {@code total} */
    record Found(List<Delivery> items, long total, boolean more) {}

    private Found found(JobOrder order) {
        List<LedgerView.Page<Delivery>> parts = order.parts().stream()
                .map(part -> view.deliveries(part, 1, SHOWN))
                .toList();
        return new Found(
                parts.stream()
                        .flatMap(part -> part.items().stream())
                        .limit(SHOWN)
                        .toList(),
                parts.stream().mapToLong(LedgerView.Page::total).sum(),
                parts.stream().anyMatch(LedgerView.Page::more));
    }

    @PostMapping("/replays")
    String start(
            HttpServletRequest request,
            @RequestParam @Nullable String verb,
            @RequestParam(defaultValue = "") String reason,
            Authentication person,
            RedirectAttributes after) {
        JobOrder order = order(request, verb);
        ledger.startJob(order.verb(), order.filter(), new Decision(person.getName(), Reason.read(reason)));
        after.addFlashAttribute("done", "job");
        return "redirect:/replays";
    }

    @GetMapping("/replays/{id}")
    String show(@PathVariable long id, Model model) {
        model.addAttribute("job", find(id));
        model.addAttribute("events", view.jobEvents(id));
        return "job";
    }

    @GetMapping("/replays/{id}/live")
    String live(@PathVariable long id, Model model) {
        show(id, model);
        return "job :: live";
    }

    @PostMapping("/replays/{id}")
    String act(
            @PathVariable long id,
            @RequestParam String act,
            @RequestParam(defaultValue = "") String reason,
            Authentication person,
            RedirectAttributes after) {
        find(id);
        if (!ACTS.contains(act)) {
            throw Refusal.badRequest(Problem.of("console.bad-parameter").in("act"));
        }
        Decision decision = new Decision(person.getName(), Reason.read(reason));
        try {
            switch (act) {
                case "pause" -> ledger.pauseJob(id, decision);
                case "resume" -> ledger.resumeJob(id, decision);
                default -> ledger.cancelJob(id, decision);
            }
        } catch (VerbRefused refused) {
            after.addFlashAttribute("refused", refused.problem());
        }
        return "redirect:/replays/" + id;
    }

    private Job find(long id) {
        return view.job(id)
                .orElseThrow(() ->
                        Refusal.notFound(Problem.of("console.no-such-replay").with("replay", "" + id)));
    }

    private static JobOrder order(HttpServletRequest request, @Nullable String verb) {
        Query query = new Query(request, request.getParameterMap().keySet());
        return JobOrder.read(verb == null || verb.isBlank() ? null : verb, query.filter());
    }
}
