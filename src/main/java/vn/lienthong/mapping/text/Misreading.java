package vn.lienthong.mapping.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Optional;

/** A wrong table by which bytes were read, undone. Immutable but for the encoder, which is made anew each time. */
enum Misreading {
    WINDOWS_1252("windows-1252"),
    WINDOWS_1258("windows-1258");

    private static final String LEADS_OF_TWO = "ÂÃÄÅÆËÌĂ";
    private static final String LEADS_OF_THREE = "áâ";

    /** The signs that Windows has in place of the controls 80 to 9F, but for those that stand beside words by right. */
    private static final String SPECIALS = "€‚ƒ„†‡ˆ‰Š‹ŒŽ‘“•˜™š›œžŸ";

    private static final String BESIDE_WORDS = "…’”–—»\u00A0";

    private static final String SIGNS_BEFORE_WORDS = "§®¨©¬\u00AD¶¸¹";
    private static final String SIGNS_BEHIND_WORDS = "°º²³®";

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
        return at < text.length() && Character.isLetter(text.charAt(at));
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

    private static boolean isSign(char c) {
        return c > 0xA0 && c < 0xC0 || c == '×' || c == '÷';
    }
}
