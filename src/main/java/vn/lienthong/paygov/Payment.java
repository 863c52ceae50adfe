package vn.lienthong.paygov;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.DossierNo;

/**
 * An order at a payment system, for fees of one dossier, as it stands in our books.
 *
 * @param reference its name at the payment system ({@code MaThamChieu}, {@code orderId}); never used for another order
 * @param requestCode PayGov's second name for it; the payment platform is not told
 * @param attempt counts the dossier's orders at this payment system, from 1
 * @param amount đồng
 * @param url where the payer pays; null if the payment system never gave an address
 * @param transactionNo the payment system's number of what was paid; null if nothing was, or a person settled it without
 * @param askAt when the payment system will be asked next; null: never
 * @param task the code of the problem a person has to solve; null: none
 */
public record Payment(
        long id,
        Gateway gateway,
        String reference,
        String requestCode,
        DossierNo dossier,
        int attempt,
        long amount,
        PaymentState state,
        Instant since,
        Instant createdAt,
        @Nullable String url,
        @Nullable String transactionNo,
        @Nullable Instant askAt,
        @Nullable String task,
        @Nullable Instant taskSince) {

    /**
     * Whether it is one of those that are asked for.
     *
     * @param in null: in any state
     * @param withTask only if a person has to solve something
     */
    public boolean fits(@Nullable PaymentState in, boolean withTask) {
        return (in == null || state == in) && (!withTask || task != null);
    }
}
