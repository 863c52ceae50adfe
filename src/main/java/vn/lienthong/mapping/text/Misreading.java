package vn.lienthong.mapping.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A wrong table by which bytes were read, undone. Immutable but for the encoder, which is made anew each time. */
enum Misreading {
    WINDOWS_1252("windows-1252"),
    WINDOWS_1258("windows-1258"),
    WINDOWS_1250("windows-1250"),
    MAC_ROMAN("x-MacRoman"),
    DOS_437("IBM437"),
    DOS_850("IBM850");

    private static final String LEADS_OF_TWO = "ÂÃÄÅÆËÌĂ";
    private static final String LEADS_OF_THREE = "áâ";

    /** The signs that Windows has in place of the controls 80 to 9F, but for those that stand beside words by right. */
    private static final String SPECIALS = "€‚ƒ„†‡ˆ‰Š‹ŒŽ‘“•˜™š›œžŸ";

    private static final Pattern LETTER_WITH_MARKS = Pattern.compile("\\P{Mn}?\\p{Mn}*", Pattern.DOTALL);

    private static final String BESIDE_WORDS = "…’”–—»\u00A0";

    /** Of the signs of Windows, those that TCVN3 has letters for and nobody puts beside a word. */
    private static final String LETTERS_OF_OLD = "¡¢£¤¥¦§¨©ª«¬®µ¶¸»";

    private static final String SIGNS_BEFORE_WORDS = "§®¨©¬\u00AD¶¸¹";
    private static final String SIGNS_BEHIND_WORDS = "°º²³®";

    /** What Macintosh and DOS had in the place of accents, and nobody writes between two letters. */
    private static final String OF_OTHER_SYSTEMS = "◊ƒ†‡‰‹›ﬁﬂ˘˙˚¸˝˛ˇ¯⌐";

    private final Charset charset;

    Misreading(String charset) {
        this.charset = Charset.forName(charset);
    }

    /** The bytes that were read as this text; empty if no bytes are. Controls 80 to 9F were bytes without a sign. */
    Optional<byte[]> undone(String text) {
        CharsetEncoder encoder = charset.newEncoder();
        byte[] bytes = new byte[text.length()];
        CharBuffer signs = CharBuffer.wrap(text);
        for (int i = 0; i < bytes.length; i++) {
            char c = text.charAt(i);
            if (c < 0xA0) {
                bytes[i] = (byte) c;
                continue;
            }
            try {
                ByteBuffer one = encoder.encode(signs.subSequence(i, i + 1));
                bytes[i] = one.get();
            } catch (CharacterCodingException notOfThisTable) {
                return Optional.empty();
            }
        }
        return Optional.of(bytes);
    }

    /**
     * The bytes that were read by the Vietnamese table of Windows, whose tones are signs of their own: on the way here they were
     * composed with whatever letter stood before them.
     */
    static Optional<byte[]> undoneByWindows1258(String text) {
        CharsetEncoder encoder = WINDOWS_1258.charset.newEncoder();
        StringBuilder apart = new StringBuilder(text.length() + 8);
        Matcher letters = LETTER_WITH_MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD));
        while (letters.find()) {
            apart.append(withToneLast(letters.group(), encoder));
        }
        return WINDOWS_1258.undone(apart.toString());
    }

    private static String withToneLast(String letter, CharsetEncoder encoder) {
        for (int tone = 1; tone < letter.length(); tone++) {
            String rest = letter.substring(0, tone) + letter.substring(tone + 1);
            String composed = Normalizer.normalize(rest, Normalizer.Form.NFC);
            if (composed.length() == 1 && encoder.canEncode(composed) && encoder.canEncode(letter.charAt(tone))) {
                String whole = Normalizer.normalize(letter, Normalizer.Form.NFC);
                return encoder.canEncode(whole) ? whole : composed + letter.charAt(tone);
            }
        }
        return Normalizer.normalize(letter, Normalizer.Form.NFC);
    }

    /** Whether somewhere the beginning of a letter of UTF-8 is followed by what can only be its continuation. */
    static boolean showsUtf8(String text) {
        for (int i = 0; i + 1 < text.length(); i++) {
            char c = text.charAt(i);
            if (LEADS_OF_TWO.indexOf(c) >= 0 && followsLead(text, i + 1)
                    || LEADS_OF_THREE.indexOf(c) >= 0 && mayFollow(text, i + 1) && mayFollow(text, i + 2)) {
                return true;
            }
        }
        return false;
    }

    /** A quotation mark or a dash may stand behind a word by right, but not inside it. */
    private static boolean followsLead(String text, int at) {
        char c = text.charAt(at);
        boolean byRight = BESIDE_WORDS.indexOf(c) >= 0;
        return byRight ? c != 0xA0 && isLetterOrDigit(text, at + 1) : mayFollow(text, at);
    }

    private static boolean mayFollow(String text, int at) {
        if (at >= text.length()) {
            return false;
        }
        char c = text.charAt(at);
        return c >= 0x80 && c < 0xC0 || SPECIALS.indexOf(c) >= 0 || BESIDE_WORDS.indexOf(c) >= 0;
    }

    private static boolean isLetterOrDigit(String text, int at) {
        return at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }

    private static boolean isLetter(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetter(text.charAt(at));
    }

    /**
     * Whether a sign stands in a word that means nothing there but is a letter in the tables of old: {@code H'Hen Niª}. Marks that
     * people put between or behind letters by right ({@code D×R}, {@code chú thích¹}, {@code H´Hen}) are none.
     */
    static boolean showsSignForLetter(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean between = isLetter(text, i - 1) && isLetter(text, i + 1);
            boolean beside = standsBehindLetter(text, i) || standsBeforeLetter(text, i);
            boolean before = "¡¢¤¦".indexOf(c) >= 0 && isLetter(text, i + 1);
            boolean part = "¼½¾".indexOf(c) >= 0 && isLetter(text, i - 1);
            if (LETTERS_OF_OLD.indexOf(c) >= 0 && beside || before || part || c == '¹' && between) {
                return true;
            }
        }
        return false;
    }

    /** {@code Ð°ng}, {@code ð±i}: not even a sign that stands behind words by right does so within one. */
    static boolean showsSignBetweenLetters(String text) {
        for (int i = 1; i < text.length(); i++) {
            if (isSign(text.charAt(i)) && isLetter(text, i - 1) && isLetter(text, i + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether some word has signs that are letters in one of the old tables. */
    static boolean showsOldTable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSign(c) && (standsBehindLetter(text, i) || standsBeforeLetter(text, i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean standsBehindLetter(String text, int at) {
        char c = text.charAt(at);
        boolean byRight = SIGNS_BEHIND_WORDS.indexOf(c) >= 0 || c == '»' && !isLetter(text, at + 1);
        return at > 0 && isLetter(text, at - 1) && !byRight;
    }

    private static boolean standsBeforeLetter(String text, int at) {
        boolean two = at + 1 < text.length() && isSign(text.charAt(at + 1));
        return SIGNS_BEFORE_WORDS.indexOf(text.charAt(at)) >= 0 && isLetter(text, two ? at + 2 : at + 1);
    }

    /**
     * Whether a word has signs that no system of ours puts there: {@code C√¥ng ty}, {@code C├┤ng ty}. In {@code A≠B} and in drawn
     * lines they stand by right.
     */
    static boolean showsOtherSystem(String text) {
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean line = c >= 0x2500 && c < 0x25A0 && (isLetter(text, i - 1) || isLetter(text, i + 1));
            boolean sign = (c >= 0x2200 && c < 0x2300 || OF_OTHER_SYSTEMS.indexOf(c) >= 0)
                    && isOfWord(text, i - 1)
                    && isOfWord(text, i + 1)
                    && (text.charAt(i - 1) >= 0x80 || text.charAt(i + 1) >= 0x80);
            if (line || sign) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfWord(String text, int at) {
        return isLetter(text, at)
                || at < text.length() && text.charAt(at) > 0xA0 && BESIDE_WORDS.indexOf(text.charAt(at)) < 0;
    }

    private static boolean isSign(char c) {
        return c > 0xA0 && c < 0xC0 || c == '×' || c == '÷';
    }
}
