package vn.lienthong.paygov;

import org.springframework.scheduling.annotation.Scheduled;
import vn.lienthong.paygov.book.PaymentBook;

/**
 * Asks one payment system about every payment whose time to be asked about has come. Each has a sweep of its own, so that one
 * that does not answer keeps nobody from asking the other.
 */
class Sweep {

    private final Rounds rounds;

    Sweep(Gateway gateway, PaymentBook book, Inquiry inquiry) {
        this.rounds = new Rounds(most -> book.takeDue(gateway, most, inquiry.lease(gateway)), inquiry::ask);
    }

    @Scheduled(fixedDelayString = "${payments.sweep-every}")
    void run() {
        rounds.untilNothingIsDue();
    }
}
