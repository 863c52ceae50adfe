package vn.lienthong.mapping.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.dossier.Problem;

/** A small CSV file of codes: comma separated, a header line, RFC 4180 quotes; each row knows its line. */
public record CsvTable(String file, List<String> header, List<Row> rows) {

    /**
     * Cells by column name; an empty cell is absent.
     *
     * @param spots where each cell begins, by column name, empty ones too
     */
    public record Row(Spot spot, Map<String, String> cells, Map<String, Spot> spots) {

        /** Where the cell of a column begins; the line if it has none. */
        public Spot spot(String column) {
            return spots.getOrDefault(column, spot);
        }
    }

    static CsvTable read(String file, String text, Faults faults) {
        List<Line> lines = new Splitter(file, text, faults).lines();
        if (lines.isEmpty()) {
            faults.add("mapping.csv-without-header", new Spot(file, 1, 1));
            return new CsvTable(file, List.of(), List.of());
        }
        List<String> header = lines.getFirst().cells().stream().map(Cell::text).toList();
        List<Row> rows = new ArrayList<>();
        for (Line line : lines.subList(1, lines.size())) {
            Spot spot = line.cells().getFirst().spot();
            if (line.cells().size() != header.size()) {
                faults.add(Problem.of("mapping.csv-row-length")
                        .at(spot.place())
                        .with("expected", String.valueOf(header.size()))
                        .with("found", String.valueOf(line.cells().size())));
                continue;
            }
            rows.add(row(header, line, spot));
        }
        return new CsvTable(file, header, List.copyOf(rows));
    }

    private static Row row(List<String> header, Line line, Spot spot) {
        Map<String, String> cells = new LinkedHashMap<>();
        Map<String, Spot> spots = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            Cell cell = line.cells().get(i);
            spots.put(header.get(i), cell.spot());
            if (!cell.text().isEmpty()) {
                cells.put(header.get(i), cell.text());
            }
        }
        return new Row(spot, Map.copyOf(cells), Map.copyOf(spots));
    }

    private record Line(List<Cell> cells) {}

    private record Cell(Spot spot, String text) {}

    /** Cuts a text into lines and cells. */
    private static final class Splitter {

        private final String file;
        private final String text;
        private final Faults faults;
        private final List<Line> lines = new ArrayList<>();
        private final StringBuilder cell = new StringBuilder();
        private List<Cell> cells = new ArrayList<>();
        private int line = 1;
        private int lineStart;
        private Spot start;

        Splitter(String file, String text, Faults faults) {
            this.file = file;
            this.text = text;
            this.faults = faults;
            this.start = new Spot(file, 1, 1);
        }

        List<Line> lines() {
            boolean quoted = false;
            Spot quote = start;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean doubled = quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
                if (c == '\n') {
                    line++;
                    lineStart = i + 1;
                }
                if (doubled) {
                    cell.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = !quoted;
                    quote = new Spot(file, line, i - lineStart + 1);
                } else if (c == ',' && !quoted) {
                    endCell(i + 1);
                } else if (c == '\n' && !quoted) {
                    endLine(i + 1);
                } else if (c != '\r') {
                    cell.append(c);
                }
            }
            if (quoted) {
                faults.add("mapping.csv-open-quote", quote);
            }
            endLine(text.length());
            return lines;
        }

        private void endCell(int next) {
            cells.add(new Cell(start, cell.toString().strip()));
            cell.setLength(0);
            start = new Spot(file, line, next - lineStart + 1);
        }

        private void endLine(int next) {
            endCell(next);
            if (cells.size() > 1 || !cells.getFirst().text().isEmpty()) {
                lines.add(new Line(List.copyOf(cells)));
            }
            cells = new ArrayList<>();
        }
    }
}
