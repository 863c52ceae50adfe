package vn.lienthong.paygov.book;

import vn.lienthong.paygov.Payment;

/** What became of the wish for an order. */
public sealed interface Opened {

    /** It is in the books, and its maker has to tell the payment system. */
    record New(Payment payment) implements Opened {}

    /** An order for one of these fees stands in its way: it can be paid, was paid, or needs a person. */
    record Known(Payment payment) implements Opened {}
}
