package vn.lienthong.paygov;

import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.scheduling.annotation.Scheduled;
import vn.lienthong.paygov.book.PaymentBook;

/** Asks about every payment whose time to be asked about has come. */
class Sweep {

    private final Rounds rounds;

    Sweep(PaymentBook book, Inquiry inquiry) {
        this.rounds = new Rounds(most -> book.takeDue(most, lease(inquiry)), inquiry::ask);
    }

    @Scheduled(fixedDelayString = "${payments.sweep-every}")
    void run() {
        rounds.untilNothingIsDue();
    }

    private static Duration lease(Inquiry inquiry) {
        return Stream.of(Gateway.values())
                .map(inquiry::lease)
                .max(Duration::compareTo)
                .orElseThrow();
    }
}
