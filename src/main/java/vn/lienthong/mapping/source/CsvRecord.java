package vn.lienthong.mapping.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;
import vn.lienthong.mapping.source.RecordReader.Unreadable;

/** Reads one CSV record, a header line and a row, into column name → text; a blank cell is absent. */
final class CsvRecord {

    /** What a spreadsheet shows, and saves, in the place of a value: it has none, or its column is too narrow for it. */
    private static final Pattern ERROR =
            Pattern.compile("#N/A|#REF!|#VALUE!|#NAME\\?|#DIV/0!|#NUM!|#NULL!|#SPILL!|#CALC!|#{3,}");

    /** The header line is the same for a million rows; it is decoded once. */
    @SuppressWarnings("ArrayRecordComponent") // compared by content below
    private record Header(byte[] bytes, List<Column> columns) {}

    private record Column(String name, int number) {}

    private final Declaration source;
    private final CsvText text;
    private final SourceNames known;
    private final List<Column> declared;
    private volatile @Nullable Header lastHeader;

    CsvRecord(Declaration source, SourceNames known) {
        this.source = source;
        this.text = new CsvText(source);
        this.known = known;
        this.declared = columns(source.table().columns());
    }

    static List<String> names(List<CsvText.Cell> cells) {
        return cells.stream()
                .map(cell -> Declaration.tidy(cell.text() == null ? "?" : cell.text()))
                .toList();
    }

    private List<Column> columns(List<String> names) {
        return names.stream().map(name -> new Column(name, known.number(name))).toList();
    }

    SourceObject read(byte[] body) throws Unreadable {
        ByteOrderMark mark = ByteOrderMark.of(body);
        ByteArrayInputStream in = new ByteArrayInputStream(body, mark.length(), body.length);
        CsvLines lines = new CsvLines(in, source, mark, body.length);
        try {
            CsvLines.Line header = source.table().headerRow() == 0 ? null : lines.next();
            List<Column> columns = header == null ? declared : columns(header.bytes(), mark);
            CsvLines.Line row = lines.next();
            if (row == null || lines.next() != null) {
                throw new Unreadable(Problem.of("source.not-one-row"));
            }
            requireClosedCells(columns, text.strayAfterQuote(row.bytes(), mark));
            byte[] context = header == null ? new byte[0] : header.bytes();
            return object(columns, text.cells(row.bytes(), mark, context));
        } catch (UnreadableFile cutOff) {
            throw new Unreadable(cutOff.problem());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private List<Column> columns(byte[] header, ByteOrderMark mark) {
        Header last = lastHeader;
        if (last == null || !Arrays.equals(last.bytes(), header)) {
            last = new Header(header, columns(names(text.cells(header, mark))));
            lastHeader = last;
        }
        return last.columns();
    }

    private static void requireClosedCells(List<Column> columns, int stray) throws Unreadable {
        if (stray >= 0) {
            String column = stray < columns.size() ? columns.get(stray).name() : "";
            throw new Unreadable(Problem.of("source.text-after-quote").in(column));
        }
    }

    private SourceObject object(List<Column> columns, List<CsvText.Cell> cells) throws Unreadable {
        if (cells.size() != columns.size() && !hasBlankSurplus(columns.size(), cells)) {
            throw new Unreadable(Problem.of("source.wrong-cell-count")
                    .with("expected", Integer.toString(columns.size()))
                    .with("found", Integer.toString(cells.size())));
        }
        SourceObject object = new SourceObject(known);
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            CsvText.Cell cell = cells.get(i);
            if (cell.text() == null) {
                throw new Unreadable(undecided(source, column.name(), cell.possible()));
            }
            SourceText text = SourceText.of(withoutGuard(cell.text()));
            requireValue(text, column.name(), i + 1);
            if (!text.isBlank() && column.name().isEmpty()) {
                throw new Unreadable(Problem.of("source.unnamed-cell").with("column", Integer.toString(i + 1)));
            }
            if (!text.isBlank()) {
                object.put(column.number(), column.name(), text);
            }
        }
        return object;
    }

    private static void requireValue(SourceText text, String column, int number) throws Unreadable {
        String value = text.asString().strip();
        if (value.startsWith("#") && ERROR.matcher(value).matches()) {
            throw new Unreadable(Problem.of("source.error-cell")
                    .at("column " + number)
                    .in(column)
                    .with("error", value));
        }
    }

    /** {@code ="0791"} and {@code '0791} keep a spreadsheet from taking digits for a number; the value is what it guards. */
    private static String withoutGuard(String cell) {
        if (cell.length() < 2) {
            return cell;
        }
        char first = cell.charAt(0);
        boolean formula = first == '=' && cell.charAt(1) == '"' && cell.indexOf('"', 2) == cell.length() - 1;
        if (formula && cell.length() > 3) {
            return cell.substring(2, cell.length() - 1);
        }
        boolean digits = first == '\'' && cell.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
        return digits ? cell.substring(1) : cell;
    }

    private static boolean hasBlankSurplus(int columns, List<CsvText.Cell> cells) {
        return cells.size() > columns && cells.stream().skip(columns).allMatch(CsvText.Cell::isBlank);
    }

    static Problem undecided(Declaration source, String column, List<String> possible) {
        boolean foreignByte = source.fixedCharset().isPresent() && possible.size() == 1;
        String code = foreignByte ? "source.not-in-charset" : "source.charset-unsure";
        return Problem.of(code).in(column).with("charset", possible.isEmpty() ? "–" : String.join(", ", possible));
    }
}
