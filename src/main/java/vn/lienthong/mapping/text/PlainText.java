package vn.lienthong.mapping.text;

/** Text that can be sent as it is: composed, on one line, no blank at either end, no sign that nobody sees. */
public final class PlainText {

    private PlainText() {}

    /** Whether the text surely is plain, as nearly every text is; an empty one is not. */
    public static boolean is(String text) {
        int length = text.length();
        if (length == 0 || text.charAt(0) == ' ' || text.charAt(length - 1) == ' ') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!isPlain(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Composed Vietnamese and everything else below U+0300 or in Latin Extended Additional is its own NFC. */
    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7F || c >= 0xA0 && c < 0x300 && c != 0xAD || c >= 0x1E00 && c < 0x1F00;
    }
}
