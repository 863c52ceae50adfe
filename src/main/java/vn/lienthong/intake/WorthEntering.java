package vn.lienthong.intake;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.ledger.Ledger.Change;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.LedgerView.Known;

/**
 * Which records of a source that gives them again and again the ledger does not have as they are: those whose content
 * is another, and those of a later change. The latter go nowhere if their content is known, but what was changed in
 * between comes too late from then on. One that came late before would be kept once more in every round.
 */
final class WorthEntering {

    private final Map<String, String> known;
    private final Map<String, Instant> latest;
    private final Map<String, String> late;

    private WorthEntering(List<Arrival> records, String source, LedgerView view) {
        this.known = contents(view.known(source, keys(records.stream())));
        this.latest = changes(records, view);
        List<String> lateKeys = keys(records.stream().filter(this::isLate));
        this.late = lateKeys.isEmpty() ? Map.of() : contents(view.late(source, lateKeys));
    }

    /** @param source as the ledger knows it */
    static List<Arrival> of(List<Arrival> records, String source, LedgerView view) {
        WorthEntering worth = new WorthEntering(records, source, view);
        return records.stream().filter(worth::is).toList();
    }

    private boolean is(Arrival one) {
        if (isKnown(one, known)) {
            return isNewer(one);
        }
        return !isLate(one) || !isKnown(one, late);
    }

    private static boolean isKnown(Arrival one, Map<String, String> contents) {
        return one.examined().identity().contentHash().equals(contents.get(one.key()));
    }

    private boolean isLate(Arrival one) {
        Change change = change(one);
        Instant noted = change == null ? null : latest.get(change.of());
        return change != null && noted != null && at(change).isBefore(noted);
    }

    private boolean isNewer(Arrival one) {
        Change change = change(one);
        Instant noted = change == null ? null : latest.get(change.of());
        return change != null && (noted == null || at(change).isAfter(noted));
    }

    /** Of what nothing is owed the ledger notes no change. */
    private static @Nullable Change change(Arrival one) {
        return one.examined().notOwed() == null ? one.examined().change() : null;
    }

    private static Instant at(Change change) {
        return change.at().truncatedTo(ChronoUnit.MILLIS);
    }

    private static List<String> keys(Stream<Arrival> records) {
        return records.map(Arrival::key).distinct().toList();
    }

    private static Map<String, Instant> changes(List<Arrival> records, LedgerView view) {
        List<String> subjects = records.stream()
                .map(WorthEntering::change)
                .flatMap(Stream::ofNullable)
                .map(Change::of)
                .distinct()
                .toList();
        return subjects.isEmpty() ? Map.of() : view.changes(subjects);
    }

    private static Map<String, String> contents(Collection<Known> known) {
        Map<String, String> contents = new HashMap<>();
        known.forEach(one -> contents.put(one.key(), one.contentHash()));
        return contents;
    }
}
