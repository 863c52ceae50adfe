package vn.lienthong.mapping.text;

import java.util.Arrays;

/**
 * Text that can be sent as it is: composed, on one line, no blank at either end, no sign that nobody sees, and nothing in it
 * that speaks of bytes misread or letters lost.
 */
public final class PlainText {

    private static final byte ASCII = 1;
    private static final byte VIETNAMESE = 2;

    /** Western letters that no Vietnamese word has. */
    private static final byte FOREIGN = 4;

    /** {@code ấ}, {@code ễ}, {@code ợ}: two marks on one letter, which misreading hardly ever makes. */
    private static final byte MARKED_TWICE = 8;

    /** An accented letter that does not follow a small one within a word. */
    private static final byte CAPITAL = 16;

    /** {@code ù}, {@code õ}: behind some vowels a mark of VNI. */
    private static final byte U_OR_O = 32;

    /** {@code â}, which is one as well. */
    private static final byte A_HAT = 64;

    private static final String TWICE = "ẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẾếỀềỂểỄễỆệỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỨứỪừỬửỮữỰự";

    /** Where Unicode's letters for Vietnamese begin that came last. */
    private static final char LAST_LETTERS = 0x1EA0;

    /** What each letter below U+0300 is; 0: not plain. */
    private static final byte[] KINDS = kinds();

    private static final byte[] LAST_KINDS = lastKinds();

    /** By the letter before, U+00FF for all beyond: what the next is then not, in Vietnamese. */
    private static final byte[] NEVER_BEHIND = neverBehind();

    private PlainText() {}

    /** Whether the text surely is plain, as nearly every text is; an empty one is not. */
    public static boolean is(String text) {
        int length = text.length();
        if (length == 0 || text.charAt(0) == ' ' || text.charAt(length - 1) == ' ') {
            return false;
        }
        int seen = 0;
        for (int i = 0; i < length; i++) {
            int kind = kind(text.charAt(i));
            if (kind == 0) {
                return false;
            }
            seen |= kind;
        }
        return is(text, seen);
    }

    /**
     * The same of a text that has something, no blank at either end, and letters of these kinds and no others; what is
     * ASCII need not be among them. It is asked of nearly every text, so few are looked at word by word.
     */
    public static boolean is(String text, int kinds) {
        if ((kinds & (VIETNAMESE | FOREIGN)) == 0) {
            return true;
        }
        boolean sound = (kinds & (MARKED_TWICE | FOREIGN)) == MARKED_TWICE && !hasPairOfOldTable(text);
        return sound || Fit.isVietnamese(text);
    }

    /** Whether a letter follows another as in no Vietnamese word: {@code Nguyeãn}, {@code Coâng}, {@code Môùi}, {@code huyÖn}. */
    private static boolean hasPairOfOldTable(String text) {
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0xC0
                    && c < KINDS.length
                    && (KINDS[c] & NEVER_BEHIND[Math.min(text.charAt(i - 1), NEVER_BEHIND.length - 1)]) != 0) {
                return true;
            }
        }
        return false;
    }

    /** What the letter says of its text, to be joined by or; 0: no text that has it is plain. */
    public static int kind(char c) {
        if (c < KINDS.length) {
            return KINDS[c];
        }
        return c >= LAST_LETTERS && c < LAST_LETTERS + LAST_KINDS.length ? LAST_KINDS[c - LAST_LETTERS] : 0;
    }

    /** Whether it is a letter that Vietnamese words are written with; those without an accent are. */
    static boolean isVietnamese(char c) {
        return (kind(c) & (ASCII | VIETNAMESE)) != 0;
    }

    private static byte[] lastKinds() {
        byte[] kinds = new byte[0x5A];
        Arrays.fill(kinds, VIETNAMESE);
        TWICE.chars().forEach(letter -> kinds[letter - LAST_LETTERS] = VIETNAMESE | MARKED_TWICE);
        return kinds;
    }

    /**
     * Composed Vietnamese is its own NFC. Letters of other languages are not plain: misread text is full of them.
     */
    private static byte[] kinds() {
        byte[] kinds = new byte[0x300];
        Arrays.fill(kinds, ' ', 0x7F, ASCII);
        Arrays.fill(kinds, 0xC0, 0x100, VIETNAMESE);
        "ÄÅÆÇËÎÏÑÖØÛÜÞßäåæçëîïñöøûüþÿ".chars().forEach(letter -> kinds[letter] = FOREIGN);
        "ĂăĐđĨĩŨũƠơƯư".chars().forEach(letter -> kinds[letter] = VIETNAMESE);
        "ÙÕùõ".chars().forEach(letter -> kinds[letter] |= U_OR_O);
        "Ââ".chars().forEach(letter -> kinds[letter] |= A_HAT);
        "?×÷Ðð".chars().forEach(other -> kinds[other] = 0);
        for (int letter = 0xC0; letter < kinds.length; letter++) {
            kinds[letter] |= kinds[letter] != 0 && Character.isUpperCase(letter) ? CAPITAL : 0;
        }
        return kinds;
    }

    private static byte[] neverBehind() {
        byte[] never = new byte[0x100];
        Arrays.fill(never, 'a', 'z' + 1, CAPITAL);
        Arrays.fill(never, 0x80, never.length, U_OR_O);
        "aeAE".chars().forEach(letter -> never[letter] = VIETNAMESE | FOREIGN);
        "oOuUyY".chars().forEach(letter -> never[letter] |= U_OR_O);
        "oO".chars().forEach(letter -> never[letter] |= A_HAT);
        return never;
    }
}
