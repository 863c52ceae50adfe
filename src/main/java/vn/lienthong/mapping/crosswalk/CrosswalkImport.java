package vn.lienthong.mapping.crosswalk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.code.CodeRow;
import vn.lienthong.mapping.code.Crosswalk;
import vn.lienthong.mapping.file.CsvTable;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.folder.MappingFolder;

/**
 * What a workbook would make of a crosswalk: every change, and every conflict that the whole folder would have with it. The
 * conflicts are found by reading the folder as it would be, so they are the same that would be told after writing.
 *
 * @param changes what differs; empty: nothing does
 * @param conflicts each with its row in the workbook; such a workbook is not written
 * @param unpaired codes the workbook leaves without a pair: records that hold them stop, nothing is guessed
 * @param file the file that would be written, within the mappings folder
 * @param text what would be in it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CrosswalkImport(
        List<Change> changes, List<Problem> conflicts, List<String> unpaired, String file, byte[] text) {

    /** @param rows of the workbook */
    public static CrosswalkImport plan(MappingFolder folder, Crosswalk crosswalk, List<SheetRow> rows) {
        List<Problem> conflicts = new ArrayList<>();
        List<SheetRow> wanted = new ArrayList<>();
        List<String> unpaired = new ArrayList<>();
        for (SheetRow row : rows) {
            if (row.code().isEmpty() && !row.becomes().isEmpty()) {
                conflicts.add(
                        Problem.of("mapping.csv-cell-empty").at(row.place()).in(CrosswalkWorkbook.CODE));
            } else if (row.becomes().isEmpty()) {
                unpaired.add(row.code());
            } else {
                wanted.add(row);
            }
        }
        unpaired.removeIf(String::isEmpty);
        return new Planning(folder, crosswalk, wanted).plan(conflicts, unpaired);
    }

    /** Puts the file in place, as a whole or not at all. */
    public void write(Path root) throws IOException {
        Path target = root.resolve(file);
        Path fresh = Files.createTempFile(target.toAbsolutePath().getParent(), "import", ".tmp");
        Files.write(fresh, text);
        Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static final class Planning {

        private final MappingFolder folder;
        private final DefinitionFiles files;
        private final Crosswalk crosswalk;
        private final Map<SheetRow, Integer> starts = new HashMap<>();
        private final List<Change> changes;

        Planning(MappingFolder folder, Crosswalk crosswalk, List<SheetRow> wanted) {
            this.folder = folder;
            this.files = folder.files();
            this.crosswalk = crosswalk;
            RowNotes notes = new RowNotes(files);
            List<SheetRow> before = new ArrayList<>();
            for (CodeRow row : crosswalk.rows()) {
                SheetRow shown = SheetRow.of(row, notes.of(row));
                before.add(shown);
                starts.put(shown, row.spot().line());
            }
            this.changes = Change.matched(before, wanted);
        }

        CrosswalkImport plan(List<Problem> conflicts, List<String> unpaired) {
            String file = file();
            CrosswalkText.Written written = file.endsWith(".csv") ? csv(file) : yaml(file);
            conflicts.addAll(conflicts(file, written));
            return new CrosswalkImport(
                    changes.stream().filter(change -> !change.isNone()).toList(),
                    List.copyOf(conflicts),
                    List.copyOf(unpaired),
                    file,
                    written.bytes());
        }

        /** The file the pairs are in: the crosswalk's own, or the CSV file beside it. */
        private String file() {
            String own = crosswalk.head().file();
            String found = crosswalk.rows().isEmpty()
                    ? own
                    : files.name(crosswalk.rows().getFirst().spot());
            return found == null ? own : found;
        }

        private CrosswalkText.Written csv(String file) {
            List<String> lines = new ArrayList<>(files.lines(file));
            CsvTable table = files.csv(file, new Faults());
            List<String> header = new ArrayList<>(table.header());
            needed().stream().filter(column -> !header.contains(column)).forEach(header::add);
            boolean wider = header.size() > table.header().size();
            lines.set(0, wider ? String.join(",", header) : lines.getFirst());
            Map<String, CsvTable.Row> rows = table.rows().stream()
                    .collect(Collectors.toMap(row -> row.spot().toString(), Function.identity()));
            CrosswalkText.Form form = change -> {
                CsvTable.Row old = change.before() == null
                        ? null
                        : rows.get(change.before().place());
                return PairForms.csvLine(after(change), header, old == null ? Map.of() : old.cells());
            };
            return CrosswalkText.of(
                    new CrosswalkText.Block(lines, 2, lines.size() + 1, starts, null, wider), changes, form);
        }

        private Set<String> needed() {
            Set<String> needed = new HashSet<>();
            for (Change change : changes) {
                SheetRow row = change.after();
                if (row != null) {
                    if (!row.from().isEmpty()) {
                        needed.add("from");
                    }
                    if (!row.until().isEmpty()) {
                        needed.add("until");
                    }
                    if (!row.note().isEmpty()) {
                        needed.add("note");
                    }
                }
            }
            return needed;
        }

        private CrosswalkText.Written yaml(String file) {
            List<String> lines = new ArrayList<>(files.lines(file));
            int key = line(lines, 1, "pairs\\s*:.*");
            int after = line(lines, key + 1, "[^\\s#-].*|---.*");
            boolean listed = key < lines.size()
                    && lines.subList(key, after - 1).stream()
                            .anyMatch(line -> line.strip().startsWith("-"));
            boolean asList = listed
                    || changes.stream()
                            .anyMatch(change ->
                                    change.after() != null && after(change).isDated());
            boolean ownLines = new HashSet<>(starts.values()).size() == starts.size() && !starts.containsValue(key);
            CrosswalkText.Form form =
                    change -> asList ? PairForms.listLine(after(change)) : PairForms.tableLine(after(change));
            boolean none = changes.stream().allMatch(change -> change.after() == null);
            String head = none ? "pairs: {}" : "pairs:";
            if ((none || starts.isEmpty()) && key <= lines.size()) {
                lines.set(key - 1, head);
            }
            CrosswalkText.Block block = ownLines
                    ? new CrosswalkText.Block(lines, key + 1, after, starts, null, asList != listed)
                    : new CrosswalkText.Block(lines, key, after, starts, List.of(head), true);
            return CrosswalkText.of(block, changes, form);
        }

        /** The number of the first such line; one past the last, if there is none. */
        private static int line(List<String> lines, int from, String pattern) {
            for (int line = from; line <= lines.size(); line++) {
                if (lines.get(line - 1).matches(pattern)) {
                    return line;
                }
            }
            return lines.size() + 1;
        }

        private static SheetRow after(Change change) {
            SheetRow after = change.after();
            if (after == null) {
                throw new IllegalArgumentException("a pair that is taken away has no line");
            }
            return after;
        }

        /** What would be wrong with the folder that is not wrong with it now. */
        private List<Problem> conflicts(String file, CrosswalkText.Written written) {
            Set<Problem> known =
                    folder.faults().stream().map(fault -> fault.at(null)).collect(Collectors.toSet());
            String shown = files.shown(file);
            return MappingFolder.of(files.with(file, written.bytes())).faults().stream()
                    .filter(fault -> !known.contains(fault.at(null)))
                    .map(fault -> fault.at(place(fault.place(), shown, written.places())))
                    .toList();
        }

        private static @Nullable String place(@Nullable String place, String file, Map<Integer, String> places) {
            if (place == null || !place.startsWith(file + ":")) {
                return place;
            }
            String line = place.substring(file.length() + 1).replaceAll(":.*", "");
            return places.getOrDefault(Integer.valueOf(line), place);
        }
    }
}
