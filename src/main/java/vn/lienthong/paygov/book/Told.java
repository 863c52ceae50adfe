package vn.lienthong.paygov.book;

/** What a payment system has said of an order, by a message that was checked. */
public sealed interface Told {

    /** It may be paid at this address. */
    record Address(String url) implements Told {}

    /** It will not be made. */
    record Refused(String why) implements Told {}

    /** It was never told: no connection stood. */
    record NotReached() implements Told {}

    /** No clear answer: it may have seen everything. */
    record Nothing() implements Told {}

    /** @param transactionNo its number of what was paid; empty if it does not say */
    record Paid(long amount, String currency, String transactionNo) implements Told {

        /** One of a fixed width is filled up with blanks in one message and not in the next. */
        public Paid {
            transactionNo = transactionNo.strip();
        }
    }

    /** The payer's attempt failed. */
    record NotPaid() implements Told {}

    /** It does not know yet how it ends. */
    record Pending() implements Told {}

    /** It knows of no such order. */
    record NotKnown() implements Told {}

    /** How it came to say so: that decides how far it is believed. */
    enum Way {
        /** The answer to our own order. */
        ANSWER,
        /** A message of its own accord, whose seal was right. */
        NOTICE,
        /** The answer to our own question. */
        QUERY
    }
}
