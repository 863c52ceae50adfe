package vn.lienthong.sandbox;

/** The portal says no: a code and words for the envelope. */
final class Refusal extends Exception {

    private final String code;

    Refusal(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    Refusal(String message) {
        this("-1", message);
    }

    String code() {
        return code;
    }

    /** The words. */
    String says() {
        return String.valueOf(getMessage());
    }
}
