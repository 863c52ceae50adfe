package vn.lienthong.mapping.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;

/** The parts of an open workbook: XML documents in a ZIP file that refer to each other. */
final class XlsxParts implements AutoCloseable {

    private static final String WORKBOOK = "xl/workbook.xml";

    private final ZipFile zip;

    XlsxParts(Path file) throws IOException, UnreadableFile {
        Optional<Problem> other = OtherWorkbook.problem(file);
        if (other.isPresent()) {
            throw new UnreadableFile(other.get());
        }
        try {
            this.zip = new ZipFile(file.toFile());
        } catch (ZipException notAZip) {
            throw new UnreadableFile(Problem.of("source.not-xlsx"));
        }
    }

    static Problem problem(XMLStreamException broken) {
        if (broken.getNestedException() instanceof XlsxPart.Bomb) {
            return Problem.of("source.unpacks-too-large");
        }
        Problem problem = XmlProblem.of(broken);
        return problem.code().equals("source.not-xml") ? Problem.of("source.not-xlsx") : problem;
    }

    /** Sees the start of each element of a part. */
    interface ElementReader {
        void read(String name, XMLStreamReader reader) throws XMLStreamException;
    }

    void eachElement(String part, ElementReader each) throws IOException, XMLStreamException {
        Optional<Stax> opened = open(part, Limits.SHARED_TEXT_BYTES);
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

    Optional<Stax> open(String name, long limit) throws IOException, XMLStreamException {
        ZipEntry entry = zip.getEntry(name);
        return entry == null
                ? Optional.empty()
                : Optional.of(new Stax(new XlsxPart(zip.getInputStream(entry), entry, limit)));
    }

    /** The part that names the sheets; the package says where it is. */
    String workbook() throws IOException, XMLStreamException {
        return targets("").getOrDefault("officeDocument", WORKBOOK);
    }

    /** What a part refers to: by id, and for those there is only one of, by the last word of their type. */
    Map<String, String> targets(String part) throws IOException, XMLStreamException {
        int name = part.lastIndexOf('/') + 1;
        String folder = part.substring(0, name);
        Map<String, String> targets = new HashMap<>();
        eachElement(folder + "_rels/" + part.substring(name) + ".rels", (element, reader) -> {
            String id = reader.getAttributeValue(null, "Id");
            String target = reader.getAttributeValue(null, "Target");
            String type = reader.getAttributeValue(null, "Type");
            if (id != null && target != null) {
                String found = target.startsWith("/") ? target.substring(1) : folder + target;
                targets.put(id, found);
                targets.put(type == null ? id : type.substring(type.lastIndexOf('/') + 1), found);
            }
        });
        return targets;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
