package vn.lienthong.mapping.beginning;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.mapping.code.Crosswalk;
import vn.lienthong.mapping.text.Blank;
import vn.lienthong.mapping.text.Nfc;

/**
 * The crosswalk of a mappings folder that probably leads from the values of a sample to the codes a contract allows.
 *
 * @param name of the crosswalk
 * @param known of how many of the values it has a pair
 * @param others crosswalks that know as many
 */
record Crossing(String name, int known, List<String> others) {

    /**
     * @return the one that knows the most; empty if none leads to these codes alone and knows most of the values, or any of
     *     them where they are words: codes such as 1 and 2 say nothing
     */
    static Optional<Crossing> of(List<Crosswalk> crosswalks, Set<String> values, Set<String> allowed) {
        List<Crossing> all = crosswalks.stream()
                .filter(crosswalk -> !crosswalk.isDated() && allowed.containsAll(crosswalk.results()))
                .map(crosswalk -> new Crossing(crosswalk.name(), known(crosswalk, values), List.of()))
                .filter(crossing -> crossing.isLikely(values.size()) || crossing.known() > 0 && areWords(values))
                .sorted(Comparator.comparingInt((Crossing crossing) -> crossing.known())
                        .reversed())
                .toList();
        return all.stream().findFirst().map(best -> best.besides(all));
    }

    private static int known(Crosswalk crosswalk, Set<String> values) {
        Collection<String> codes = crosswalk.codes();
        return (int) values.stream()
                .filter(value -> codes.contains(value) || codes.contains(Blank.tidy(Nfc.of(value))))
                .count();
    }

    /** Whether it knows most of so many values. */
    boolean isLikely(int values) {
        return known * 2 > values;
    }

    private static boolean areWords(Set<String> values) {
        return values.stream().allMatch(value -> value.codePoints().anyMatch(Character::isLetter));
    }

    /** Why it is proposed, for a person. */
    String reason(int values) {
        return "; " + name + " knows " + known + " of the " + values + " values in the sample"
                + (others.isEmpty() ? "" : ", as do " + String.join(", ", others));
    }

    private Crossing besides(List<Crossing> all) {
        return new Crossing(
                name,
                known,
                all.stream()
                        .filter(other -> other.known() == known && !other.name().equals(name))
                        .map(Crossing::name)
                        .toList());
    }
}
