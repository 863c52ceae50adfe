package vn.lienthong.paygov.book;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Store;
import vn.lienthong.ledger.Store.Statements;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.PaymentRefused;
import vn.lienthong.paygov.PaymentRefused.Kind;
import vn.lienthong.paygov.PaymentState;
import vn.lienthong.paygov.Refund;
import vn.lienthong.paygov.Refund.Step;
import vn.lienthong.paygov.Refunds;

/** Refunds in the books: each step is one transaction on the payment's locked row, with its event. */
public final class RefundBook implements Refunds {

    private final Store store;
    private final InstantSource time;

    public RefundBook(Store store, InstantSource time) {
        this.store = store;
        this.time = time;
    }

    @Override
    public List<Refund> of(long payment) {
        return store.read(sql -> RefundRows.of(sql, payment));
    }

    @Override
    public Refund step(long payment, Step step, String by, String reason, @Nullable String document) {
        return store.write(sql -> {
            Payment before =
                    Rows.lock(sql, payment).orElseThrow(() -> refused(Problem.of("paygov.no-such-payment"), payment));
            Optional<Refund> latest = RefundRows.of(sql, payment).stream().findFirst();
            check(before, latest.orElse(null), step, by);
            write(sql, before, latest, step, new Words(by, reason, document));
            new Entry(sql, time.instant()).apply(before, ruling(before, step), by, null, before.askAt());
            return RefundRows.of(sql, payment).getFirst();
        });
    }

    /** A person settles a payment: what two people decide is not settled by one, and an open refund's task is not closed. */
    static void refuseToPassBy(Statements sql, Payment payment, @Nullable PaymentState to) {
        if (to == PaymentState.REFUND_REQUESTED || to == PaymentState.REFUNDED) {
            throw refused(Problem.of("paygov.refund-needs-two"), payment.id());
        }
        boolean open = RefundRows.of(sql, payment.id()).stream()
                .anyMatch(refund -> refund.state().isOpen());
        if (open && Entry.isAboutRefund(payment.task())) {
            throw refused(Problem.of("paygov.refund-open"), payment.id());
        }
    }

    private record Words(String by, String reason, @Nullable String document) {}

    private void write(Statements sql, Payment payment, Optional<Refund> latest, Step step, Words words) {
        RefundRows rows = new RefundRows(sql, time.instant());
        if (step == Step.ASK) {
            rows.insert(payment.id(), words.by(), words.reason());
        } else if (step.isDecision()) {
            rows.decide(latest.orElseThrow(), step.to(), words.by(), words.reason());
        } else {
            rows.end(latest.orElseThrow(), step.to(), words.by(), words.reason(), words.document());
        }
    }

    private static void check(Payment payment, @Nullable Refund latest, Step step, String by) {
        if (payment.state() != PaymentState.PAID && payment.state() != PaymentState.REFUND_REQUESTED) {
            throw refused(
                    Problem.of("paygov.refund-of-nothing")
                            .with("state", payment.state().name()),
                    payment.id());
        }
        if (!step.isOpenTo(latest == null ? null : latest.state())) {
            throw refused(
                    Problem.of("paygov.refund-stands-otherwise")
                            .with("state", latest == null ? "–" : latest.state().name()),
                    payment.id());
        }
        if (latest != null && step.isDecision()) {
            checkPerson(payment, latest, step, by);
        }
    }

    private static void checkPerson(Payment payment, Refund refund, Step step, String by) {
        boolean same = refund.askedBy().equalsIgnoreCase(by);
        if ((step == Step.APPROVE || step == Step.DECLINE) && same) {
            throw refused(Problem.of("paygov.refund-same-person").with("by", by), payment.id());
        }
        if (step == Step.WITHDRAW && !same) {
            throw refused(Problem.of("paygov.refund-not-yours").with("by", refund.askedBy()), payment.id());
        }
    }

    /** What the step does to the payment itself. */
    private static Ruling ruling(Payment payment, Step step) {
        return switch (step) {
            case ASK -> Ruling.stays("paygov.refund-asked").withTask();
            case WITHDRAW -> givenUp(payment, Ruling.stays("paygov.refund-withdrawn"));
            case DECLINE -> givenUp(payment, Ruling.stays("paygov.refund-declined"));
            case APPROVE ->
                moved(payment, PaymentState.REFUND_REQUESTED, "paygov.refund-approved")
                        .withTask();
            case REFUNDED -> done(payment, moved(payment, PaymentState.REFUNDED, "paygov.refunded"));
            case FAILED -> Ruling.stays("paygov.refund-failed").withTask();
        };
    }

    private static Ruling moved(Payment payment, PaymentState to, String reason) {
        return payment.state() == to ? Ruling.stays(reason) : Ruling.becomes(to, reason, Ruling.Ask.NEVER);
    }

    /** Where an earlier refund was approved and failed, the payment still says that its money is to go back. */
    private static Ruling givenUp(Payment payment, Ruling ruling) {
        return payment.state() == PaymentState.PAID ? done(payment, ruling) : ruling.withTask();
    }

    /** A task that is there for another reason stays. */
    private static Ruling done(Payment payment, Ruling ruling) {
        return Entry.isAboutRefund(payment.task()) ? ruling.withTaskDone() : ruling;
    }

    private static PaymentRefused refused(Problem problem, long payment) {
        return new PaymentRefused(Kind.IN_THE_WAY, problem.with("payment", Long.toString(payment)));
    }
}
