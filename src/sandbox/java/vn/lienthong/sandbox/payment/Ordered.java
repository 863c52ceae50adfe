package vn.lienthong.sandbox.payment;

/**
 * An order a payment system has.
 *
 * @param requestCode PayGov's second name for it; empty at the Payment Platform
 * @param text what the payer reads
 * @param endedAt when the payer paid or failed, {@code yyyyMMddHHmmss}; empty before
 */
public record Ordered(
        String reference,
        String requestCode,
        long amount,
        String text,
        String dossier,
        Standing standing,
        String transaction,
        String endedAt) {

    /** How it stands; {@code TrangThaiGD} of the answer to QUERY. */
    public enum Standing {
        PENDING("3"),
        PAID("1"),
        FAILED("4");

        final String code;

        Standing(String code) {
            this.code = code;
        }
    }

    Ordered as(Standing next, String number, String at) {
        return new Ordered(reference, requestCode, amount, text, dossier, next, number, at);
    }
}
