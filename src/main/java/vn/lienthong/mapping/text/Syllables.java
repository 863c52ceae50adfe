package vn.lienthong.mapping.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Knows which words can be Vietnamese syllables: a small, closed set, which is why wrong readings are found out. */
final class Syllables {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");
    private static final Pattern TONE = Pattern.compile("[\\u0300\\u0301\\u0303\\u0309\\u0323]");
    /** Small letters stay small after a capital only in fonts of capitals, where they are unaccented; never the other way. */
    private static final Pattern SMALL_THEN_CAPITAL = Pattern.compile("[a-z][\\p{Lu}&&[^A-Z]]");

    private static final Pattern STOP_CODA = Pattern.compile(".*(?:c|ch|p|t)");
    private static final Pattern TONE_FOR_STOPS = Pattern.compile(".*[\\u0301\\u0323].*");

    private static final String ONSET = "(?:ngh|ng|nh|n|gh|gi|g|kh|k|ch|c|ph|p|th|tr|t|qu|q|b|d|đ|h|l|m|r|s|v|x)?";
    private static final String OPEN =
            "(?:a|e|ê|i|o|ô|ơ|u|ư|y|ai|ao|au|ay|âu|ây|eo|êu|ia|ya|iu|iêu|yêu|oa|oai|oao|oay|oe|oeo"
                    + "|oi|ôi|ơi|ua|uau|uai|uao|uay|uây|ue|uê|ui|uôi|uơ|uy|uya|uyu|ưa|ưi|ươi|ươu|ưu)";
    private static final String CLOSED = "(?:(?:a|oa)(?:ch|ng|nh|c|m|n|p|t)|(?:ă|â|iê|yê|ươ|o|ô|u|e)(?:ng|c|m|n|p|t)"
            + "|(?:ê|i)(?:ch|nh|ng|m|n|p|t)|ơ(?:m|n|p|t)|ư(?:ng|c|m|n|t)|y(?:ch|nh|m|n|p|t)|oă(?:ng|c|m|n|t)|oe(?:m|n|t)"
            + "|oo(?:ng|c)|uâ(?:ng|n|t)|uê(?:ch|nh|n)|uô(?:ng|c|m|n|t)|uy(?:ch|nh|n|t|p)|uyê(?:n|t))";
    private static final Pattern SYLLABLE = Pattern.compile(ONSET + "(?:" + CLOSED + "|" + OPEN + ")");

    private Syllables() {}

    /** How many words hold an accented letter, and how many of those can be Vietnamese. */
    record Fit(int accented, int possible) {

        double share() {
            return accented == 0 ? 0 : (double) possible / accented;
        }
    }

    static Fit fit(String text) {
        int accented = 0;
        int possible = 0;
        for (String word :
                WORD.matcher(text).results().map(found -> found.group()).toList()) {
            if (word.chars().anyMatch(letter -> letter >= 0x80)) {
                accented++;
                possible += isPossible(word) ? 1 : 0;
            }
        }
        int strange = (int) text.chars().filter(Syllables::isStrange).count();
        return new Fit(accented + strange, possible);
    }

    /** Signs no clerk types inside a name or an address; they come of reading letters by a wrong table. */
    private static boolean isStrange(int sign) {
        return sign < 0x20 && sign != '\n' && sign != '\r' && sign != '\t'
                || sign >= 0x7F && sign < 0xA0
                || sign > 0xA0 && sign < 0xC0 && "«»°§±·²³¼½¾".indexOf(sign) < 0
                || sign == '×'
                || sign == '÷';
    }

    static boolean isPossible(String word) {
        String apart = Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        long tones = TONE.matcher(apart).results().count();
        String toneless = Normalizer.normalize(TONE.matcher(apart).replaceAll(""), Normalizer.Form.NFC);
        return tones <= 1
                && !SMALL_THEN_CAPITAL.matcher(word).find()
                && SYLLABLE.matcher(toneless).matches()
                && (!STOP_CODA.matcher(toneless).matches()
                        || toneless.length() < 2
                        || TONE_FOR_STOPS.matcher(apart).matches());
    }
}
