package vn.lienthong.intake.kafka;

import java.util.List;
import vn.lienthong.intake.Arrival;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.Page;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.Memos.Memo;

/** Messages in the order in which they were read, and how far they bring the topic. */
final class KafkaPage implements Page {

    private final Subscription subscription;
    private final List<Arrival> messages;
    private final Memo memo;
    private final String note;
    private final Intake intake;
    private Outcome outcome = Outcome.NOT_ENTERED;

    /** What became of it. */
    enum Outcome {
        /** The route never came to the step that enters. */
        NOT_ENTERED,
        ENTERED,
        /** Another process took from this topic since the page was read. */
        OVERTAKEN,
        LEDGER_AWAY
    }

    /**
     * @param memo as it was before the page was read
     * @param note its content when the page is entered
     */
    KafkaPage(Subscription subscription, List<Arrival> messages, Memo memo, String note, Intake intake) {
        this.subscription = subscription;
        this.messages = messages;
        this.memo = memo;
        this.note = note;
        this.intake = intake;
    }

    @Override
    public String flow() {
        return subscription.flow();
    }

    @Override
    public int size() {
        return messages.size();
    }

    @Override
    public void enter() {
        if (outcome == Outcome.ENTERED) {
            return;
        }
        try {
            outcome = intake.enter(subscription.ledgerSource(), messages, memo, note)
                            .isPresent()
                    ? Outcome.ENTERED
                    : Outcome.OVERTAKEN;
        } catch (LedgerUnavailable away) {
            outcome = Outcome.LEDGER_AWAY;
        }
    }

    Outcome outcome() {
        return outcome;
    }

    /** The memo as it is once the page is entered. */
    Memo noted() {
        return memo.rewritten(note);
    }
}
