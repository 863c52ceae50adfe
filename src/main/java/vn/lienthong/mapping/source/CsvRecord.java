package vn.lienthong.mapping.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;
import vn.lienthong.mapping.source.RecordReader.Unreadable;

/** Reads one CSV record, a header line and a row, into column name → text; a blank cell is absent. */
final class CsvRecord {

    /** The header line is the same for a million rows; it is decoded once. */
    @SuppressWarnings("ArrayRecordComponent") // compared by content below
    private record Header(byte[] bytes, List<String> names) {}

    private final Declaration source;
    private final CsvText text;
    private volatile @Nullable Header lastHeader;

    CsvRecord(Declaration source) {
        this.source = source;
        this.text = new CsvText(source);
    }

    static List<String> names(List<CsvText.Cell> cells) {
        return cells.stream()
                .map(cell -> Declaration.tidy(cell.text() == null ? "?" : cell.text()))
                .toList();
    }

    ObjectNode read(byte[] body) throws Unreadable {
        ByteOrderMark mark = ByteOrderMark.of(body);
        ByteArrayInputStream in = new ByteArrayInputStream(body, mark.length(), body.length);
        CsvLines lines = new CsvLines(in, source, mark, body.length);
        try {
            CsvLines.Line header = source.headerRow() == 0 ? null : lines.next();
            List<String> names = header == null ? source.columns() : names(header.bytes(), mark);
            CsvLines.Line row = lines.next();
            if (row == null || lines.next() != null) {
                throw new Unreadable(Problem.of("source.not-one-row"));
            }
            return object(names, text.cells(row.bytes(), mark));
        } catch (UnreadableFile cutOff) {
            throw new Unreadable(cutOff.problem());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private List<String> names(byte[] header, ByteOrderMark mark) {
        Header last = lastHeader;
        if (last == null || !Arrays.equals(last.bytes(), header)) {
            last = new Header(header, names(text.cells(header, mark)));
            lastHeader = last;
        }
        return last.names();
    }

    private static ObjectNode object(List<String> names, List<CsvText.Cell> cells) throws Unreadable {
        boolean onlyBlankSurplus =
                cells.size() > names.size() && cells.stream().skip(names.size()).allMatch(CsvText.Cell::isBlank);
        if (cells.size() != names.size() && !onlyBlankSurplus) {
            throw new Unreadable(Problem.of("source.wrong-cell-count")
                    .with("expected", Integer.toString(names.size()))
                    .with("found", Integer.toString(cells.size())));
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < names.size(); i++) {
            CsvText.Cell cell = cells.get(i);
            if (cell.text() == null) {
                throw undecided(names.get(i), cell.possible());
            }
            if (!cell.isBlank()) {
                object.put(names.get(i), cell.text());
            }
        }
        return object;
    }

    private static Unreadable undecided(String column, List<String> possible) {
        String code = possible.size() == 1 ? "source.not-in-charset" : "source.charset-unsure";
        return new Unreadable(
                Problem.of(code).in(column).with("charset", possible.isEmpty() ? "–" : String.join(", ", possible)));
    }
}
