package vn.lienthong.console;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.paygov.PaymentRefused;
import vn.lienthong.paygov.PaymentRefused.Kind;
import vn.lienthong.paygov.Refund;
import vn.lienthong.paygov.Refund.Decision;
import vn.lienthong.paygov.Refund.State;
import vn.lienthong.paygov.Refund.Step;
import vn.lienthong.paygov.Refunds;

/** Payment 3 has a refund that another person asked for; whatever is decided comes to that. */
final class StandInRefunds implements Refunds {

    private static final Decision DECISION = new Decision("an", Instant.now(), "đúng");
    private static final Refund ASKED = refund(State.ASKED, null);

    @Override
    public List<Refund> of(long payment) {
        return payment == 3 ? List.of(ASKED, refund(State.DECLINED, DECISION)) : List.of();
    }

    @Override
    public Refund step(long payment, Step step, String by, String reason, @Nullable String document) {
        if (!step.isOpenTo(State.ASKED)) {
            throw new PaymentRefused(Kind.IN_THE_WAY, Problem.of("paygov.refund-stands-otherwise"));
        }
        return refund(step.to(), DECISION);
    }

    private static Refund refund(State state, @Nullable Decision decided) {
        return new Refund(1, 3, state, "nộp hai lần", "lan", Instant.now(), decided, null, null);
    }
}
