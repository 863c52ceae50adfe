package vn.lienthong.paygov;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The receipt of a paid payment (biên lai), as far as there is one.
 *
 * @param tries how often the payment system was asked for it
 * @param askAt when it will be asked next; null: never, it is here or was given up
 * @param problem the code that says why the last try got none; null: none went wrong
 * @param address where the payment system says it is, which is not followed as it stands; null: not named, or forgotten
 * @param isPdf whether the PDF itself is here
 * @param hash SHA-256 of the PDF, or of the address if there is no PDF, in hexadecimal; null: there is no receipt
 * @param receivedAt null: there is no receipt
 */
public record Receipt(
        long payment,
        int tries,
        @Nullable Instant askAt,
        @Nullable String problem,
        @Nullable String address,
        boolean isPdf,
        @Nullable String hash,
        @Nullable Instant receivedAt) {}
