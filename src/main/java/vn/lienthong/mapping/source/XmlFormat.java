package vn.lienthong.mapping.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.SourceFormat;

/** The elements at one path of an XML document ({@code rows: DanhSachHoSo/HoSo}), each as a document of its own in UTF-8. */
final class XmlFormat implements SourceFormat {

    static final String MEDIA_TYPE = "application/xml";

    /** A form has few kinds of elements. */
    private static final int NAMED = 20;

    private final List<String> path;

    XmlFormat(Declaration source) {
        this.path = source.rows();
    }

    @Override
    public String name() {
        return "xml";
    }

    @Override
    public Rows open(Path file) throws IOException, UnreadableFile {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            return new XmlRows(new Stax(in));
        } catch (XMLStreamException broken) {
            in.close();
            throw new UnreadableFile(XmlProblem.of(broken));
        }
    }

    private final class XmlRows implements Rows {

        private final Stax xml;
        private final Deque<String> open = new ArrayDeque<>();
        private final Deque<Map<String, String>> prefixes = new ArrayDeque<>();
        /** Elements where rows belong that are none and have elements in them. */
        private final Set<String> beside = new TreeSet<>();

        private boolean rootSeen;
        private boolean placeSeen = path.size() == 1;
        private long number;

        XmlRows(Stax xml) {
            this.xml = xml;
        }

        @Override
        public @Nullable Row next() throws IOException, UnreadableFile {
            try {
                while (xml.hasNext()) {
                    int event = xml.next();
                    if (event == XMLStreamConstants.END_ELEMENT) {
                        open.removeLast();
                        prefixes.removeLast();
                    } else if (event == XMLStreamConstants.START_ELEMENT && isRow()) {
                        return row();
                    } else if (event == XMLStreamConstants.START_ELEMENT) {
                        enter();
                    }
                }
                requirePlace();
                return null;
            } catch (XMLStreamException broken) {
                throw new UnreadableFile(XmlProblem.of(broken));
            } catch (NoSuchElementException cutOff) {
                throw new UnreadableFile(Problem.of("source.not-xml").with("line", "?"));
            }
        }

        /** No rows are no fault where rows belong; other elements there, or no such place, mean another form. */
        private void requirePlace() throws UnreadableFile {
            if (number == 0 && (!placeSeen || !beside.isEmpty())) {
                throw new UnreadableFile(Problem.of("source.no-rows").with("path", String.join("/", path)));
            }
        }

        @Override
        public List<Problem> passedOver() {
            return beside.isEmpty()
                    ? List.of()
                    : List.of(Problem.of("source.elements-not-read")
                            .with("path", String.join("/", path))
                            .with("names", String.join(", ", beside)));
        }

        private boolean isRow() {
            return open.size() == path.size() - 1 && xml.reader().getLocalName().equals(path.getLast()) && isInPlace();
        }

        private boolean isInPlace() {
            List<String> parents = path.subList(0, path.size() - 1);
            return open.size() >= parents.size()
                    && List.copyOf(open).subList(0, parents.size()).equals(parents);
        }

        private void enter() throws UnreadableFile {
            String name = xml.reader().getLocalName();
            if (!rootSeen && !name.equals(path.getFirst())) {
                throw new UnreadableFile(Problem.of("source.no-rows").with("path", String.join("/", path)));
            }
            rootSeen = true;
            if (open.size() == path.size() && beside.size() < NAMED && isInPlace()) {
                beside.add(open.getLast());
            }
            open.addLast(name);
            placeSeen |= open.size() == path.size() - 1 && isInPlace();
            prefixes.addLast(declaredHere());
        }

        private Map<String, String> declaredHere() {
            XMLStreamReader reader = xml.reader();
            Map<String, String> all = new LinkedHashMap<>(prefixes.isEmpty() ? Map.of() : prefixes.getLast());
            for (int i = 0; i < reader.getNamespaceCount(); i++) {
                String prefix = reader.getNamespacePrefix(i);
                String uri = reader.getNamespaceURI(i);
                all.put(prefix == null ? "" : prefix, uri == null ? "" : uri);
            }
            return all;
        }

        private Row row() throws XMLStreamException {
            rootSeen = true;
            int line = xml.reader().getLocation().getLineNumber();
            String element = new XmlSlice(xml).write(prefixes.isEmpty() ? Map.of() : prefixes.getLast());
            number++;
            return new Row(
                    number,
                    path.getLast() + "[" + number + "], line " + line,
                    new SourceRecord(element.getBytes(StandardCharsets.UTF_8), MEDIA_TYPE));
        }

        @Override
        public void close() throws IOException {
            xml.close();
        }
    }
}
