package vn.lienthong.mapping.source;

import java.io.IOException;
import java.nio.file.Path;
import javax.xml.stream.XMLStreamException;
import vn.lienthong.mapping.SourceFormat;

/**
 * Rows of one sheet of a workbook. A record is JSON of column → text, number (every digit the cell has), boolean or, for
 * cells shown as dates, ISO local time. Only the shared texts and the places of merged cells are held in memory.
 */
final class XlsxFormat implements SourceFormat {

    static final String MEDIA_TYPE = "application/vnd.lienthong.sheet-row+json";

    private final Declaration source;
    private final AskedFields asked;

    XlsxFormat(Declaration source, AskedFields asked) {
        this.source = source;
        this.asked = asked;
    }

    @Override
    public String name() {
        return "xlsx";
    }

    @Override
    public Rows open(Path file) throws IOException, UnreadableFile {
        XlsxWorkbook workbook = new XlsxWorkbook(file);
        try {
            XlsxWorkbook.Sheet sheet =
                    workbook.sheet(source.sheet(), source.table().hiddenSheet());
            MergedCells merged;
            try (Stax xml = workbook.open(sheet)) {
                merged = MergedCells.of(xml);
            }
            return new XlsxRows(source.table(), asked, workbook, sheet, merged);
        } catch (XMLStreamException broken) {
            workbook.close();
            throw new UnreadableFile(XlsxParts.problem(broken));
        } catch (IOException | UnreadableFile | RuntimeException broken) {
            workbook.close();
            throw broken;
        }
    }
}
