package vn.lienthong.mapping.source;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.SourceFormat.Row;
import vn.lienthong.mapping.SourceFormat.Rows;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;
import vn.lienthong.mapping.source.TableDeclaration.Hidden;
import vn.lienthong.mapping.source.XlsxSheet.SheetRow;

/** The records of one sheet. What is no record is told from them as the source declares it, and noted for the report. */
final class XlsxRows implements Rows {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final TableDeclaration table;
    private final XlsxWorkbook workbook;
    private final Stax xml;
    private final XlsxSheet sheet;
    private final String place;
    private final MergedCells merged;
    private final TableRows rows;
    private final PassedOver passedOver;
    private final List<String> names;
    private @Nullable JsonNode group;
    private long number;

    XlsxRows(
            TableDeclaration table,
            AskedFields asked,
            XlsxWorkbook workbook,
            XlsxWorkbook.Sheet read,
            MergedCells merged)
            throws IOException, XMLStreamException, UnreadableFile {
        this.table = table;
        this.workbook = workbook;
        this.merged = merged;
        this.place = "sheet " + read.name();
        this.rows = new TableRows(table);
        this.passedOver = new PassedOver(place);
        workbook.tellOthers(read, passedOver);
        this.xml = workbook.open(read);
        this.sheet = new XlsxSheet(workbook, xml, read.name());
        this.names = new XlsxHeader(table, asked, sheet, merged, place).read();
        Columns.tellMissing(names, asked, table.group(), passedOver);
        if (!table.group().isEmpty() && names.contains(table.group())) {
            throw new UnreadableFile(
                    Problem.of("source.same-column-twice").at(place).with("columns", table.group()));
        }
    }

    @Override
    public @Nullable Row next() throws IOException, UnreadableFile {
        try {
            SheetRow row;
            while ((row = sheet.next()) != null) {
                merged.enter(row);
                if (isRecord(row)) {
                    number++;
                    return new Row(number, place(row), record(row));
                }
            }
            return null;
        } catch (XMLStreamException broken) {
            throw new UnreadableFile(XlsxParts.problem(broken));
        }
    }

    private boolean isRecord(SheetRow row) throws UnreadableFile {
        if (row.cells().isEmpty() || row.number() <= lastOfHeader()) {
            return false;
        }
        if (row.number() <= lastOfHeader() + table.afterHeader()) {
            return passOver(row, "source.rows-below-header");
        }
        JsonNode first = row.cells().firstEntry().getValue();
        int filled = row.cells().size();
        if (rows.isAfterEnd(first.asString(""), filled, names.size(), place(row))) {
            return passOver(row, "source.rows-behind-the-table");
        }
        if (rows.isSubtotal(first.asString(""), filled, names.size())) {
            return passOver(row, "source.subtotals-left-out");
        }
        if (!table.group().isEmpty() && isGroup(row)) {
            group = row.cells().lastEntry().getValue();
            return passOver(row, "source.group-rows");
        }
        return !isLeftOutAsHidden(row);
    }

    private int lastOfHeader() {
        return table.headerRow() == 0 ? 0 : table.headerRow() + table.headerRows() - 1;
    }

    private boolean isLeftOutAsHidden(SheetRow row) throws UnreadableFile {
        if (!row.hidden()) {
            return false;
        }
        if (table.hiddenRows() == Hidden.REFUSE) {
            throw new UnreadableFile(
                    Problem.of("source.hidden-row").at(place(row)).with("row", Integer.toString(row.number())));
        }
        boolean skip = table.hiddenRows() == Hidden.SKIP;
        passedOver.row(skip ? "source.hidden-rows-left-out" : "source.hidden-rows-taken", row.number());
        return skip;
    }

    /** A text alone, or behind a numeral ("I", "A."): nothing that a record with little in it could be taken for. */
    private boolean isGroup(SheetRow row) {
        boolean texts = row.cells().values().stream().allMatch(JsonNode::isString);
        boolean atTheFront = row.cells().lastKey() <= 1;
        boolean fromAbove = !merged.fromAbove(row).isEmpty();
        return texts
                && !fromAbove
                && (row.cells().size() == 1 || row.cells().size() == 2 && atTheFront && isNumeral(row));
    }

    private static boolean isNumeral(SheetRow row) {
        return Declaration.tidy(row.cells().firstEntry().getValue().asString(""))
                .matches("[IVXLC]{1,7}\\.?|[A-ZĐ]\\.?");
    }

    private boolean passOver(SheetRow row, String code) {
        passedOver.row(code, row.number());
        return false;
    }

    private SourceRecord record(SheetRow row) throws UnreadableFile {
        Map<Integer, JsonNode> extended = merged.fromAbove(row);
        merged.fromBeside(row).forEach(extended::putIfAbsent);
        extended.keySet().removeIf(column -> name(column).isEmpty());
        if (table.repeatsMerged()) {
            extended.forEach(row.cells()::putIfAbsent);
        } else if (!extended.isEmpty()) {
            throw new UnreadableFile(Problem.of("source.merged-cells")
                    .at(place(row))
                    .with("column", name(extended.keySet().iterator().next())));
        }
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        row.cells().forEach((column, cell) -> record.set(name(column), cell));
        int unnamed = row.cells().keySet().stream()
                .filter(column -> name(column).isEmpty())
                .findFirst()
                .orElse(-1);
        if (unnamed >= 0) {
            throw new UnreadableFile(Problem.of("source.cell-without-column")
                    .at(place(row))
                    .with("column", Integer.toString(unnamed + 1)));
        }
        if (group != null) {
            record.set(table.group(), group);
        }
        return new SourceRecord(MAPPER.writeValueAsBytes(record), XlsxFormat.MEDIA_TYPE);
    }

    private String name(int column) {
        return column < names.size() ? names.get(column) : "";
    }

    private String place(SheetRow row) {
        return place + ", row " + row.number();
    }

    @Override
    public List<Problem> passedOver() {
        return passedOver.all();
    }

    @Override
    public void close() throws IOException {
        try (workbook) {
            xml.close();
        }
    }
}
