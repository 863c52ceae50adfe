package vn.lienthong.mapping.text;

/**
 * Text that can be sent as it is: composed, on one line, no blank at either end, no sign that nobody sees, and nothing in it
 * that speaks of bytes misread or letters lost.
 */
public final class PlainText {

    private static final char MULTIPLIED = '×';
    private static final char DIVIDED = '÷';
    private static final char ETH = 'Ð';
    private static final char SMALL_ETH = 'ð';

    private PlainText() {}

    /** Whether the text surely is plain, as nearly every text is; an empty one is not. */
    public static boolean is(String text) {
        int length = text.length();
        if (length == 0 || text.charAt(0) == ' ' || text.charAt(length - 1) == ' ') {
            return false;
        }
        boolean western = false;
        boolean beyond = false;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!isPlain(c)) {
                return false;
            }
            western |= c >= 0x80 && c < 0x100;
            beyond |= c >= 0x100;
        }
        return !western || beyond || Fit.isVietnamese(text);
    }

    /** Composed Vietnamese and everything else below U+0300 or in Latin Extended Additional is its own NFC. */
    private static boolean isPlain(char c) {
        if (c < 0x80) {
            return c >= ' ' && c < 0x7F && c != '?';
        }
        return c < 0x100 ? isWesternLetter(c) : c < 0x300 ? !isOfWindows1252(c) : c >= 0x1E00 && c < 0x1F00;
    }

    private static boolean isWesternLetter(char c) {
        return c >= 0xC0 && c != MULTIPLIED && c != DIVIDED && c != ETH && c != SMALL_ETH;
    }

    /** The letters that Windows-1252 has beyond Latin-1: what bytes 80 to 9F become where they are misread. */
    private static boolean isOfWindows1252(char c) {
        return "ŒœŠšŸŽžƒˆ˜".indexOf(c) >= 0;
    }
}
