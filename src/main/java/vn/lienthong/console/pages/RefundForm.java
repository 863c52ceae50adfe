package vn.lienthong.console.pages;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lienthong.console.Query;
import vn.lienthong.console.Reason;
import vn.lienthong.console.RefundSteps;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.PaymentRefused;
import vn.lienthong.paygov.PaymentState;
import vn.lienthong.paygov.Refund;
import vn.lienthong.paygov.Refund.Step;
import vn.lienthong.paygov.Refunds;

/** A refund's next step, taken on the page of its payment. */
@Controller
class RefundForm {

    private final Refunds refunds;

    RefundForm(Refunds refunds) {
        this.refunds = refunds;
    }

    @PostMapping("/payments/{id}/refund")
    String step(
            @PathVariable long id,
            @RequestParam @Nullable String step,
            @RequestParam @Nullable String document,
            @RequestParam @Nullable String reason,
            Authentication person,
            RedirectAttributes then) {
        String proof = Query.text("document", document);
        try {
            refunds.step(id, RefundSteps.read(step), person.getName(), Reason.read(reason), proof);
        } catch (PaymentRefused refused) {
            then.addFlashAttribute("refused", refused.problems().getFirst());
        }
        return "redirect:/payments/" + id;
    }

    /** What this person may do about it now. */
    static List<Step> next(Payment payment, List<Refund> refunds, String person) {
        if (payment.state() != PaymentState.PAID && payment.state() != PaymentState.REFUND_REQUESTED) {
            return List.of();
        }
        Refund latest = refunds.isEmpty() ? null : refunds.getFirst();
        boolean own = latest != null && latest.askedBy().equalsIgnoreCase(person);
        return Stream.of(Step.values())
                .filter(step -> step.isOpenTo(latest == null ? null : latest.state()))
                .filter(step -> !step.isDecision() || own == (step == Step.WITHDRAW))
                .toList();
    }
}
