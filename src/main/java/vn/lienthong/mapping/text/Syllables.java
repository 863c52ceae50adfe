package vn.lienthong.mapping.text;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Knows which words can be Vietnamese syllables: a small, closed set, which is why wrong readings are found out. Every
 * syllable is an onset, a rime and a tone, by the rules of spelling; names of the highlands (Đắk Lắk, Krông) are let in.
 */
final class Syllables {

    private static final String LETTERS = " aăâbcdđeêghiklmnoôơpqrstuưvxy";
    private static final String VOWELS = "aăâeêioôơuưy";
    private static final int BITS = 5;
    private static final int LETTER = (1 << BITS) - 1;
    private static final int LONGEST = 7;
    private static final int LONGEST_ONSET = 3;
    private static final int LONGEST_RIME = 4;

    private static final BitSet ONSETS =
            codes("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x kr pr pl br");
    private static final BitSet BEFORE_DARK_VOWELS = codes("c g ng");
    private static final BitSet BEFORE_LIGHT_VOWELS = codes("gh ngh");

    private static final int QU = code("qu");

    private static final BitSet RIMES = codes(
            "a e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia ya iu iêu yêu oa oai oao oay oe "
                    + "oeo oi ôi ơi ua uây uê ui uôi uơ uy uya uyu ưa ưi ươi ươu ưu ach ang anh ac am an ap at oach oang oanh oac "
                    + "oam oan oap oat ăng ăc ăm ăn ăp ăt âng âc âm ân âp ât iêng iêc iêm iên iêp iêt yêng yêm yên yêt ương ươc ươm "
                    + "ươn ươp ươt ong oc om on op ot ông ôc ôm ôn ôp ôt ung uc um un up ut eng ec em en ep et êch ênh êm ên êp êt "
                    + "ich inh im in ip it ơm ơn ơp ơt ưng ưc ưm ưn ưt ych ynh ym yn yp yt oăng oăc oăm oăn oăt oem oen oet oong "
                    + "ooc uâng uân uât uêch uênh uên uông uôc uôm uôn uôt uych uynh uyt uyp uyên uyêt ak ăk ok ôk uk ưk");

    /** Rimes whose last letter glides on from the vowel; the tone is never written there. */
    private static final BitSet WITH_GLIDE =
            codes("ai ao au ay âu ây eo êu iu iêu yêu oai oao oay oeo oi ôi ơi uây ui uôi uyu ưi " + "ươi ươu ưu");

    /** Of the letters that stand alone, those that mean something in names, addresses and official prose; đ is money. */
    private static final String WORDS_OF_ONE_LETTER = "àáạôốồổơớờởợưứừựủýỷêếềéíìđ";

    private static final String TONES = " \u0300\u0301\u0303\u0309\u0323";
    private static final int ANY_TONE = 0b111111;
    private static final int TONES_BEFORE_A_STOP = 0b100100;

    /** By letter: its place in {@link #LETTERS}, and above that its tone; 0: no letter of the alphabet. */
    private static final short[] SPELT = spelt();

    private Syllables() {}

    /** Whether the word can be one. Its case is no matter, but a capital does not follow a small letter. */
    static boolean isPossible(String text, int from, int to) {
        if (to - from == 1) {
            return WORDS_OF_ONE_LETTER.indexOf(Character.toLowerCase(text.charAt(from))) >= 0;
        }
        return !hasStrayCapital(text, from, to) && (isSyllable(text, from, to) || isAbbreviation(text, from, to));
    }

    /** Fonts of capitals leave accented letters small among capitals; nothing leaves an accented capital among small ones. */
    private static boolean hasStrayCapital(String text, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            char c = text.charAt(i);
            boolean besideSmall = isSmallAscii(text.charAt(i - 1)) || i + 1 < to && isSmallAscii(text.charAt(i + 1));
            if (c >= 0x80 && besideSmall && Character.isUpperCase(c)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSmallAscii(char c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isSyllable(String text, int from, int to) {
        if (to - from > LONGEST) {
            return false;
        }
        long word = 0;
        int tone = 0;
        int toneAt = -1;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int spelt = c < SPELT.length ? SPELT[c] : 0;
            int toneHere = spelt >> BITS;
            if (spelt == 0 || toneHere != 0 && tone != 0) {
                return false;
            }
            toneAt = toneHere == 0 ? toneAt : i;
            tone |= toneHere;
            word = word << BITS | spelt & LETTER;
        }
        return isSyllable(word, to - from, tone, toneAt == to - 1);
    }

    private static boolean isSyllable(long word, int length, int tone, boolean toneLast) {
        for (int onset = Math.max(0, length - LONGEST_RIME); onset <= Math.min(LONGEST_ONSET, length - 1); onset++) {
            int rimeBits = BITS * (length - onset);
            int front = (int) (word >> rimeBits);
            int rime = (int) (word & (1L << rimeBits) - 1);
            if ((onset == 0 || ONSETS.get(front))
                    && RIMES.get(rime)
                    && fit(front, rime, rimeBits, tone)
                    && !(toneLast && WITH_GLIDE.get(rime))) {
                return true;
            }
        }
        return false;
    }

    /**
     * The spelling of c, g and ng goes by the vowel, and the u of qu is the dark one before it; a rime that ends in a
     * stop has one of two tones.
     */
    private static boolean fit(int front, int rime, int rimeBits, int tone) {
        char vowel = LETTERS.charAt(rime >> rimeBits - BITS);
        boolean light = vowel == 'e' || vowel == 'ê' || vowel == 'i' || vowel == 'y';
        if (front == QU && (vowel == 'o' || vowel == 'u' || vowel == 'ư')) {
            return false;
        }
        if ((light ? BEFORE_DARK_VOWELS : BEFORE_LIGHT_VOWELS).get(front) && !(vowel == 'i' && front == code("g"))) {
            return false;
        }
        return (tones(rime) & 1 << tone) != 0;
    }

    private static int tones(int rime) {
        return switch (LETTERS.charAt(rime & LETTER)) {
            case 'c', 'p', 't' -> TONES_BEFORE_A_STOP;
            case 'h' -> LETTERS.charAt(rime >> BITS & LETTER) == 'c' ? TONES_BEFORE_A_STOP : ANY_TONE;
            case 'k' -> TONES_BEFORE_A_STOP | 1;
            default -> ANY_TONE;
        };
    }

    /** QĐ, NĐ, HĐND: capitals with a Đ among them, and hardly a vowel. */
    private static boolean isAbbreviation(String text, int from, int to) {
        int dStroke = 0;
        int vowels = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c != 'Đ' && (c < 'A' || c > 'Z')) {
                return false;
            }
            dStroke += c == 'Đ' ? 1 : 0;
            vowels += "AEIOUY".indexOf(c) >= 0 ? 1 : 0;
        }
        return dStroke > 0 && vowels <= 1;
    }

    private static BitSet codes(String words) {
        BitSet codes = new BitSet();
        Arrays.stream(words.split(" ")).mapToInt(Syllables::code).forEach(codes::set);
        return codes;
    }

    private static int code(String word) {
        int code = 0;
        for (int i = 0; i < word.length(); i++) {
            code = code << BITS | LETTERS.indexOf(word.charAt(i));
        }
        return code;
    }

    private static short[] spelt() {
        short[] spelt = new short[0x1F00];
        for (int letter = 1; letter < LETTERS.length(); letter++) {
            int tones = VOWELS.indexOf(LETTERS.charAt(letter)) < 0 ? 1 : TONES.length();
            for (int tone = 0; tone < tones; tone++) {
                String composed = Normalizer.normalize(
                        LETTERS.charAt(letter) + (tone == 0 ? "" : TONES.substring(tone, tone + 1)),
                        Normalizer.Form.NFC);
                if (composed.length() == 1 && composed.charAt(0) < spelt.length) {
                    short value = (short) (tone << BITS | letter);
                    spelt[composed.charAt(0)] = value;
                    spelt[Character.toUpperCase(composed.charAt(0))] = value;
                }
            }
        }
        return spelt;
    }
}
