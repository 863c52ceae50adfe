package vn.lienthong.paygov;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Thrown;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

/** Takes payments that are due with a lease, a few at a time, and asks about each; several processes share them. */
final class Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final int AT_A_TIME = 8;

    private final IntFunction<List<Payment>> due;
    private final Consumer<Payment> question;

    /** @param due takes so many at most */
    Rounds(IntFunction<List<Payment>> due, Consumer<Payment> question) {
        this.due = due;
        this.question = question;
    }

    void untilNothingIsDue() {
        try {
            while (!Thread.currentThread().isInterrupted() && some() > 0) {
                // the next few
            }
        } catch (LedgerUnavailable unavailable) {
            // what is due stays due: the next run goes on with it
        }
    }

    private int some() {
        List<Payment> taken = due.apply(AT_A_TIME);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            taken.forEach(payment -> threads.execute(() -> ask(payment)));
        }
        return taken.size();
    }

    /** One that goes wrong unforeseen must not keep the others from being asked about. */
    private void ask(Payment payment) {
        try {
            question.accept(payment);
        } catch (LedgerUnavailable unavailable) {
            // its lease runs out, and it is taken again
        } catch (RuntimeException unforeseen) {
            LOG.error(
                    "Payment {} could not be asked about. It is taken again when its lease is over.",
                    payment.id(),
                    Thrown.of(unforeseen));
        }
    }
}
