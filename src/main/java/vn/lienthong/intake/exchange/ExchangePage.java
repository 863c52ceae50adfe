package vn.lienthong.intake.exchange;

import java.util.List;
import java.util.Optional;
import vn.lienthong.intake.Arrival;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.Page;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.Memos.Memo;

/** Records that wait at an exchange, to be acknowledged together. */
final class ExchangePage implements Page {

    /** The exchange itself keeps how far it was taken; what counts is that somebody took. */
    private static final String TAKEN = "taken";

    private final ExchangePolling polling;
    private final List<Arrival> records;
    private final Intake intake;
    private Memo memo;
    private Outcome outcome = Outcome.NOT_ENTERED;
    private boolean broughtNew;

    /** What became of it. */
    enum Outcome {
        /** The route never came to the step that enters. */
        NOT_ENTERED,
        ENTERED,
        /** Another process took from this exchange since it was pulled. */
        OVERTAKEN,
        LEDGER_AWAY
    }

    /** @param memo as it was before they were pulled: what is older than what another process has pulled is not entered */
    ExchangePage(ExchangePolling polling, List<Arrival> records, Memo memo, Intake intake) {
        this.polling = polling;
        this.records = records;
        this.memo = memo;
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
            Optional<List<Entered>> entered = intake.enter(polling.ledgerSource(), records, memo, TAKEN);
            broughtNew = entered.stream()
                    .flatMap(List::stream)
                    .anyMatch(one -> one.kind() == Entered.Kind.NEW || one.kind() == Entered.Kind.NEW_VERSION);
            outcome = entered.isPresent() ? Outcome.ENTERED : Outcome.OVERTAKEN;
            memo = entered.isPresent() ? memo.rewritten(TAKEN) : memo;
        } catch (LedgerUnavailable away) {
            outcome = Outcome.LEDGER_AWAY;
        }
    }

    Outcome outcome() {
        return outcome;
    }

    /** The memo as it is now. */
    Memo noted() {
        return memo;
    }

    /** Whether the ledger did not know all of it. */
    boolean broughtNew() {
        return broughtNew;
    }
}
