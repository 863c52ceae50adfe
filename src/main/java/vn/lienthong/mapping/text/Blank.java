package vn.lienthong.mapping.text;

/**
 * What nobody sees: blanks of every kind, the no-break space among them that web pages and Word put into cells, control
 * characters, and signs without width. To Java a no-break space is a letter like others.
 */
public final class Blank {

    private Blank() {}

    /** Whether a reader sees nothing at all. */
    public static boolean is(String text) {
        return first(text) == text.length();
    }

    /** The text without what nobody sees at either end; the same instance if there is nothing to take away. */
    public static String strip(String text) {
        int from = first(text);
        int to = text.length();
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** A word of a source as it is compared: stripped, and each run of blanks within as one; signs without width are gone. */
    public static String tidy(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isBlank(text.charAt(i))) {
                return tidied(text);
            }
        }
        return text;
    }

    private static String tidied(String text) {
        StringBuilder tidy = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isGap(c)) {
                gap = true;
            } else if (!isZeroWidth(c)) {
                tidy.append(gap && !tidy.isEmpty() ? " " : "").append(c);
                gap = false;
            }
        }
        return tidy.toString();
    }

    private static int first(String text) {
        int at = 0;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return isGap(c) || isZeroWidth(c);
    }

    private static boolean isGap(char c) {
        return c <= ' ' || c >= 0x7F && (Character.isSpaceChar(c) || Character.isISOControl(c));
    }

    /** The text without signs that take no room; the same instance if it has none. */
    public static String withoutZeroWidth(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isZeroWidth(text.charAt(i))) {
                StringBuilder kept = new StringBuilder(text.length());
                text.chars().filter(c -> !isZeroWidth(c)).forEach(c -> kept.append((char) c));
                return kept.toString();
            }
        }
        return text;
    }

    /**
     * Whether the sign takes no room: nobody typed it, and nobody misses it. Among them are the marks of writing direction that
     * Windows puts around numbers that are copied.
     */
    public static boolean isZeroWidth(int c) {
        return c == 0xAD
                || c >= 0x200B && c <= 0x200F
                || c >= 0x202A && c <= 0x202E
                || c == 0x2060
                || c >= 0x2066 && c <= 0x2069
                || c == 0xFEFF;
    }
}
