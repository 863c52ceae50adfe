package vn.lienthong.paygov;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.intake.Arrival;
import vn.lienthong.intake.Examined;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.IntakeException;
import vn.lienthong.ledger.Delivery;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.paygov.book.FeeStateBook;
import vn.lienthong.paygov.book.Schedule;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;

/**
 * Lets the portal hear that a dossier's fee is paid: its last record is entered once more, with {@code onlinePayment: online} put
 * in. Only if every fee of the dossier that was asked for is paid, and the portal has that record and it is still the last word
 * there is: what else was said since, it would take back. Then it is left to the ministry's own system, which {@link Telling}
 * tells of the payment.
 *
 * <p>What came of it is noted after the entering, under a key that is used once; so a process that dies in between enters
 * nothing twice, and several processes may do it at once.
 */
class FeeStateSweep {

    /** From the moment it was paid: the dossier may come later than its fee, or be on its way to a portal that is down. */
    static final Schedule LOOKS = Schedule.parse("1m,5m,15m,30m,1h,…,1d,…,7d");

    static final Duration LEASE = Duration.ofMinutes(1);

    private final FeeStateBook book;
    private final Flows flows;
    private final LedgerView view;
    private final Intake intake;
    private final String flow;
    private final Rounds rounds;

    /** @param flow its records are the canonical agency JSON; empty: the portal is told nothing */
    FeeStateSweep(FeeStateBook book, Flows flows, LedgerView view, Intake intake, String flow) {
        this.book = book;
        this.flows = flows;
        this.view = view;
        this.intake = intake;
        this.flow = flow;
        this.rounds = new Rounds(most -> book.takeDue(most, LEASE), this::look);
    }

    @Scheduled(fixedDelayString = "${payments.sweep-every}")
    void run() {
        if (!flow.isEmpty()) {
            rounds.untilNothingIsDue();
        }
    }

    /** @param waits it may be otherwise later */
    private record Outcome(String reason, @Nullable Long delivery, boolean waits) {

        static Outcome entered(Optional<Long> delivery) {
            return new Outcome("paygov.fee-state-entered", delivery.orElse(null), false);
        }

        static Outcome said(Delivery delivery) {
            return new Outcome("paygov.fee-state-said", delivery.id(), false);
        }

        static Outcome left(String reason) {
            return new Outcome(reason, null, false);
        }

        static Outcome later(String reason) {
            return new Outcome(reason, null, true);
        }
    }

    private void look(Payment payment) {
        Outcome outcome = enteredBefore(payment).orElseGet(() -> outcome(payment));
        if (outcome.waits()) {
            book.waits(payment, outcome.reason(), LOOKS);
        } else {
            book.ended(payment, outcome.reason(), outcome.delivery());
        }
    }

    /** By a process that died before it had noted it. */
    private Optional<Outcome> enteredBefore(Payment payment) {
        return view.known(Telling.SOURCE, List.of(key(payment))).stream()
                .findFirst()
                .map(known -> Outcome.entered(view.dossier(payment.dossier()).stream()
                        .filter(delivery -> delivery.record() == known.record())
                        .map(Delivery::id)
                        .findFirst()));
    }

    private static String key(Payment payment) {
        return "fee/" + payment.id();
    }

    private Outcome outcome(Payment payment) {
        if (payment.state() != PaymentState.PAID) {
            return Outcome.left("paygov.fee-state-money-back");
        }
        if (book.hasUnpaid(payment.dossier())) {
            return Outcome.later("paygov.fee-state-other-fee");
        }
        Optional<Flow> runs = flows.find(flow);
        if (runs.isEmpty()) {
            return Outcome.later("paygov.fee-state-no-flow");
        }
        return view.last(runs.get().counterpart(), payment.dossier())
                .map(last -> behind(last, payment))
                .orElseGet(() -> Outcome.later("paygov.fee-state-no-record"));
    }

    private Outcome behind(Delivery last, Payment payment) {
        if (!last.flow().equals(flow)) {
            return Outcome.left("paygov.fee-state-overtaken");
        }
        return switch (last.state()) {
            case CANCELLED -> Outcome.left("paygov.fee-state-cancelled");
            case DEAD -> Outcome.later("paygov.fee-state-dead");
            case PENDING, SENDING, RETRYING, HELD -> Outcome.later("paygov.fee-state-owed");
            case DELIVERED ->
                view.record(last.id())
                        .map(record -> behind(last, record, payment))
                        .orElseGet(() -> Outcome.left("paygov.fee-state-body-deleted"));
        };
    }

    private Outcome behind(Delivery last, SourceRecord record, Payment payment) {
        Optional<PaidOnline> dossier = PaidOnline.read(record);
        if (dossier.isEmpty()) {
            return Outcome.left("paygov.fee-state-not-json");
        }
        return dossier.get().isSaid() ? Outcome.said(last) : enter(dossier.get().said(), last, payment);
    }

    private Outcome enter(SourceRecord record, Delivery last, Payment payment) {
        Examined examined;
        try {
            examined = intake.examine(flow, record);
        } catch (IntakeException notNow) {
            return Outcome.later("paygov.fee-state-no-flow");
        }
        if (!examined.problems().isEmpty()
                || examined.notOwed() != null
                || !payment.dossier().equals(examined.identity().dossier())) {
            return Outcome.left("paygov.fee-state-not-mapped");
        }
        Arrival arrival = new Arrival(examined, key(payment), null, List.of());
        return intake.enterBehind(Telling.SOURCE, arrival, last.id())
                .map(entered -> Outcome.entered(entered.deliveries().stream().findFirst()))
                .orElseGet(() -> Outcome.later("paygov.fee-state-overtaken"));
    }
}
