package vn.lienthong.console.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lienthong.console.Query;
import vn.lienthong.console.Reason;
import vn.lienthong.console.Refusal;
import vn.lienthong.console.TableTypes;
import vn.lienthong.console.Verdicts;
import vn.lienthong.dossier.Problem;
import vn.lienthong.paygov.PaymentRefused;
import vn.lienthong.paygov.Reconciliation;
import vn.lienthong.paygov.Reconciliation.Line;
import vn.lienthong.paygov.Reconciliation.Verdict;
import vn.lienthong.paygov.ReconciliationFiles;
import vn.lienthong.paygov.Reconciliations;

/** Does the money a payment system settled go with our books, and what of it needs a person? */
@Controller
class ReconciliationPage {

    private static final int REPORTS = 50;
    private static final int LINES = 200;

    private final Reconciliations reconciliations;
    private final ReconciliationFiles files;

    ReconciliationPage(Reconciliations reconciliations, ReconciliationFiles files) {
        this.reconciliations = reconciliations;
        this.files = files;
    }

    @GetMapping("/reconciliations")
    String list(HttpServletRequest request, Model model) {
        int page = query(request).page();
        List<Reconciliation> reports = reconciliations.list(page, REPORTS);
        model.addAttribute("reports", reports);
        model.addAttribute("layouts", reconciliations.layouts());
        model.addAttribute("usual", ReconciliationForm.USUAL_LAYOUT);
        model.addAttribute("page", page);
        model.addAttribute("more", reports.size() == REPORTS);
        return "reconciliations";
    }

    @GetMapping("/reconciliations/{id}")
    String show(
            @PathVariable long id,
            @RequestParam(defaultValue = "0") long after,
            HttpServletRequest request,
            Model model) {
        Verdict verdict = verdict(request);
        List<Line> lines = reconciliations.lines(id, verdict, after, LINES);
        model.addAttribute("report", find(id));
        model.addAttribute("verdicts", Verdict.values());
        model.addAttribute("verdict", verdict);
        model.addAttribute("lines", lines);
        model.addAttribute("next", lines.size() == LINES ? lines.getLast().number() : null);
        return "reconciliation";
    }

    @GetMapping("/reconciliations/{id}/lines.csv")
    void csv(@PathVariable long id, HttpServletRequest request, HttpServletResponse response, Locale language)
            throws IOException {
        Reconciliation report = find(id);
        Verdict verdict = verdict(request);
        download(response, report, "csv", TableTypes.CSV);
        files.csv(report, verdict, language, response.getOutputStream());
    }

    @GetMapping("/reconciliations/{id}/lines.xlsx")
    void xlsx(@PathVariable long id, HttpServletRequest request, HttpServletResponse response, Locale language)
            throws IOException {
        Reconciliation report = find(id);
        Verdict verdict = verdict(request);
        download(response, report, "xlsx", TableTypes.XLSX);
        files.xlsx(report, verdict, language, response.getOutputStream());
    }

    private static void download(HttpServletResponse response, Reconciliation report, String ending, String type) {
        response.setContentType(type);
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"reconciliation-" + report.id() + "." + ending + "\"");
    }

    @PostMapping("/reconciliations/{id}/refunds")
    String confirmRefunds(
            @PathVariable long id,
            @RequestParam @Nullable String reason,
            Authentication person,
            RedirectAttributes then) {
        try {
            then.addFlashAttribute(
                    "confirmed", reconciliations.confirmRefunds(id, person.getName(), Reason.read(reason)));
        } catch (PaymentRefused refused) {
            then.addFlashAttribute("refused", refused.problems().getFirst());
        }
        return "redirect:/reconciliations/" + id;
    }

    private static @Nullable Verdict verdict(HttpServletRequest request) {
        return Verdicts.read(query(request).text("verdict"));
    }

    private static Query query(HttpServletRequest request) {
        return new Query(request, request.getParameterMap().keySet());
    }

    private Reconciliation find(long id) {
        return reconciliations
                .find(id)
                .orElseThrow(() -> Refusal.notFound(
                        Problem.of("paygov.no-such-reconciliation").with("id", Long.toString(id))));
    }
}
