package vn.lienthong.mapping;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.file.CsvTable;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;

/**
 * A small CSV file of the kind code tables are, for rooms that decide by a table of their own: comma separated, a header
 * line, RFC 4180 quotes.
 *
 * @param faults what is wrong with the file, each with file and line; the rows must not be used unless this is empty
 */
public record TableFile(List<Row> rows, List<Problem> faults) {

    public TableFile {
        rows = List.copyOf(rows);
        faults = List.copyOf(faults);
    }

    /**
     * One line.
     *
     * @param place file and line
     * @param cells by column, empty ones left out
     */
    public record Row(String place, Map<String, String> cells) {

        public Row {
            cells = Map.copyOf(cells);
        }

        /** The cell, or an empty text. */
        public String text(String column) {
            return cells.getOrDefault(column, "");
        }
    }

    /** Reads a file as it is now. */
    public static TableFile read(Path folder, String name, List<String> columns) {
        Faults faults = new Faults();
        CsvTable table = new DefinitionFiles(folder, faults).csv(name, faults);
        List<Problem> problems = new ArrayList<>(faults.list());
        for (String column : columns) {
            if (!table.header().contains(column)) {
                problems.add(Problem.of("mapping.csv-column-missing")
                        .at(table.file())
                        .in(column)
                        .with("hint", String.join(", ", table.header())));
            }
        }
        return new TableFile(
                table.rows().stream()
                        .map(row -> new Row(row.spot().place(), row.cells()))
                        .toList(),
                problems);
    }
}
