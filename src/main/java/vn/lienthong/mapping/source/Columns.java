package vn.lienthong.mapping.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;

/** Holds a header row against the columns its mapping declares. */
final class Columns {

    private Columns() {}

    /**
     * @param asked the columns the mapping reads
     * @throws UnreadableFile naming columns that are missing, unknown or there twice
     */
    static void check(List<String> found, List<String> declared, AskedFields asked, String place)
            throws UnreadableFile {
        checkIsHeader(found, declared.isEmpty() ? asked.names() : declared, place);
        Set<String> seen = new HashSet<>();
        List<String> twice = found.stream()
                .filter(name -> !name.isEmpty() && !seen.add(name))
                .toList();
        if (!twice.isEmpty()) {
            throw new UnreadableFile(
                    Problem.of("source.same-column-twice").at(place).with("columns", String.join(", ", twice)));
        }
        List<String> missing = without(declared, found);
        List<String> unknown = declared.isEmpty() ? List.of() : without(found, declared);
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new UnreadableFile(Problem.of("source.columns-differ")
                    .at(place)
                    .with("missing", list(missing))
                    .with("unknown", list(unknown)));
        }
    }

    /**
     * Tells of columns the mapping reads and the file does not have: their fields are unknown in every record of it.
     *
     * @param group the field that rows of groups fill; it is no column
     */
    static void tellMissing(List<String> found, AskedFields asked, String group, PassedOver passedOver) {
        List<String> there = new ArrayList<>(found);
        there.add(group);
        List<String> missing = asked.missing(there);
        if (!missing.isEmpty()) {
            passedOver.other(Problem.of("source.columns-not-there").with("columns", list(missing)));
        }
    }

    /** Of a row without a single name we know nothing is quoted: it may be the first record. */
    private static void checkIsHeader(List<String> found, List<String> expected, String place) throws UnreadableFile {
        if (!expected.isEmpty() && expected.stream().noneMatch(found::contains)) {
            throw new UnreadableFile(Problem.of("source.not-the-header")
                    .at(place)
                    .with("columns", list(expected))
                    .with("count", Integer.toString(found.size())));
        }
    }

    private static List<String> without(List<String> names, List<String> others) {
        List<String> left = new ArrayList<>(names);
        left.removeAll(others);
        left.removeIf(String::isEmpty);
        return left;
    }

    private static String list(List<String> names) {
        String all = String.join(", ", names.stream().limit(20).toList());
        return all.isEmpty() ? "–" : all.substring(0, Math.min(all.length(), 500));
    }
}
