package vn.lienthong.console.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lienthong.console.DossierSearch;
import vn.lienthong.console.PaymentStates;
import vn.lienthong.console.Query;
import vn.lienthong.console.Reason;
import vn.lienthong.console.ReceiptFile;
import vn.lienthong.console.Refusal;
import vn.lienthong.dossier.Problem;
import vn.lienthong.paygov.FeeState;
import vn.lienthong.paygov.FeeStates;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.PaymentRefused;
import vn.lienthong.paygov.PaymentState;
import vn.lienthong.paygov.Payments;
import vn.lienthong.paygov.Receipts;
import vn.lienthong.paygov.Refund;
import vn.lienthong.paygov.Refunds;

/** Which payments wait for a person, and what happened to one? */
@Controller
class PaymentsPage {

    private static final int SIZE = 50;

    private final Payments payments;
    private final Refunds refunds;
    private final Receipts receipts;
    private final FeeStates feeStates;

    PaymentsPage(Payments payments, Refunds refunds, Receipts receipts, FeeStates feeStates) {
        this.payments = payments;
        this.refunds = refunds;
        this.receipts = receipts;
        this.feeStates = feeStates;
    }

    @GetMapping("/payments")
    String list(HttpServletRequest request, Model model) {
        Query query = new Query(request, request.getParameterMap().keySet());
        PaymentState state = PaymentStates.read(query.text("state"), "state");
        String dossier = query.text("dossier");
        boolean task = query.text("task") != null;
        List<Payment> found = dossier == null
                ? payments.list(state, task, query.page(), SIZE)
                : payments.of(DossierSearch.read(dossier)).stream()
                        .filter(payment -> payment.fits(state, task))
                        .toList();
        model.addAttribute("states", PaymentState.values());
        model.addAttribute("state", state);
        model.addAttribute("dossier", dossier);
        model.addAttribute("task", task);
        model.addAttribute("payments", found);
        model.addAttribute("page", query.page());
        model.addAttribute("more", dossier == null && found.size() == SIZE);
        return "payments";
    }

    @GetMapping("/payments/{id}")
    String show(@PathVariable long id, Authentication person, Model model) {
        Payment payment = payments.find(id)
                .orElseThrow(() ->
                        Refusal.notFound(Problem.of("paygov.no-such-payment").with("payment", "" + id)));
        model.addAttribute("payment", payment);
        model.addAttribute("task", payment.task() == null ? null : Problem.of(payment.task()));
        model.addAttribute("events", payments.events(id));
        model.addAttribute("messages", payments.messages(id));
        model.addAttribute("next", next(payment));
        model.addAttribute(
                "receipt",
                receipts.of(id).filter(receipt -> receipt.tries() > 0).orElse(null));
        FeeState feeState =
                feeStates.of(id).filter(state -> state.reason() != null).orElse(null);
        model.addAttribute("feeState", feeState);
        model.addAttribute(
                "feeStateReason", feeState == null || feeState.reason() == null ? null : Problem.of(feeState.reason()));
        List<Refund> known = refunds.of(id);
        model.addAttribute("refunds", known);
        model.addAttribute("refundSteps", RefundForm.next(payment, known, person.getName()));
        return "payment";
    }

    @GetMapping("/payments/{id}/receipt")
    ResponseEntity<byte[]> receipt(@PathVariable long id, Authentication person) {
        return ReceiptFile.of(id, receipts, person);
    }

    @PostMapping("/payments/{id}")
    String settle(
            @PathVariable long id,
            @RequestParam @Nullable String as,
            @RequestParam @Nullable String transaction,
            @RequestParam @Nullable String reason,
            Authentication person,
            RedirectAttributes then) {
        PaymentState to = as == null || as.isEmpty() ? null : PaymentStates.read(as, "as");
        String number = Query.text("transaction", transaction);
        try {
            payments.settle(id, to, number, person.getName(), Reason.read(reason));
        } catch (PaymentRefused refused) {
            then.addFlashAttribute("refused", refused.problems().getFirst());
        }
        return "redirect:/payments/" + id;
    }

    /** What one person may make of it; a refund takes two. */
    private static List<PaymentState> next(Payment payment) {
        return Stream.of(PaymentState.PAID, PaymentState.FAILED, PaymentState.EXPIRED)
                .filter(payment.state()::mayBecome)
                .toList();
    }
}
