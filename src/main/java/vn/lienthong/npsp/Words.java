package vn.lienthong.npsp;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;

/** Vietnamese text on the wire: composed when sent, compared composed and in lower case (npsp 3.5, 10.4). */
final class Words {

    /** Ends a quotation that goes on. */
    static final String CUT = "…";

    private static final int LONGEST_QUOTE = 200;

    /** The lead bytes of U+0300 to U+037F: without one of them Vietnamese text is composed already. */
    private static final int COMBINING_FROM = 0xCC;

    private static final int COMBINING_TO = 0xCD;

    /** Identity, tax and telephone numbers have nine digits or more in a row; dossier numbers have not. */
    private static final Pattern PERSONAL_NUMBER = Pattern.compile("\\d{9,}");

    private Words() {}

    static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    static String folded(String text) {
        return composed(text).toLowerCase(Locale.ROOT);
    }

    /** @param said folded */
    static boolean says(String said, Collection<String> phrases) {
        return phrases.stream().anyMatch(phrase -> said.contains(folded(phrase)));
    }

    /** The same JSON with composed text; the same array if it was composed. */
    static byte[] composed(byte[] json) {
        for (byte each : json) {
            int unsigned = each & 0xFF;
            if (unsigned == COMBINING_FROM || unsigned == COMBINING_TO) {
                return composed(new String(json, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
            }
        }
        return json;
    }

    /** What the portal said, fit for a problem: short, one line, without personal numbers. */
    static String quote(String said) {
        String line = PERSONAL_NUMBER
                .matcher(composed(said))
                .replaceAll("***")
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + CUT;
    }
}
