package vn.lienthong.console.pages;

import java.util.List;
import java.util.Locale;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import vn.lienthong.agreement.Agreement;
import vn.lienthong.agreement.Agreements;
import vn.lienthong.console.AgreementCsv;
import vn.lienthong.console.Reason;

/** Has the portal what the ledger says it has? */
@Controller
class AgreementPage {

    private static final int SHOWN = 200;

    private final Agreements agreements;

    AgreementPage(Agreements agreements) {
        this.agreements = agreements;
    }

    @GetMapping("/agreement")
    String show(Model model) {
        Agreement latest = agreements.latest().orElse(null);
        model.addAttribute("agreement", latest);
        model.addAttribute(
                "differences",
                latest == null
                        ? List.of()
                        : latest.differences().stream().limit(SHOWN).toList());
        return "agreement";
    }

    @GetMapping("/agreement/live")
    String live(Model model) {
        show(model);
        return "agreement :: live";
    }

    @GetMapping(path = "/agreement/differences.csv", produces = "text/csv;charset=UTF-8")
    @ResponseBody
    String lines(Locale language) {
        return AgreementCsv.of(agreements.latest().map(Agreement::differences).orElse(List.of()), language);
    }

    @PostMapping("/agreement")
    String start(@RequestParam(defaultValue = "") String reason, Authentication person) {
        agreements.start(person.getName(), Reason.read(reason));
        return "redirect:/agreement";
    }

    @PostMapping("/agreement/end")
    String end(@RequestParam(defaultValue = "") String reason) {
        Reason.read(reason);
        agreements.end();
        return "redirect:/agreement";
    }
}
