package vn.lienthong.console.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.console.RefundSteps;
import vn.lienthong.console.Refusal;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.paygov.Payments;
import vn.lienthong.paygov.Refund;
import vn.lienthong.paygov.Refunds;

/** Refunds: asked for, decided on by a second person, and what became of them. */
@RestController
@RequestMapping(path = "/api/payments/{id}/refund", produces = MediaType.APPLICATION_JSON_VALUE)
class RefundsApi {

    private final Payments payments;
    private final Refunds refunds;
    private final Request requests;

    RefundsApi(Payments payments, Refunds refunds, Request requests) {
        this.payments = payments;
        this.refunds = refunds;
        this.requests = requests;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Stands step(@PathVariable long id, HttpServletRequest request, Authentication caller) throws IOException {
        Request.Members members = requests.read(request, Set.of("step", "document", "reason"));
        if (payments.find(id).isEmpty()) {
            throw Refusal.notFound(Problem.of("paygov.no-such-payment").with("payment", "" + id));
        }
        return Stands.of(refunds.step(
                id,
                RefundSteps.read(members.text("step")),
                caller.getName(),
                members.reason(),
                members.text("document")));
    }

    record Stands(
            long refund,
            long payment,
            String state,
            Decided asked,
            @Nullable Decided decided,
            @Nullable Decided ended,
            @Nullable String document) {

        static Stands of(Refund refund) {
            return new Stands(
                    refund.id(),
                    refund.payment(),
                    refund.state().name(),
                    new Decided(refund.askedBy(), VietnamTime.of(refund.askedAt()), refund.reason()),
                    Decided.orNull(refund.decided()),
                    Decided.orNull(refund.ended()),
                    refund.document());
        }
    }

    record Decided(String by, OffsetDateTime at, String reason) {

        static @Nullable Decided orNull(Refund.@Nullable Decision decision) {
            return decision == null
                    ? null
                    : new Decided(decision.by(), VietnamTime.of(decision.at()), decision.reason());
        }
    }
}
