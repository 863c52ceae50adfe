package vn.lienthong.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.LedgerView.Known;
import vn.lienthong.ledger.Memos.Memo;

/** Consecutive records of a source that is read again and again, and how far they bring its mark. */
public final class NotedPage implements Page {

    private final String flow;
    private final List<Arrival> records;
    private final Memo memo;
    private final String note;
    private final boolean alwaysNoted;
    private final LedgerSide ledger;
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

    /**
     * @param memo as it was before the page was read
     * @param note its content when the page is entered
     * @param alwaysNoted whether it is worth a write also when all records of the page are known
     */
    public NotedPage(
            String flow, List<Arrival> records, Memo memo, String note, boolean alwaysNoted, LedgerSide ledger) {
        this.flow = flow;
        this.records = records;
        this.memo = memo;
        this.note = note;
        this.alwaysNoted = alwaysNoted;
        this.ledger = ledger;
        this.noted = memo;
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

    /** Records that were read again and have not changed cost the ledger no write. */
    private Outcome entered() {
        List<Arrival> changed = changed();
        if (changed.isEmpty() && (!alwaysNoted || note.equals(memo.content()))) {
            return Outcome.ENTERED;
        }
        Optional<List<Entered>> entered = ledger.intake().enter(memo.name(), changed, memo, note);
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
                        memo.name(),
                        records.stream().map(Arrival::key).distinct().toList())
                .forEach(one -> known.put(one.key(), one));
        return records.stream()
                .filter(one -> !isSame(one, known.get(one.key())))
                .toList();
    }

    private static boolean isSame(Arrival arrival, @Nullable Known newest) {
        return newest != null
                && newest.contentHash().equals(arrival.examined().identity().contentHash());
    }
}
