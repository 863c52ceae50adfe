package vn.lienthong.paygov.gateway;

import org.jspecify.annotations.Nullable;
import vn.lienthong.paygov.book.Draft;

/**
 * What came of asking for a receipt.
 *
 * @param message for the books
 */
public record ReceiptAnswer(Given given, Draft message) {

    /** A receipt, or none. */
    public sealed interface Given {

        /** @param address where it was fetched from, as the payment system named it; null: it came by itself */
        @SuppressWarnings("ArrayRecordComponent") // stored, never compared
        record Pdf(byte[] bytes, @Nullable String address) implements Given {}

        /** It is to be had there, and not from here. */
        record Address(String address) implements Given {}

        /**
         * @param problem why, as a code
         * @param address where it should have been; null: not said
         */
        record None(String problem, @Nullable String address) implements Given {}
    }
}
