package vn.lienthong.mapping.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one of the old tables makes of bytes. */
record Reading(VietnameseCharset charset, String text, Fit fit) {

    /** At least this share of the accented words must be possible syllables, ... */
    private static final double ENOUGH = 0.8;

    /** ... and the next best reading must lie this far behind. */
    private static final double AHEAD = 0.25;

    private static final List<VietnameseCharset> OLD = List.of(
            VietnameseCharset.TCVN3,
            VietnameseCharset.VNI,
            VietnameseCharset.WINDOWS_1258,
            VietnameseCharset.VISCII,
            VietnameseCharset.VPS);

    /** Hardly ever met; one word that makes sense in them may as well be a slip of the pen in another. */
    private static final Set<VietnameseCharset> RARE = EnumSet.of(VietnameseCharset.VISCII, VietnameseCharset.VPS);

    /** What each table makes of the bytes, best first; readings that come to the same text, or to this one, count once. */
    static List<Reading> all(byte[] bytes, String asItIs) {
        List<Reading> readings = new ArrayList<>();
        for (VietnameseCharset charset : OLD) {
            charset.decode(bytes)
                    .filter(text -> !text.equals(asItIs)
                            && readings.stream().noneMatch(other -> other.text().equals(text)))
                    .ifPresent(text -> readings.add(new Reading(charset, text, Fit.of(text))));
        }
        readings.sort(Comparator.comparingDouble(Reading::share).reversed());
        return readings;
    }

    double share() {
        return fit.share();
    }

    boolean isRare() {
        return RARE.contains(charset);
    }

    boolean isGood() {
        return share() >= ENOUGH;
    }

    static Optional<Reading> best(List<Reading> readings) {
        return readings.stream().limit(1).filter(Reading::isGood).findFirst();
    }

    /** How far the best is ahead of the next best. */
    static double ahead(List<Reading> readings) {
        return (readings.isEmpty() ? 0 : readings.getFirst().share())
                - (readings.size() < 2 ? 0 : readings.get(1).share());
    }

    /** The best reading, if it is good, rests on enough words, and no other comes near. */
    static Optional<Reading> decide(List<Reading> readings) {
        return best(readings)
                .filter(reading -> reading.restsOnEnough()
                        && ahead(readings) >= AHEAD
                        && !Misreading.showsSignForLetter(reading.text())
                        && !(reading.isRare() && reading.isLedByOneWord(readings)));
    }

    /** One odd word in a table that is often met is likelier than a table that is not. */
    private boolean isLedByOneWord(List<Reading> readings) {
        return readings.stream()
                .anyMatch(other -> !other.isRare()
                        && other.fit().possible() > 1
                        && fit.possible() - other.fit().possible() < 2
                        && fit.possible() < 4);
    }

    /** One word is enough only where nothing else looks foreign: {@code Loïc Dupont} must not become Lọc Dupont. */
    private boolean restsOnEnough() {
        boolean alone = isRare() || fit.otherPlain() > 0;
        return fit.syllables() >= (alone ? 2 : 1);
    }

    /** The names of the tables that give good Vietnamese of words and not of single letters, best first. */
    static List<String> convincing(List<Reading> readings) {
        return good(readings.stream()
                .filter(reading -> reading.fit().syllables() > (reading.isRare() ? 1 : 0))
                .toList());
    }

    /** The names of the tables that give good Vietnamese, best first. */
    static List<String> good(List<Reading> readings) {
        return readings.stream()
                .filter(Reading::isGood)
                .map(reading -> reading.charset().label())
                .toList();
    }
}
