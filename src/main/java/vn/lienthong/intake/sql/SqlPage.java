package vn.lienthong.intake.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.intake.Arrival;
import vn.lienthong.intake.Page;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.LedgerView.Known;
import vn.lienthong.ledger.Memos.Memo;

/** Consecutive rows of a query, and how far they bring the mark. */
final class SqlPage implements Page {

    private final Polling polling;
    private final List<Arrival> rows;
    private final Memo memo;
    private final String note;
    private final boolean alwaysNoted;
    private final LedgerSide ledger;
    private Outcome outcome = Outcome.NOT_ENTERED;
    private Memo noted;

    /** What became of it. */
    enum Outcome {
        /** The route never came to the step that enters. */
        NOT_ENTERED,
        ENTERED,
        /** Another process took from this source since the page was read. */
        OVERTAKEN,
        LEDGER_AWAY
    }

    /**
     * @param memo as it was before the page was read
     * @param note its content when the page is entered
     * @param alwaysNoted whether it is worth a write also when all rows of the page are known
     */
    SqlPage(Polling polling, List<Arrival> rows, Memo memo, String note, boolean alwaysNoted, LedgerSide ledger) {
        this.polling = polling;
        this.rows = rows;
        this.memo = memo;
        this.note = note;
        this.alwaysNoted = alwaysNoted;
        this.ledger = ledger;
        this.noted = memo;
    }

    @Override
    public String flow() {
        return polling.flow();
    }

    @Override
    public int size() {
        return rows.size();
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

    Outcome outcome() {
        return outcome;
    }

    /** The memo as it is now. */
    Memo noted() {
        return noted;
    }

    /** Rows that were read again and have not changed cost the ledger no write. */
    private Outcome entered() {
        List<Arrival> changed = changed();
        if (changed.isEmpty() && (!alwaysNoted || note.equals(memo.content()))) {
            return Outcome.ENTERED;
        }
        Optional<List<Entered>> entered = ledger.intake().enter(polling.ledgerSource(), changed, memo, note);
        if (entered.isEmpty()) {
            return Outcome.OVERTAKEN;
        }
        noted = memo.rewritten(note);
        return Outcome.ENTERED;
    }

    private List<Arrival> changed() {
        Map<String, Known> known = new HashMap<>();
        ledger.view()
                .known(
                        polling.ledgerSource(),
                        rows.stream().map(Arrival::key).distinct().toList())
                .forEach(one -> known.put(one.key(), one));
        return rows.stream().filter(row -> !isSame(row, known.get(row.key()))).toList();
    }

    private static boolean isSame(Arrival row, @Nullable Known newest) {
        return newest != null
                && newest.contentHash().equals(row.examined().identity().contentHash());
    }
}
