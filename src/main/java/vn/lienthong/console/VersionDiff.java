package vn.lienthong.console;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two versions of a mapping: its files that are not the same, line by line.
 *
 * @param files sorted by name; none if the versions are equal
 */
public record VersionDiff(List<OfFile> files) {

    private static final int CONTEXT = 3;

    /** More lines of one file than anybody reads on a page. */
    private static final int MOST = 2000;

    /** @param more how many lines are not shown */
    public record OfFile(String name, Change change, List<Line> lines, int more) {}

    public enum Change {
        ADDED,
        REMOVED,
        CHANGED
    }

    /** @param kind {@code added}, {@code removed}, {@code same}, or {@code place}: where in both files the next lines are */
    public record Line(String kind, String text) {

        private static Line of(String unified) {
            String kind = unified.startsWith("@@")
                    ? "place"
                    : switch (unified.isEmpty() ? ' ' : unified.charAt(0)) {
                        case '+' -> "added";
                        case '-' -> "removed";
                        default -> "same";
                    };
            return new Line(kind, unified);
        }
    }

    public static VersionDiff between(SortedMap<String, byte[]> before, SortedMap<String, byte[]> after) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<OfFile> files = new ArrayList<>();
        for (String name : names) {
            OfFile file = file(name, text(before, name), text(after, name));
            if (file != null) {
                files.add(file);
            }
        }
        return new VersionDiff(files);
    }

    private static @Nullable String text(Map<String, byte[]> files, String name) {
        byte[] content = files.get(name);
        return content == null ? null : new String(content, StandardCharsets.UTF_8);
    }

    private static @Nullable OfFile file(String name, @Nullable String before, @Nullable String after) {
        if (before == null ? after == null : before.equals(after)) {
            return null;
        }
        List<String> old = before == null ? List.of() : before.lines().toList();
        List<String> fresh = after == null ? List.of() : after.lines().toList();
        Change change = before == null ? Change.ADDED : after == null ? Change.REMOVED : Change.CHANGED;
        List<Line> lines =
                UnifiedDiffUtils.generateUnifiedDiff(name, name, old, DiffUtils.diff(old, fresh), CONTEXT).stream()
                        .skip(2) // the names of both files, which stand above
                        .map(Line::of)
                        .toList();
        List<Line> shown = lines.subList(0, Math.min(lines.size(), MOST));
        return new OfFile(name, change, shown, lines.size() - shown.size());
    }
}
