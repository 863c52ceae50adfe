package vn.lienthong.mapping.crosswalk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file of pairs, with other pairs. What stays keeps its line, and comments between pairs keep their place;
 * what is new comes after the last pair.
 */
final class CrosswalkText {

    private final List<String> lines = new ArrayList<>();
    private final Map<Integer, String> places = new HashMap<>();

    /**
     * A file as it would be.
     *
     * @param places for each line that holds a pair of the workbook, where it is there
     */
    record Written(byte[] bytes, Map<Integer, String> places) {

        @SuppressWarnings("ArrayRecordComponent") // never compared
        Written {}
    }

    /** How one form of file writes a pair, without the line's end. */
    interface Form {
        /** @param change whose new side is written */
        String line(Change change);
    }

    /**
     * @param old the file's lines
     * @param first the number of the first line that may be a pair's, from 1
     * @param after the number of the first line that no longer is
     * @param starts the line each former pair begins at
     * @param head lines written in place of everything from the first line on; null: what is there stays, line by line
     * @param all whether unchanged pairs are written anew too
     */
    record Block(
            List<String> old,
            int first,
            int after,
            Map<SheetRow, Integer> starts,
            @Nullable List<String> head,
            boolean all) {}

    static Written of(Block block, List<Change> changes, Form form) {
        CrosswalkText text = new CrosswalkText();
        text.lines.addAll(block.old().subList(0, block.first() - 1));
        if (block.head() != null) {
            text.lines.addAll(block.head());
            changes.forEach(change -> text.add(change, form));
        } else {
            text.edit(block, changes, form);
        }
        text.lines.addAll(block.old().subList(block.after() - 1, block.old().size()));
        return new Written(
                (String.join("\n", text.lines) + "\n").getBytes(StandardCharsets.UTF_8), Map.copyOf(text.places));
    }

    private void edit(Block block, List<Change> changes, Form form) {
        Map<Integer, Change> byLine = new LinkedHashMap<>();
        Set<Change> added = new HashSet<>();
        for (Change change : changes) {
            if (change.before() == null) {
                added.add(change);
            } else {
                byLine.put(block.starts().getOrDefault(change.before(), 0), change);
            }
        }
        List<String> tail = new ArrayList<>();
        for (int line = block.first(); line < block.after(); line++) {
            String old = block.old().get(line - 1);
            Change change = byLine.get(line);
            if (change == null && isBetween(old)) {
                tail.add(old);
            } else if (change != null) {
                lines.addAll(tail);
                tail.clear();
                if (change.isNone() && !block.all()) {
                    keep(block, line, change);
                } else {
                    add(change, form);
                }
            }
        }
        changes.stream().filter(added::contains).forEach(change -> add(change, form));
        lines.addAll(tail);
    }

    private void keep(Block block, int line, Change change) {
        note(change);
        lines.add(block.old().get(line - 1));
        for (int next = line + 1; next < block.after() && !isBetween(block.old().get(next - 1)); next++) {
            if (block.starts().containsValue(next)) {
                return;
            }
            lines.add(block.old().get(next - 1));
        }
    }

    private void add(Change change, Form form) {
        if (change.after() != null) {
            note(change);
            lines.add(form.line(change));
        }
    }

    private void note(Change change) {
        if (change.after() != null) {
            places.put(lines.size() + 1, change.after().place());
        }
    }

    private static boolean isBetween(String line) {
        return line.isBlank() || line.strip().startsWith("#");
    }
}
