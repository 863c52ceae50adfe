package vn.lienthong.mapping.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;

/** The parts of an open workbook: its sheets, its shared texts, and which cell formats show dates. */
final class XlsxWorkbook implements AutoCloseable {

    /** @param part the sheet's file inside the workbook */
    record Sheet(String name, String part) {}

    private final ZipFile zip;
    private final List<Sheet> sheets = new ArrayList<>();
    private final List<String> sharedTexts = new ArrayList<>();
    private final BitSet dateStyles = new BitSet();
    private boolean from1904;

    XlsxWorkbook(Path file) throws IOException, UnreadableFile {
        this.zip = zip(file);
        try {
            Map<String, String> targets = readTargets();
            readSheets(targets);
            readStyles(targets.getOrDefault("styles", "xl/styles.xml"));
            readSharedTexts(targets.getOrDefault("sharedStrings", "xl/sharedStrings.xml"));
        } catch (XMLStreamException broken) {
            zip.close();
            throw new UnreadableFile(problem(broken));
        } catch (IOException | UnreadableFile | RuntimeException broken) {
            zip.close();
            throw broken;
        }
    }

    private static ZipFile zip(Path file) throws IOException, UnreadableFile {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException notAZip) {
            throw new UnreadableFile(Problem.of("source.not-xlsx"));
        }
    }

    static Problem problem(XMLStreamException broken) {
        if (broken.getNestedException() instanceof PartStream.Bomb) {
            return Problem.of("source.unpacks-too-large");
        }
        Problem problem = XmlProblem.of(broken);
        return problem.code().equals("source.not-xml") ? Problem.of("source.not-xlsx") : problem;
    }

    /** @param wanted a name, a number from 1, or nothing for the first sheet */
    Sheet sheet(JsonNode wanted) throws UnreadableFile {
        Optional<Sheet> found = wanted.isString()
                ? sheets.stream()
                        .filter(sheet -> Declaration.tidy(sheet.name()).equals(Declaration.tidy(wanted.stringValue())))
                        .findFirst()
                : sheets.stream().skip(wanted.asInt(1) - 1L).findFirst();
        return found.orElseThrow(() -> new UnreadableFile(Problem.of("source.no-sheet")
                .with("sheet", wanted.asString("1"))
                .with(
                        "sheets",
                        String.join(", ", sheets.stream().map(Sheet::name).toList()))));
    }

    Stax open(Sheet sheet) throws IOException, XMLStreamException, UnreadableFile {
        return part(sheet.part(), Limits.WORKBOOK_PART_BYTES)
                .orElseThrow(() -> new UnreadableFile(Problem.of("source.not-xlsx")));
    }

    /** The text at an index of the shared table; null if the workbook has none there. */
    @Nullable
    String sharedText(int index) {
        return index >= 0 && index < sharedTexts.size() ? sharedTexts.get(index) : null;
    }

    boolean isDate(int style) {
        return dateStyles.get(Math.max(style, 0));
    }

    boolean isFrom1904() {
        return from1904;
    }

    /** Where the parts are: by their id, and for those there is only one of, by the last word of their type. */
    private Map<String, String> readTargets() throws IOException, XMLStreamException {
        Map<String, String> targets = new HashMap<>();
        eachElement("xl/_rels/workbook.xml.rels", (name, reader) -> {
            String id = reader.getAttributeValue(null, "Id");
            String target = reader.getAttributeValue(null, "Target");
            String type = reader.getAttributeValue(null, "Type");
            if (id != null && target != null) {
                String part = target.startsWith("/") ? target.substring(1) : "xl/" + target;
                targets.put(id, part);
                targets.put(type == null ? id : type.substring(type.lastIndexOf('/') + 1), part);
            }
        });
        return targets;
    }

    private void readSheets(Map<String, String> targets) throws IOException, XMLStreamException, UnreadableFile {
        eachElement("xl/workbook.xml", (name, reader) -> {
            if (name.equals("workbookPr")) {
                String value = reader.getAttributeValue(null, "date1904");
                from1904 = "1".equals(value) || "true".equals(value);
            }
            if (name.equals("sheet")) {
                String part = targets.get(relation(reader));
                String title = reader.getAttributeValue(null, "name");
                if (part != null && title != null) {
                    sheets.add(new Sheet(title, part));
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

    private void readStyles(String part) throws IOException, XMLStreamException {
        Map<Integer, String> patterns = new HashMap<>();
        boolean[] inCellFormats = {false};
        int[] style = {0};
        eachElement(part, (name, reader) -> {
            switch (name) {
                case "numFmt" ->
                    patterns.put(
                            number(reader, "numFmtId"), String.valueOf(reader.getAttributeValue(null, "formatCode")));
                case "cellXfs" -> inCellFormats[0] = true;
                case "cellStyles", "dxfs" -> inCellFormats[0] = false;
                case "xf" -> {
                    if (inCellFormats[0]) {
                        int id = number(reader, "numFmtId");
                        dateStyles.set(style[0]++, XlsxCell.isDateFormat(id, patterns.get(id)));
                    }
                }
                default -> {}
            }
        });
    }

    private static int number(XMLStreamReader reader, String attribute) {
        String value = reader.getAttributeValue(null, attribute);
        return value == null || !value.matches("\\d{1,6}") ? 0 : Integer.parseInt(value);
    }

    private void readSharedTexts(String name) throws IOException, XMLStreamException {
        Optional<Stax> part = part(name, Limits.SHARED_TEXT_BYTES);
        if (part.isEmpty()) {
            return;
        }
        try (Stax xml = part.get()) {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.reader().getLocalName().equals("si")) {
                    sharedTexts.add(XlsxText.read(xml));
                }
            }
        }
    }

    private interface ElementReader {
        void read(String name, XMLStreamReader reader);
    }

    private void eachElement(String part, ElementReader each) throws IOException, XMLStreamException {
        Optional<Stax> opened = part(part, Limits.SHARED_TEXT_BYTES);
        if (opened.isEmpty()) {
            return;
        }
        try (Stax xml = opened.get()) {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    each.read(xml.reader().getLocalName(), xml.reader());
                }
            }
        }
    }

    private Optional<Stax> part(String name, long limit) throws IOException, XMLStreamException {
        ZipEntry entry = zip.getEntry(name);
        return entry == null
                ? Optional.empty()
                : Optional.of(new Stax(new PartStream(zip.getInputStream(entry), entry, limit)));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** One part as it unpacks: stops at a bomb, and checks the sum at the end, which the JDK does not. */
    static final class PartStream extends FilterInputStream {

        /** Unpacks to far more than an honest workbook would. */
        static final class Bomb extends IOException {

            Bomb() {
                super("unpacks too large");
            }
        }

        private final ZipEntry entry;
        private final long limit;
        private final CRC32 sum = new CRC32();
        private long unpacked;

        PartStream(InputStream in, ZipEntry entry, long limit) {
            super(in);
            this.entry = entry;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            int read = super.read(target, offset, count);
            if (read < 0) {
                if (entry.getCrc() >= 0 && entry.getCrc() != sum.getValue()) {
                    throw new ZipException("checksum differs");
                }
                return read;
            }
            sum.update(target, offset, read);
            unpacked += read;
            boolean tooDense = unpacked > Limits.RATIO_COUNTS_FROM
                    && unpacked / Math.max(entry.getCompressedSize(), 1) > Limits.WORKBOOK_RATIO;
            if (unpacked > limit || tooDense) {
                throw new Bomb();
            }
            return read;
        }
    }
}
