package vn.lienthong.mapping.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;

/** An open workbook: its sheets, its shared texts, and how its cells show numbers. */
final class XlsxWorkbook implements AutoCloseable {

    /** @param part the sheet's file inside the workbook */
    record Sheet(String name, String part, boolean hidden) {}

    private final XlsxParts parts;
    private final XlsxStyles styles;
    private final List<Sheet> sheets = new ArrayList<>();
    private final List<String> sharedTexts = new ArrayList<>();
    private boolean from1904;

    XlsxWorkbook(Path file) throws IOException, UnreadableFile {
        this.parts = new XlsxParts(file);
        try {
            String workbook = parts.workbook();
            Map<String, String> targets = parts.targets(workbook);
            readSheets(workbook, targets);
            this.styles = new XlsxStyles(parts, targets.getOrDefault("styles", "xl/styles.xml"));
            readSharedTexts(targets.getOrDefault("sharedStrings", "xl/sharedStrings.xml"));
        } catch (XMLStreamException broken) {
            parts.close();
            throw new UnreadableFile(XlsxParts.problem(broken));
        } catch (IOException | UnreadableFile | RuntimeException broken) {
            parts.close();
            throw broken;
        }
    }

    /**
     * @param wanted a name, a number from 1, or nothing for the first sheet
     * @param mayBeHidden whether a sheet that people do not see may be read
     */
    Sheet sheet(JsonNode wanted, boolean mayBeHidden) throws UnreadableFile {
        Optional<Sheet> found = wanted.isString()
                ? sheets.stream()
                        .filter(sheet -> Declaration.tidy(sheet.name()).equals(Declaration.tidy(wanted.stringValue())))
                        .findFirst()
                : sheets.stream().skip(wanted.asInt(1) - 1L).findFirst();
        Sheet sheet = found.orElseThrow(() -> new UnreadableFile(Problem.of("source.no-sheet")
                .with("sheet", wanted.asString("1"))
                .with("sheets", names(sheets))));
        if (sheet.hidden() && !mayBeHidden) {
            throw new UnreadableFile(Problem.of("source.hidden-sheet")
                    .with("sheet", sheet.name())
                    .with(
                            "sheets",
                            names(sheets.stream().filter(each -> !each.hidden()).toList())));
        }
        return sheet;
    }

    private static String names(List<Sheet> sheets) {
        return String.join(", ", sheets.stream().map(Sheet::name).toList());
    }

    /** Tells of the sheets beside the one that is read. */
    void tellOthers(Sheet read, PassedOver passedOver) {
        sheets.stream()
                .filter(sheet -> !sheet.equals(read))
                .map(sheet -> Problem.of(sheet.hidden() ? "source.hidden-sheet-not-read" : "source.sheet-not-read")
                        .at("sheet " + sheet.name())
                        .with("sheet", sheet.name()))
                .forEach(passedOver::other);
    }

    Stax open(Sheet sheet) throws IOException, XMLStreamException, UnreadableFile {
        return parts.open(sheet.part(), Limits.WORKBOOK_PART_BYTES)
                .orElseThrow(() -> new UnreadableFile(Problem.of("source.not-xlsx")));
    }

    /** The text at an index of the shared table; null if the workbook has none there. */
    @Nullable
    String sharedText(int index) {
        return index >= 0 && index < sharedTexts.size() ? sharedTexts.get(index) : null;
    }

    XlsxStyles styles() {
        return styles;
    }

    boolean isFrom1904() {
        return from1904;
    }

    private void readSheets(String workbook, Map<String, String> targets)
            throws IOException, XMLStreamException, UnreadableFile {
        parts.eachElement(workbook, (name, reader) -> {
            if (name.equals("workbookPr")) {
                String value = reader.getAttributeValue(null, "date1904");
                from1904 = "1".equals(value) || "true".equals(value);
            }
            if (name.equals("sheet")) {
                String part = targets.get(relation(reader));
                String title = reader.getAttributeValue(null, "name");
                String state = reader.getAttributeValue(null, "state");
                if (part != null && title != null) {
                    sheets.add(new Sheet(title, part, state != null && !state.equals("visible")));
                }
            }
        });
        if (sheets.isEmpty()) {
            throw new UnreadableFile(Problem.of("source.not-xlsx"));
        }
    }

    private static String relation(XMLStreamReader reader) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String space = reader.getAttributeNamespace(i);
            if (reader.getAttributeLocalName(i).equals("id") && space != null && space.contains("relationships")) {
                return reader.getAttributeValue(i);
            }
        }
        return "";
    }

    private void readSharedTexts(String name) throws IOException, XMLStreamException {
        Optional<Stax> part = parts.open(name, Limits.SHARED_TEXT_BYTES);
        if (part.isEmpty()) {
            return;
        }
        try (Stax xml = part.get()) {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.reader().getLocalName().equals("si")) {
                    sharedTexts.add(XlsxText.read(xml));
                    if (sharedTexts.size() > Limits.SHARED_TEXTS) {
                        throw new Stax.TooMuch();
                    }
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        parts.close();
    }
}
