package vn.lienthong.mapping.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;
import vn.lienthong.mapping.source.XlsxSheet.SheetRow;

/**
 * Reads the names of a sheet's columns. Over several rows the parts of a name are joined from the top down: "Ngày" merged
 * over "Tiếp nhận" and "Hẹn trả" makes "Ngày / Tiếp nhận" and "Ngày / Hẹn trả"; a name merged downwards stays as it is, and
 * one merged over several columns down to the last row is the name of the first of them.
 */
final class XlsxHeader {

    private static final String BETWEEN = " / ";

    private final TableDeclaration table;
    private final AskedFields asked;
    private final XlsxSheet sheet;
    private final MergedCells merged;
    private final String place;

    XlsxHeader(TableDeclaration table, AskedFields asked, XlsxSheet sheet, MergedCells merged, String place) {
        this.table = table;
        this.asked = asked;
        this.sheet = sheet;
        this.merged = merged;
        this.place = place;
    }

    /** The names from the first column on, "" where there is none; afterwards the sheet stands before the first record. */
    List<String> read() throws XMLStreamException, UnreadableFile {
        if (table.headerRow() == 0) {
            return table.columns();
        }
        Map<Integer, String> names = new TreeMap<>();
        SheetRow row;
        do {
            row = next();
            if (row.number() >= table.headerRow()) {
                add(row, names);
            }
        } while (row.number() < lastRow());
        List<String> found = inOrder(names);
        Columns.check(found, table.columns(), asked, place + ", row " + table.headerRow());
        return found;
    }

    private int lastRow() {
        return table.headerRow() + table.headerRows() - 1;
    }

    private SheetRow next() throws XMLStreamException, UnreadableFile {
        SheetRow row = sheet.next();
        if (row == null || row.number() > lastRow()) {
            throw noHeader();
        }
        merged.enter(row);
        return row;
    }

    private void add(SheetRow row, Map<Integer, String> names) {
        Map<Integer, JsonNode> cells = new TreeMap<>(row.cells());
        merged.fromBeside(row, lastRow()).forEach(cells::putIfAbsent);
        cells.forEach((column, cell) -> {
            String part = Declaration.tidy(text(cell));
            if (!part.isEmpty()) {
                names.merge(column, part, (above, below) -> above + BETWEEN + below);
            }
        });
    }

    private static String text(@Nullable JsonNode cell) {
        return cell == null ? "" : cell.asString("");
    }

    private List<String> inOrder(Map<Integer, String> names) throws UnreadableFile {
        int last = names.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
        if (last < 0) {
            throw noHeader();
        }
        if (last >= Limits.COLUMNS) {
            throw new UnreadableFile(
                    Problem.of("source.too-many-columns").with("limit", Integer.toString(Limits.COLUMNS)));
        }
        List<String> found = new ArrayList<>();
        for (int column = 0; column <= last; column++) {
            found.add(names.getOrDefault(column, ""));
        }
        return found;
    }

    private UnreadableFile noHeader() {
        return new UnreadableFile(
                Problem.of("source.no-header").at(place).with("row", Integer.toString(table.headerRow())));
    }
}
