package vn.lienthong.mapping.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.dossier.Problem;

/** A small CSV file of codes: comma separated, a header line, RFC 4180 quotes; each row knows its line. */
public record CsvTable(String file, List<String> header, List<Row> rows) {

    /** Cells by column name; an empty cell is absent. */
    public record Row(Spot spot, Map<String, String> cells) {}

    static CsvTable read(String file, String text, Faults faults) {
        List<Line> lines = new Splitter(file, text, faults).lines();
        if (lines.isEmpty()) {
            faults.add("mapping.csv-without-header", new Spot(file, 1, 1));
            return new CsvTable(file, List.of(), List.of());
        }
        List<String> header =
                lines.getFirst().cells().stream().map(String::strip).toList();
        List<Row> rows = new ArrayList<>();
        for (Line line : lines.subList(1, lines.size())) {
            Spot spot = new Spot(file, line.number(), 1);
            if (line.cells().size() != header.size()) {
                faults.add(Problem.of("mapping.csv-row-length")
                        .at(spot.toString())
                        .with("expected", String.valueOf(header.size()))
                        .with("found", String.valueOf(line.cells().size())));
                continue;
            }
            Map<String, String> cells = new LinkedHashMap<>();
            for (int i = 0; i < header.size(); i++) {
                String cell = line.cells().get(i).strip();
                if (!cell.isEmpty()) {
                    cells.put(header.get(i), cell);
                }
            }
            rows.add(new Row(spot, Map.copyOf(cells)));
        }
        return new CsvTable(file, header, List.copyOf(rows));
    }

    private record Line(int number, List<String> cells) {}

    /** Cuts a text into lines and cells. */
    private static final class Splitter {

        private final String file;
        private final String text;
        private final Faults faults;
        private final List<Line> lines = new ArrayList<>();
        private final StringBuilder cell = new StringBuilder();
        private List<String> cells = new ArrayList<>();
        private int lineNumber = 1;
        private int startedAt = 1;

        Splitter(String file, String text, Faults faults) {
            this.file = file;
            this.text = text;
            this.faults = faults;
        }

        List<Line> lines() {
            boolean quoted = false;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean doubled = quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
                if (doubled) {
                    cell.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = !quoted;
                } else if (c == ',' && !quoted) {
                    endCell();
                } else if (c == '\n' && !quoted) {
                    endLine();
                } else if (c != '\r') {
                    cell.append(c);
                }
                lineNumber += c == '\n' ? 1 : 0;
            }
            if (quoted) {
                faults.add("mapping.csv-open-quote", new Spot(file, startedAt, 1));
            }
            endLine();
            return lines;
        }

        private void endCell() {
            cells.add(cell.toString());
            cell.setLength(0);
        }

        private void endLine() {
            endCell();
            if (cells.size() > 1 || !cells.getFirst().isBlank()) {
                lines.add(new Line(startedAt, List.copyOf(cells)));
            }
            cells = new ArrayList<>();
            startedAt = lineNumber + 1;
        }
    }
}
