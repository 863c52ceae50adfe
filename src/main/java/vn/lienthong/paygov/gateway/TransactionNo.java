package vn.lienthong.paygov.gateway;

/** A payment system's number of what was paid: any text that is no longer than such a number can be. */
public final class TransactionNo {

    /** That of a settlement file's line, too. */
    private static final int LONGEST = 255;

    private TransactionNo() {}

    /** Whether a message may say so, or nothing. Blanks around it are as usual. */
    public static boolean fits(String written) {
        return written.strip().length() <= LONGEST;
    }

    /** Whether a message says one. */
    public static boolean isTold(String written) {
        return !written.isBlank() && fits(written);
    }
}
