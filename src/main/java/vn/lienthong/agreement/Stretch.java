package vn.lienthong.agreement;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.lienthong.agreement.SourceList.Line;
import vn.lienthong.ledger.LedgerView.Place;

/**
 * The next few dossiers that the ledger or the list of the ministry's system has.
 *
 * @param dossiers in the order of their numbers
 * @param last there are no more
 */
record Stretch(List<String> dossiers, Map<String, Place> places, Map<String, Line> lines, boolean last) {

    /** @param places the next few of the ledger, at most {@code most}, and {@code lines} those of the list */
    static Stretch of(List<Place> places, List<Line> lines, int most) {
        List<String> next = Stream.concat(
                        places.stream().map(Place::dossier), lines.stream().map(Line::dossier))
                .distinct()
                .sorted()
                .limit(most)
                .toList();
        return new Stretch(next, by(places, Place::dossier), by(lines, Line::dossier), next.size() < most);
    }

    private static <T> Map<String, T> by(List<T> items, Function<T, String> dossier) {
        return items.stream().collect(Collectors.toMap(dossier, item -> item));
    }
}
