package vn.lienthong.paygov;

import org.springframework.scheduling.annotation.Scheduled;
import vn.lienthong.paygov.book.ReceiptBook;

/** Asks for every receipt whose time to be asked for has come. */
class ReceiptSweep {

    private final Rounds rounds;

    ReceiptSweep(ReceiptBook book, ReceiptInquiry inquiry) {
        this.rounds = new Rounds(most -> book.takeDue(inquiry.gateways(), most, inquiry.lease()), inquiry::ask);
    }

    @Scheduled(fixedDelayString = "${payments.sweep-every}")
    void run() {
        rounds.untilNothingIsDue();
    }
}
