package vn.lienthong.dossier;

/**
 * Characters in a number that look like its own and are others: what web pages, word processors, Vietnamese keyboards
 * and full-width input put there. A number with one of them is another number to every program, but not to whoever
 * wrote it.
 */
final class LookAlikes {

    /** Cyrillic capitals, and the Latin ones they look like. */
    private static final String CYRILLIC = "АВЕКМНОРСТХ";

    private static final String LATIN = "ABEKMHOPCTX";
    private static final char MINUS = '\u2212';
    private static final int FULL_WIDTH = 0xFF01 - '!';

    private LookAlikes() {}

    /**
     * The national number that is meant, if that is one; else the text without what cannot be seen, and with the Vietnamese
     * Đ in place of the Icelandic Ð.
     */
    static String putRight(String text) {
        if (Shapes.isDossierNumber(text)) {
            return text;
        }
        String visible = visible(text);
        String national = plain(visible);
        return Shapes.isDossierNumber(national) ? national : visible;
    }

    private static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT)
                .map(c -> Character.isSpaceChar(c) ? ' ' : c == 'Ð' ? 'Đ' : c == 'ð' ? 'đ' : c)
                .forEach(visible::appendCodePoint);
        return visible.toString().strip();
    }

    /** Without any space, in Latin capitals, ASCII digits and hyphens. */
    private static String plain(String visible) {
        StringBuilder plain = new StringBuilder(visible.length());
        visible.chars().filter(c -> c != ' ').forEach(c -> plain.append(Character.toUpperCase(plain((char) c))));
        return plain.toString();
    }

    private static char plain(char c) {
        if (c == MINUS || Character.getType(c) == Character.DASH_PUNCTUATION) {
            return '-';
        }
        if (c >= 0xFF01 && c <= 0xFF5E) {
            return (char) (c - FULL_WIDTH);
        }
        int alike = CYRILLIC.indexOf(c);
        return alike < 0 ? c : LATIN.charAt(alike);
    }
}
