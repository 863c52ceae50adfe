package vn.lienthong.console.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lienthong.paygov.PaymentRefused;
import vn.lienthong.paygov.Reconciliations;
import vn.lienthong.paygov.Reconciliations.Made;

/** A settlement file, given on the page of reports. */
@Controller
class ReconciliationForm {

    static final String USUAL_LAYOUT = "daily";

    private static final String REPORTS = "redirect:/reconciliations";

    private final Reconciliations reconciliations;
    private final FileForm form;

    ReconciliationForm(Reconciliations reconciliations, FileForm form) {
        this.reconciliations = reconciliations;
        this.form = form;
    }

    /** Leads to the report; or back, if there is none or there was one. */
    @PostMapping(path = "/reconciliations", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String give(HttpServletRequest request, Authentication person, RedirectAttributes then) throws IOException {
        return form.read(request, Set.of("layout", "anew"), sent -> {
            then.addFlashAttribute("given", sent.fields());
            try {
                return show(reconcile(sent, person.getName()), then);
            } catch (PaymentRefused refused) {
                then.addFlashAttribute("problems", refused.problems());
                return REPORTS;
            }
        });
    }

    private Made reconcile(FileForm.Sent sent, String by) throws IOException {
        return reconciliations.reconcile(
                sent.file(),
                sent.name(),
                sent.fields().getOrDefault("layout", USUAL_LAYOUT),
                by,
                sent.isTicked("anew"));
    }

    private static String show(Made made, RedirectAttributes then) {
        if (!made.isNew()) {
            then.addFlashAttribute("known", made.report().id());
            return REPORTS;
        }
        then.addFlashAttribute("passedOver", made.passedOver());
        return REPORTS + "/" + made.report().id();
    }
}
