package vn.lienthong.intake.exchange;

import java.util.List;
import vn.lienthong.intake.Arrival;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.Page;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

/** Records that wait at an exchange, to be acknowledged together. */
final class ExchangePage implements Page {

    private final ExchangePolling polling;
    private final List<Arrival> records;
    private final Intake intake;
    private Outcome outcome = Outcome.NOT_ENTERED;
    private boolean broughtNew;

    /** What became of it. */
    enum Outcome {
        /** The route never came to the step that enters. */
        NOT_ENTERED,
        ENTERED,
        LEDGER_AWAY
    }

    ExchangePage(ExchangePolling polling, List<Arrival> records, Intake intake) {
        this.polling = polling;
        this.records = records;
        this.intake = intake;
    }

    @Override
    public String flow() {
        return polling.flow();
    }

    @Override
    public int size() {
        return records.size();
    }

    @Override
    public void enter() {
        if (outcome == Outcome.ENTERED) {
            return;
        }
        try {
            List<Entered> entered = intake.enter(polling.ledgerSource(), records);
            broughtNew = entered.stream()
                    .anyMatch(one -> one.kind() == Entered.Kind.NEW || one.kind() == Entered.Kind.NEW_VERSION);
            outcome = Outcome.ENTERED;
        } catch (LedgerUnavailable away) {
            outcome = Outcome.LEDGER_AWAY;
        }
    }

    Outcome outcome() {
        return outcome;
    }

    /** Whether the ledger did not know all of it. */
    boolean broughtNew() {
        return broughtNew;
    }
}
