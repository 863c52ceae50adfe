package vn.lienthong.mapping.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Composed text, at no cost for what is composed already, as nearly all text is. */
public final class Nfc {

    private static final char CIRCUMFLEX = '\u0302';
    private static final char BREVE = '\u0306';
    private static final Pattern TONE_THEN_HAT =
            Pattern.compile("([AEOaeo]\\u0323?)([\\u0300\\u0301\\u0303\\u0309])([\\u0302\\u0306])");

    /**
     * More marks in a row than any language has (UAX #15, stream-safe text). To compose them takes the square of their number: a
     * form filled with them would keep a processor busy for hours.
     */
    private static final Pattern HEAP_OF_MARKS = Pattern.compile("(\\p{M}{30})\\p{M}++");

    private Nfc() {}

    /** The same instance if the text is surely composed. Of a heap of marks what no language has becomes U+FFFD. */
    public static String of(String text) {
        return isSure(text)
                ? text
                : hatFirst(
                        Normalizer.normalize(HEAP_OF_MARKS.matcher(text).replaceAll("$1\uFFFD"), Normalizer.Form.NFC));
    }

    /**
     * Some programs write the tone before the hat or the breve of a letter. To Unicode that is another text, which looks
     * the same or askew; no language writes it, so what is meant is the Vietnamese letter.
     */
    private static String hatFirst(String composed) {
        if (composed.indexOf(CIRCUMFLEX) < 0 && composed.indexOf(BREVE) < 0) {
            return composed;
        }
        String apart = Normalizer.normalize(composed, Normalizer.Form.NFD);
        return Normalizer.normalize(TONE_THEN_HAT.matcher(apart).replaceAll("$1$3$2"), Normalizer.Form.NFC);
    }

    /** Below U+0300 and in Latin Extended Additional, where composed Vietnamese is, every character is its own NFC. */
    private static boolean isSure(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x300 && (c < 0x1E00 || c >= 0x1F00)) {
                return false;
            }
        }
        return true;
    }
}
