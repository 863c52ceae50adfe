package vn.lienthong.console.pages;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.LedgerView.ProblemGroup;
import vn.lienthong.paygov.Payments;
import vn.lienthong.situation.Assessment;
import vn.lienthong.situation.Situation;
import vn.lienthong.situation.Standing;

/** Is every dossier where it should be? */
@Controller
class OverviewPage {

    /** Largest first; whoever has more causes than that begins with the largest. */
    private static final int SHOWN = 30;

    private final Situation situation;
    private final LedgerView ledger;
    private final Payments payments;

    OverviewPage(Situation situation, LedgerView ledger, Payments payments) {
        this.situation = situation;
        this.ledger = ledger;
        this.payments = payments;
    }

    @GetMapping("/")
    String show(Model model) {
        fill(model);
        return "overview";
    }

    @GetMapping("/overview/live")
    String live(Model model) {
        fill(model);
        return "overview :: live";
    }

    private void fill(Model model) {
        List<Standing> standings = situation.standings();
        List<Problem> faults = situation.faults();
        model.addAttribute(
                "standings",
                standings.stream().filter(standing -> !standing.isUnused()).toList());
        model.addAttribute(
                "unused", standings.stream().filter(Standing::isUnused).toList());
        model.addAttribute("shadows", situation.shadows());
        model.addAttribute("faults", faults);
        List<ProblemGroup> groups = ledger.problemGroups();
        model.addAttribute("groups", groups.stream().limit(SHOWN).toList());
        model.addAttribute("more", Math.max(0, groups.size() - SHOWN));
        model.addAttribute("payments", payments.tasks());
        model.addAttribute("assessment", Assessment.on(standings, faults.size(), situation.deadlines()));
    }
}
