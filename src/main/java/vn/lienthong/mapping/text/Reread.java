package vn.lienthong.mapping.text;

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
    private static final char MICRO = 'µ';
    private static final Pattern UNIT = Pattern.compile("(?<!\\p{L})µ[A-Za-z](?!\\p{L})");

    /** A misread à, Ò or Ô looks like Ã at the end of a word, before a blank that does not break or a quotation mark. */
    private static final Pattern DOUBTFUL = Pattern.compile("Ã[\\u00A0’”…–—]");

    private static final Pattern A_GRAVE_INSIDE = Pattern.compile("Ã\\u00A0\\p{Ll}");

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
        return eth && mayBeEth(text, found) ? new Legibility.Mended(withoutEth(text), "eth", 1) : found;
    }

    /** The Icelandic letter looks like the Vietnamese one; it is meant where that makes Vietnamese of every word. */
    private static boolean mayBeEth(String text, Legibility found) {
        String withoutEth = withoutEth(text);
        return switch (found) {
            case Legibility.Legible legible ->
                isVietnamese(withoutEth) && Misreading.WINDOWS_1252.undone(text).isEmpty();
            case Legibility.Unsure unsure ->
                unsure.candidates().equals(List.of(MISREAD + VietnameseCharset.WINDOWS_1258.label()))
                        && isWindows1258(text, withoutEth);
            case Legibility.Mended mended -> false;
            case Legibility.Damaged damaged -> false;
        };
    }

    private static boolean isVietnamese(String text) {
        Fit fit = Fit.of(text);
        return fit.possible() == fit.accented() && fit.strange() == 0;
    }

    private static String withoutEth(String text) {
        return text.replace(ETH, 'Đ').replace(SMALL_ETH, 'đ');
    }

    private static Legibility byTable(String text) {
        boolean showsUtf8 = Misreading.showsUtf8(text);
        boolean showsOldTable = Misreading.showsOldTable(text);
        if (!showsUtf8
                && !showsOldTable
                && !(text.indexOf(A_TILDE) >= 0 && DOUBTFUL.matcher(text).find())
                && Fit.isVietnamese(text)) {
            return LEGIBLE;
        }
        Optional<String> utf8 = utf8(text);
        if (utf8.isPresent() && Fit.isVietnamese(text) && !showsUtf8) {
            return doubtful(text, utf8.get());
        }
        if (utf8.isPresent()) {
            return new Legibility.Mended(utf8.get(), MISREAD + VietnameseCharset.UTF_8.label(), 1);
        }
        if (showsUtf8) {
            return new Legibility.Unsure(List.of(MISREAD + VietnameseCharset.UTF_8.label()));
        }
        return Misreading.WINDOWS_1252
                .undone(text)
                .map(bytes -> oldTable(text, bytes, showsOldTable))
                .orElse(LEGIBLE);
    }

    /** {@code TÃ u} is Tàu misread; {@code HÃ} before a blank that does not break may as well be just that. */
    private static Legibility doubtful(String text, String utf8) {
        String name = MISREAD + VietnameseCharset.UTF_8.label();
        return A_GRAVE_INSIDE.matcher(text).find()
                ? new Legibility.Mended(utf8, name, 1)
                : new Legibility.Unsure(List.of("unicode", name));
    }

    /** Bytes hardly ever form UTF-8 by chance, so a foreign name counts too. Some text was misread more than once. */
    private static Optional<String> utf8(String text) {
        for (Misreading misreading : Misreading.values()) {
            Optional<String> mended = misreading.undone(text).flatMap(VietnameseCharset.UTF_8::decode);
            if (mended.isPresent() && !mended.get().equals(text)) {
                Optional<String> again = Misreading.showsUtf8(mended.get()) ? utf8(mended.get()) : Optional.empty();
                return again.or(() -> mended.filter(Reread::isLikely));
            }
        }
        return Optional.empty();
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
            return LEGIBLE;
        }
        return switch (suspicion(Fit.of(text), best.get(), showsOldTable)) {
            case NONE -> LEGIBLE;
            case SOME -> unsure(readings);
            case ENOUGH ->
                Reading.decide(readings)
                        .<Legibility>map(reading -> new Legibility.Mended(
                                reading.text(), MISREAD + reading.charset().label(), Reading.ahead(readings)))
                        .orElseGet(() -> unsure(readings));
        };
    }

    private enum Suspicion {
        NONE,
        SOME,
        ENOUGH
    }

    /** How strongly a text speaks for another reading: by its signs, or by the words that become Vietnamese. */
    private static Suspicion suspicion(Fit asItIs, Reading best, boolean showsOldTable) {
        if (best.isRare()) {
            return showsOldTable ? Suspicion.SOME : Suspicion.NONE;
        }
        int become = best.fit().possible() - asItIs.possible();
        boolean all = best.fit().isAllVietnamese();
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
