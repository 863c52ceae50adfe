package vn.lienthong.intake;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.Memos.Memo;

/** Consecutive records of a source, and how far they bring what the ledger notes of it. */
public final class NotedPage implements Page {

    private final String flow;
    private final List<Arrival> records;
    private final Memo memo;
    private final String note;
    private final boolean alwaysNoted;
    private final Intake intake;
    private final UnaryOperator<List<Arrival>> worthEntering;
    private Outcome outcome = Outcome.NOT_ENTERED;
    private Memo noted;

    /** What became of it. */
    public enum Outcome {
        /** The route never came to the step that enters. */
        NOT_ENTERED,
        ENTERED,
        /** Another process took from this source since the page was read. */
        OVERTAKEN,
        LEDGER_AWAY
    }

    private NotedPage(
            String flow,
            List<Arrival> records,
            Memo memo,
            String note,
            boolean alwaysNoted,
            Intake intake,
            UnaryOperator<List<Arrival>> worthEntering) {
        this.flow = flow;
        this.records = records;
        this.memo = memo;
        this.note = note;
        this.alwaysNoted = alwaysNoted;
        this.intake = intake;
        this.worthEntering = worthEntering;
        this.noted = memo;
    }

    /**
     * Of a source that gives each record once.
     *
     * @param memo as it was before the page was read; named as who gives the records
     * @param note its content when the page is entered
     */
    public static NotedPage readOnce(String flow, List<Arrival> records, Memo memo, String note, Intake intake) {
        return new NotedPage(flow, records, memo, note, true, intake, all -> all);
    }

    /**
     * Of a source that gives records again and again, each at most once in a page: those that have not changed cost the
     * ledger no write.
     *
     * @param memo as it was before the page was read; named as who gives the records
     * @param note its content when the page is entered
     * @param alwaysNoted whether it is worth a write also when all records of the page are known
     */
    public static NotedPage readAgain(
            String flow, List<Arrival> records, Memo memo, String note, boolean alwaysNoted, LedgerSide ledger) {
        return new NotedPage(
                flow,
                records,
                memo,
                note,
                alwaysNoted,
                ledger.intake(),
                all -> WorthEntering.of(all, memo.name(), ledger.view()));
    }

    @Override
    public String flow() {
        return flow;
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
            outcome = entered();
        } catch (LedgerUnavailable away) {
            outcome = Outcome.LEDGER_AWAY;
        }
    }

    public Outcome outcome() {
        return outcome;
    }

    /** The memo as it is now. */
    public Memo noted() {
        return noted;
    }

    private Outcome entered() {
        List<Arrival> worth = worthEntering.apply(records);
        if (worth.isEmpty() && (!alwaysNoted || note.equals(memo.content()))) {
            return Outcome.ENTERED;
        }
        Optional<List<Entered>> entered = intake.enter(memo.name(), worth, memo, note);
        if (entered.isEmpty()) {
            return Outcome.OVERTAKEN;
        }
        noted = memo.rewritten(note);
        return Outcome.ENTERED;
    }
}
