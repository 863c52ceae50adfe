package vn.lienthong.console.pages;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import vn.lienthong.ledger.LedgerView.Pressing;
import vn.lienthong.situation.Deadlines;
import vn.lienthong.situation.Situation;

/** Which dossiers would count as late because their counterpart has not got everything of them? */
@Controller
class DeadlinesPage {

    private static final int SHOWN = 200;

    private final Situation situation;

    DeadlinesPage(Situation situation) {
        this.situation = situation;
    }

    @GetMapping("/deadlines")
    String show(Model model) {
        fill(model);
        return "deadlines";
    }

    @GetMapping("/deadlines/live")
    String live(Model model) {
        fill(model);
        return "deadlines :: live";
    }

    private void fill(Model model) {
        Deadlines deadlines = situation.deadlines();
        List<Pressing> pressing = situation.pressing(deadlines, SHOWN);
        model.addAttribute("deadlines", deadlines);
        model.addAttribute("pressing", pressing);
        model.addAttribute("more", Math.max(0, deadlines.passed() + deadlines.near() - pressing.size()));
    }
}
