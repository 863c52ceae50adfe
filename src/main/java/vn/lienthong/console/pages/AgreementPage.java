package vn.lienthong.console.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lienthong.agreement.Agreement;
import vn.lienthong.agreement.Agreements;
import vn.lienthong.agreement.SourceList;
import vn.lienthong.agreement.SourceListRefused;
import vn.lienthong.agreement.SourceLists;
import vn.lienthong.console.AgreementCsv;
import vn.lienthong.console.Reason;
import vn.lienthong.console.TableTypes;

/** Has the portal what the ledger says it has? */
@Controller
class AgreementPage {

    private static final int SHOWN = 200;

    private final Agreements agreements;
    private final SourceLists lists;
    private final FileForm form;

    AgreementPage(Agreements agreements, SourceLists lists, FileForm form) {
        this.agreements = agreements;
        this.lists = lists;
        this.form = form;
    }

    @GetMapping("/agreement")
    String show(Model model) {
        model.addAttribute("layouts", lists.layouts());
        model.addAttribute("usual", "");
        latest(model);
        return "agreement";
    }

    private void latest(Model model) {
        Agreement latest = agreements.latest().orElse(null);
        model.addAttribute("agreement", latest);
        model.addAttribute(
                "differences",
                latest == null
                        ? List.of()
                        : latest.differences().stream().limit(SHOWN).toList());
    }

    @GetMapping("/agreement/live")
    String live(Model model) {
        latest(model);
        return "agreement :: live";
    }

    @GetMapping(path = "/agreement/differences.csv", produces = TableTypes.CSV)
    @ResponseBody
    String lines(Locale language) {
        return AgreementCsv.of(agreements.latest().map(Agreement::differences).orElse(List.of()), language);
    }

    @PostMapping("/agreement")
    String start(@RequestParam(defaultValue = "") String reason, Authentication person) {
        agreements.start(person.getName(), Reason.read(reason));
        return "redirect:/agreement";
    }

    /** A list of what the ministry's own system has. */
    @PostMapping(path = "/agreement/source", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String give(HttpServletRequest request, Authentication person, RedirectAttributes then) throws IOException {
        return form.read(request, Set.of("layout", "partial"), sent -> {
            then.addFlashAttribute("given", sent.fields());
            try {
                SourceList list = lists.take(
                        sent.file(),
                        sent.name(),
                        sent.fields().get("layout"),
                        sent.isTicked("partial"),
                        person.getName());
                then.addFlashAttribute("taken", list);
            } catch (SourceListRefused refused) {
                then.addFlashAttribute("problems", List.of(refused.problem()));
            }
            return "redirect:/agreement";
        });
    }

    @PostMapping("/agreement/end")
    String end(@RequestParam(defaultValue = "") String reason, Authentication person) {
        agreements.end(person.getName(), Reason.read(reason));
        return "redirect:/agreement";
    }
}
