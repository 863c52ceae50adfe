package vn.lienthong.console.pages;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lienthong.console.Query;
import vn.lienthong.console.Reason;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Ledger.Decision;
import vn.lienthong.ledger.LedgerView;

/** How far are the replays? And, before one starts: what exactly would be replayed? */
@Controller
class ReplaysPage {

    private final Ledger ledger;
    private final LedgerView view;

    ReplaysPage(Ledger ledger, LedgerView view) {
        this.ledger = ledger;
        this.view = view;
    }

    @GetMapping("/replays")
    String show(Model model) {
        model.addAttribute("jobs", view.replayJobs());
        return "replays";
    }

    @GetMapping("/replays/live")
    String live(Model model) {
        show(model);
        return "replays :: live";
    }

    @GetMapping("/replays/new")
    String plan(HttpServletRequest request, Model model) {
        DeliveryFilter filter = filter(request);
        model.addAttribute("filter", filter);
        model.addAttribute("found", view.deliveries(filter, 1, 5));
        return "replay-new";
    }

    @PostMapping("/replays")
    String start(
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String reason,
            Authentication person,
            RedirectAttributes after) {
        ledger.replayAll(filter(request), new Decision(person.getName(), Reason.read(reason)));
        after.addFlashAttribute("done", "replays");
        return "redirect:/replays";
    }

    /** Only dead letters are replayed by the heap. */
    private static DeliveryFilter filter(HttpServletRequest request) {
        DeliveryFilter asked = new Query(request, request.getParameterMap().keySet()).filter();
        return new DeliveryFilter(
                DeliveryState.DEAD, asked.dossier(), asked.counterpart(), asked.flow(), asked.problem());
    }
}
