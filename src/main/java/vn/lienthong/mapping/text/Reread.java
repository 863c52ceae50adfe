package vn.lienthong.mapping.text;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds out whether Unicode text is what was written. Text that can be Vietnamese or a foreign name is left alone; only
 * signs no one writes inside a word, or several words that all become Vietnamese by one other reading, speak against it.
 */
final class Reread {

    private static final Legibility LEGIBLE = new Legibility.Legible();
    private static final String MISREAD = "misread-";

    /** Signs stand in words that have none, and no table makes sense of them. */
    private static final Legibility UNKNOWN = new Legibility.Unsure(List.of("misread"));

    private static final char MICRO = 'µ';
    private static final Pattern UNIT = Pattern.compile("(?<![^\\s\\d(/.,])µ[A-Za-z](?!\\p{L})");

    /** A misread à, Ò or Ô looks like Ã at the end of a word, before a blank that does not break or a quotation mark. */
    private static final Pattern DOUBTFUL = Pattern.compile("Ã[\\u00A0’”…–—]");

    private static final Pattern A_GRAVE_INSIDE = Pattern.compile("Ã\\u00A0\\p{Ll}");

    private static final Pattern STRAY_CAPITAL = Pattern.compile("\\p{Ll}[\\p{Lu}&&[^A-Z]]");

    /** After composing they are left on letters that have none. */
    private static final String TONES = "\u0300\u0301\u0303\u0309\u0323";

    private static final char A_TILDE = 'Ã';
    private static final char ETH = 'Ð';
    private static final char SMALL_ETH = 'ð';

    private Reread() {}

    static Legibility of(String text) {
        if (Damage.isIn(text)) {
            return new Legibility.Damaged();
        }
        if (text.indexOf(MICRO) >= 0 && byTable(UNIT.matcher(text).replaceAll("")) instanceof Legibility.Legible) {
            return LEGIBLE;
        }
        Legibility found = byTable(text);
        boolean eth = text.indexOf(ETH) >= 0 || text.indexOf(SMALL_ETH) >= 0;
        Legibility read = eth ? withoutEth(text, found) : found;
        return read instanceof Legibility.Legible ? strangers(text) : read;
    }

    /** The Icelandic letter looks like the Vietnamese one; it is meant where that makes Vietnamese of every word. */
    private static Legibility withoutEth(String text, Legibility found) {
        String withoutEth = withoutEth(text);
        Legibility mended = new Legibility.Mended(withoutEth, "eth", 1);
        return switch (found) {
            case Legibility.Legible legible
            when isVietnamese(withoutEth) && !Misreading.showsSignBetweenLetters(text) ->
                hasNoOther(text, withoutEth) ? mended : new Legibility.Unsure(List.of("eth"));
            case Legibility.Unsure unsure
            when unsure.candidates().equals(List.of(MISREAD + VietnameseCharset.WINDOWS_1258.label()))
                    && isWindows1258(text, withoutEth) -> mended;
            default -> found;
        };
    }

    /** Whether no old table makes other Vietnamese of it. */
    private static boolean hasNoOther(String text, String withoutEth) {
        return Misreading.WINDOWS_1252
                .undone(text)
                .map(bytes -> Reading.good(Reading.all(bytes, withoutEth)).isEmpty())
                .orElse(true);
    }

    private static boolean isVietnamese(String text) {
        Fit fit = Fit.of(text);
        return fit.possible() == fit.accented() && fit.strange() == 0;
    }

    private static String withoutEth(String text) {
        return text.replace(ETH, 'Đ').replace(SMALL_ETH, 'đ');
    }

    /**
     * {@code Cấp cho Coâng ty}: typed by two programs, one of them old. Among words that are Vietnamese as they stand,
     * the others are looked at by themselves. One name proves nothing beside another that surely is foreign:
     * {@code Ông Loïc Dupont}.
     */
    private static Legibility strangers(String text) {
        Fit fit = Fit.of(text);
        int count = fit.accented() - fit.possible();
        if (count == 0 || fit.syllables() == 0) {
            return LEGIBLE;
        }
        String strangers = Fit.strangers(text);
        if (count == 1 && fit.otherPlain() > 0 && Character.isUpperCase(strangers.charAt(1))) {
            return LEGIBLE;
        }
        return switch (byTable(strangers)) {
            case Legibility.Mended mended -> new Legibility.Unsure(List.of(mended.how()));
            case Legibility.Unsure unsure -> unsure;
            case Legibility.Legible legible -> legible;
            case Legibility.Damaged damaged -> damaged;
        };
    }

    private static Legibility byTable(String text) {
        boolean showsUtf8 = Misreading.showsUtf8(text);
        boolean showsOldTable = Misreading.showsOldTable(text);
        boolean showsOtherSystem = Misreading.showsOtherSystem(text);
        boolean showsSignForLetter = Misreading.showsSignForLetter(text);
        if (!showsUtf8
                && !showsOldTable
                && !showsOtherSystem
                && !showsSignForLetter
                && !Foreign.mixesAlphabets(text)
                && !(text.indexOf(A_TILDE) >= 0 && DOUBTFUL.matcher(text).find())
                && Fit.isVietnamese(text)) {
            return LEGIBLE;
        }
        Optional<String> utf8 = utf8(text);
        if (utf8.isPresent() && Fit.isVietnamese(text) && !showsUtf8 && !showsOtherSystem) {
            return doubtful(text, utf8.get());
        }
        if (utf8.isPresent()) {
            return misreadOnceMore(utf8.get());
        }
        if (showsUtf8) {
            return new Legibility.Unsure(List.of(MISREAD + VietnameseCharset.UTF_8.label()));
        }
        return Misreading.WINDOWS_1252
                .undone(text)
                .map(bytes -> oldTable(text, bytes, showsOldTable))
                .or(() -> Misreading.undoneByWindows1258(text).map(bytes -> byWindows1258(text, bytes, showsOldTable)))
                .filter(found -> !(found instanceof Legibility.Legible))
                .orElseGet(() -> asItStands(text, showsOtherSystem || showsSignForLetter));
    }

    private static Legibility asItStands(String text, boolean showsStrangeSigns) {
        if (Foreign.mixesAlphabets(text)) {
            return new Legibility.Unsure(List.of("mixed-alphabets"));
        }
        return showsStrangeSigns ? UNKNOWN : LEGIBLE;
    }

    /**
     * Right Vietnamese and the names of the highlands have bytes in this table, too. So it takes more than two words that become
     * others, or what stands in no name; and what the bytes make by an old table must be right to the last word.
     */
    private static Legibility byWindows1258(String text, byte[] bytes, boolean showsOldTable) {
        boolean strange = showsOldTable || isStrange(text);
        return switch (oldTable(text, bytes, showsOldTable)) {
            case Legibility.Mended mended
            when !Fit.of(mended.text()).isSound() -> new Legibility.Unsure(List.of(mended.how()));
            case Legibility.Mended mended when strange || isVni(mended.how()) -> mended;
            case Legibility.Mended mended -> Fit.of(text).accented() < 3 ? LEGIBLE : mended;
            case Legibility.Unsure unsure
            when strange || isVni(unsure.candidates().getFirst()) -> unsure;
            case Legibility.Unsure unsure -> Fit.of(text).accented() < 3 ? LEGIBLE : unsure;
            case Legibility.Legible legible -> legible;
            case Legibility.Damaged damaged -> damaged;
        };
    }

    /** A letter and its accent are two bytes there; no other table makes such pairs by chance. */
    private static boolean isVni(String how) {
        return how.equals(MISREAD + VietnameseCharset.VNI.label());
    }

    private static boolean isStrange(String text) {
        return STRAY_CAPITAL.matcher(text).find()
                || text.chars()
                        .anyMatch(c ->
                                TONES.indexOf(c) >= 0 || Character.isLetter(c) && !PlainText.isVietnamese((char) c));
    }

    /** What was UTF-8 may have been misread before that, too: as UTF-8 again, or as a table from before Unicode. */
    private static Legibility misreadOnceMore(String utf8) {
        return switch (byTable(utf8)) {
            case Legibility.Legible legible
            when isLikely(utf8) -> new Legibility.Mended(utf8, MISREAD + VietnameseCharset.UTF_8.label(), 1);
            case Legibility.Legible legible ->
                new Legibility.Unsure(List.of(MISREAD + VietnameseCharset.UTF_8.label()));
            case Legibility.Mended mended -> mended;
            case Legibility.Unsure unsure -> new Legibility.Unsure(List.of(MISREAD + VietnameseCharset.UTF_8.label()));
            case Legibility.Damaged damaged -> damaged;
        };
    }

    /** {@code TÃ u} is Tàu misread; {@code HÃ} before a blank that does not break may as well be just that. */
    private static Legibility doubtful(String text, String utf8) {
        String name = MISREAD + VietnameseCharset.UTF_8.label();
        return A_GRAVE_INSIDE.matcher(text).find()
                ? new Legibility.Mended(utf8, name, 1)
                : new Legibility.Unsure(List.of("unicode", name));
    }

    /** Tables of one family differ in few signs: what is Vietnamese is meant. */
    private static Optional<String> utf8(String text) {
        List<String> possible = Arrays.stream(Misreading.values())
                .flatMap(by -> utf8(text, by).stream())
                .distinct()
                .toList();
        return possible.stream()
                .filter(Fit::isVietnamese)
                .findFirst()
                .or(() -> possible.stream().findFirst());
    }

    /** Bytes hardly ever form UTF-8 by chance. */
    private static Optional<String> utf8(String text, Misreading by) {
        return by.undone(text).flatMap(VietnameseCharset.UTF_8::decode).filter(utf8 -> !utf8.equals(text));
    }

    /** Letters of other alphabets take two bytes in UTF-8, as a word of two letters may in an old table. */
    static boolean isLikely(String utf8) {
        return utf8.chars().noneMatch(c -> c >= 0x370 && c < 0x1E00)
                && Fit.of(utf8).hasSoundWords();
    }

    private static Legibility oldTable(String text, byte[] bytes, boolean showsOldTable) {
        List<Reading> readings = Reading.all(bytes, text);
        Optional<Reading> best = Reading.best(readings);
        if (best.isEmpty()) {
            return STRAY_CAPITAL.matcher(text).find() ? soundByAnother(readings) : LEGIBLE;
        }
        Fit asItIs = Fit.of(text);
        return switch (suspicion(asItIs, best.get(), showsOldTable)) {
            case NONE -> LEGIBLE;
            case SOME -> unsure(readings);
            case ENOUGH ->
                Reading.decide(readings)
                        .filter(reading -> isOfOneHand(asItIs, reading.fit()))
                        .<Legibility>map(reading -> new Legibility.Mended(
                                reading.text(), MISREAD + reading.charset().label(), Reading.ahead(readings)))
                        .orElseGet(() -> unsure(readings));
        };
    }

    /**
     * Whether more words become Vietnamese than were so already: in {@code Phan §×nh Phùng} one word is of an old
     * table, and the other, which would be another word there, may be right.
     */
    private static boolean isOfOneHand(Fit asItIs, Fit reading) {
        return reading.possible() - asItIs.possible() > asItIs.possible();
    }

    /** {@code L'OrÐal ViÖt Nam}: no word with a capital in its middle is one, and by another table all are names or Vietnamese. */
    private static Legibility soundByAnother(List<Reading> readings) {
        List<String> sound = readings.stream()
                .filter(reading -> !reading.isRare() && reading.fit().isSound())
                .map(reading -> MISREAD + reading.charset().label())
                .toList();
        return sound.isEmpty() ? LEGIBLE : new Legibility.Unsure(sound);
    }

    private enum Suspicion {
        NONE,
        SOME,
        ENOUGH
    }

    /** How strongly a text speaks for another reading: by its signs, or by the words that become Vietnamese. */
    private static Suspicion suspicion(Fit asItIs, Reading best, boolean showsOldTable) {
        int become = best.fit().possible() - asItIs.possible();
        boolean all = best.fit().isAllVietnamese();
        if (best.isRare()) {
            return showsOldTable || become >= 3 && all ? Suspicion.SOME : Suspicion.NONE;
        }
        if (showsOldTable || become >= 3 || become == 2 && all) {
            return Suspicion.ENOUGH;
        }
        boolean some = become == 2 || become == 1 && (all || !asItIs.hasSoundWords());
        return some ? Suspicion.SOME : Suspicion.NONE;
    }

    private static Legibility unsure(List<Reading> readings) {
        return new Legibility.Unsure(
                Reading.good(readings).stream().map(name -> MISREAD + name).toList());
    }

    private static boolean isWindows1258(String text, String wanted) {
        return Misreading.WINDOWS_1252
                .undone(text)
                .flatMap(VietnameseCharset.WINDOWS_1258::decode)
                .filter(wanted::equals)
                .isPresent();
    }
}
