package vn.lienthong.paygov;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.paygov.book.PaymentBook;

/** Asks about every payment whose time to be asked about has come; several processes share them. */
class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final int AT_A_TIME = 8;

    private final PaymentBook book;
    private final Inquiry inquiry;

    Sweep(PaymentBook book, Inquiry inquiry) {
        this.book = book;
        this.inquiry = inquiry;
    }

    @Scheduled(fixedDelayString = "${payments.sweep-every}")
    void run() {
        try {
            while (!Thread.currentThread().isInterrupted() && some() > 0) {
                // until nothing is due
            }
        } catch (LedgerUnavailable unavailable) {
            // what is due stays due: the next run goes on with it
        }
    }

    /** @return how many payments were asked about */
    int some() {
        List<Payment> due = book.takeDue(AT_A_TIME, lease());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(payment -> threads.execute(() -> ask(payment)));
        }
        return due.size();
    }

    /** One that goes wrong unforeseen must not keep the others from being asked about. */
    private void ask(Payment payment) {
        try {
            inquiry.ask(payment);
        } catch (LedgerUnavailable unavailable) {
            // its lease runs out, and it is taken again
        } catch (RuntimeException unforeseen) {
            LOG.error(
                    "Payment {} could not be asked about. It is taken again when its lease is over.",
                    payment.id(),
                    unforeseen);
        }
    }

    private Duration lease() {
        return Stream.of(Gateway.values())
                .map(inquiry::lease)
                .max(Duration::compareTo)
                .orElseThrow();
    }
}
