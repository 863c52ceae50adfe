package vn.lienthong.mapping.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.SourceFormat;

/**
 * Rows of one sheet of a workbook. A record is JSON of column → text, number (every digit the cell has), boolean or, for
 * cells shown as dates, ISO local time. Only the shared texts are held in memory.
 */
final class XlsxFormat implements SourceFormat {

    static final String MEDIA_TYPE = "application/vnd.lienthong.sheet-row+json";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final Declaration source;

    XlsxFormat(Declaration source) {
        this.source = source;
    }

    @Override
    public String name() {
        return "xlsx";
    }

    @Override
    public Rows open(Path file) throws IOException, UnreadableFile {
        XlsxWorkbook workbook = new XlsxWorkbook(file);
        try {
            return new XlsxRows(workbook, workbook.sheet(source.sheet()));
        } catch (XMLStreamException broken) {
            workbook.close();
            throw new UnreadableFile(XlsxWorkbook.problem(broken));
        } catch (IOException | UnreadableFile | RuntimeException broken) {
            workbook.close();
            throw broken;
        }
    }

    private final class XlsxRows implements Rows {

        private final XlsxWorkbook workbook;
        private final String sheetName;
        private final Stax xml;
        private final XlsxSheet sheet;
        private final List<String> names;
        private final TableEnd end = new TableEnd(source.endWords());
        private long number;

        XlsxRows(XlsxWorkbook workbook, XlsxWorkbook.Sheet sheet)
                throws IOException, XMLStreamException, UnreadableFile {
            this.workbook = workbook;
            this.sheetName = sheet.name();
            this.xml = workbook.open(sheet);
            this.sheet = new XlsxSheet(workbook, xml);
            this.names = source.headerRow() == 0 ? source.columns() : readHeader();
        }

        private List<String> readHeader() throws XMLStreamException, UnreadableFile {
            XlsxSheet.SheetRow row = sheet.next();
            while (row != null && row.number() < source.headerRow()) {
                row = sheet.next();
            }
            if (row == null || row.number() != source.headerRow() || row.cells().isEmpty()) {
                throw new UnreadableFile(
                        Problem.of("source.no-header").with("row", Integer.toString(source.headerRow())));
            }
            List<String> found = new ArrayList<>();
            for (int column = 0; column <= last(row); column++) {
                JsonNode cell = row.cells().get(column);
                found.add(Declaration.tidy(cell == null ? "" : cell.asString("")));
            }
            Columns.check(found, source.columns(), place(row));
            return found;
        }

        private static int last(XlsxSheet.SheetRow row) throws UnreadableFile {
            int last = row.cells().keySet().stream()
                    .mapToInt(Integer::intValue)
                    .max()
                    .orElse(-1);
            if (last >= Limits.COLUMNS) {
                throw new UnreadableFile(
                        Problem.of("source.too-many-columns").with("limit", Integer.toString(Limits.COLUMNS)));
            }
            return last;
        }

        @Override
        public @Nullable Row next() throws IOException, UnreadableFile {
            try {
                XlsxSheet.SheetRow row;
                while ((row = sheet.next()) != null) {
                    if (!row.cells().isEmpty() && !isAfterEnd(row)) {
                        number++;
                        return new Row(number, place(row), record(row));
                    }
                }
                return null;
            } catch (XMLStreamException broken) {
                throw new UnreadableFile(XlsxWorkbook.problem(broken));
            }
        }

        private boolean isAfterEnd(XlsxSheet.SheetRow row) throws UnreadableFile {
            JsonNode first = row.cells().get(0);
            return end.isAfter(
                    first == null ? null : first.asString(""), row.cells().size(), names.size(), place(row));
        }

        private SourceRecord record(XlsxSheet.SheetRow row) throws UnreadableFile {
            ObjectNode record = JsonNodeFactory.instance.objectNode();
            for (var cell : row.cells().entrySet()) {
                int column = cell.getKey();
                if (column >= names.size() || names.get(column).isEmpty()) {
                    throw new UnreadableFile(Problem.of("source.cell-without-column")
                            .at(place(row))
                            .with("column", Integer.toString(column + 1)));
                }
                record.set(names.get(column), cell.getValue());
            }
            return new SourceRecord(MAPPER.writeValueAsBytes(record), MEDIA_TYPE);
        }

        private String place(XlsxSheet.SheetRow row) {
            return "sheet " + sheetName + ", row " + row.number();
        }

        @Override
        public void close() throws IOException {
            try (workbook) {
                xml.close();
            }
        }
    }
}
