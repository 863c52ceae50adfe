package vn.lienthong.paygov.book;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.Reconciliation.Status;

/**
 * A line of a settlement file, as its layout read it.
 *
 * @param number counts from 1
 * @param place in the file
 * @param said what it says; null: it cannot be read
 */
public record SettlementLine(
        long number, String place, @Nullable Said said) {

    /**
     * What a line says.
     *
     * @param amount đồng
     */
    public record Said(
            Gateway gateway,
            @Nullable String reference,
            @Nullable String transactionNo,
            @Nullable String dossier,
            Status status,
            long amount,
            @Nullable Instant at) {}
}
