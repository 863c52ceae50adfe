package vn.lienthong.mapping.crosswalk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One difference between a crosswalk and the workbook that came back.
 *
 * @param before null: the workbook adds the pair
 * @param after null: the workbook lacks the pair
 */
public record Change(@Nullable SheetRow before, @Nullable SheetRow after) {

    /** Pairs of both sides that belong together, changed or not, and those that stand alone, in the order of the new side. */
    static List<Change> matched(List<SheetRow> before, List<SheetRow> after) {
        List<SheetRow> left = new ArrayList<>(before);
        List<@Nullable SheetRow> partners = new ArrayList<>();
        after.forEach(row -> partners.add(null));
        List<BiPredicate<SheetRow, SheetRow>> alike = List.of(
                SheetRow::says,
                (one, other) -> one.code().equals(other.code()) && one.from().equals(other.from()),
                (one, other) -> one.code().equals(other.code()));
        for (BiPredicate<SheetRow, SheetRow> test : alike) {
            for (int i = 0; i < after.size(); i++) {
                SheetRow row = after.get(i);
                if (partners.get(i) == null) {
                    SheetRow partner = left.stream()
                            .filter(each -> test.test(each, row))
                            .findFirst()
                            .orElse(null);
                    partners.set(i, partner);
                    left.remove(partner);
                }
            }
        }
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            changes.add(new Change(partners.get(i), after.get(i)));
        }
        left.forEach(row -> changes.add(new Change(row, null)));
        return changes;
    }

    public boolean isNone() {
        return before != null && after != null && before.says(after);
    }

    /** For people, as a diff: {@code + added}, {@code - removed}, {@code ~ old => new}. */
    @Override
    public String toString() {
        if (before == null) {
            return "+ " + after;
        }
        return after == null ? "- " + before : "~ " + before + "  ⇒  " + after;
    }
}
