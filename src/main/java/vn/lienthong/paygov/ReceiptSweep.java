package vn.lienthong.paygov;

import org.springframework.scheduling.annotation.Scheduled;
import vn.lienthong.paygov.book.ReceiptBook;

/** Asks one payment system for every receipt whose time to be asked for has come, whatever the other one does. */
class ReceiptSweep {

    private final Gateway gateway;
    private final ReceiptInquiry inquiry;
    private final Rounds rounds;

    ReceiptSweep(Gateway gateway, ReceiptBook book, ReceiptInquiry inquiry) {
        this.gateway = gateway;
        this.inquiry = inquiry;
        this.rounds = new Rounds(most -> book.takeDue(gateway, most, inquiry.lease(gateway)), inquiry::ask);
    }

    @Scheduled(fixedDelayString = "${payments.sweep-every}")
    void run() {
        if (inquiry.gives(gateway)) {
            rounds.untilNothingIsDue();
        }
    }
}
