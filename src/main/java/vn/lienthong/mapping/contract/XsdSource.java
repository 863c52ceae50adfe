package vn.lienthong.mapping.contract;

import java.io.StringReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.file.Spot;

/**
 * An XSD file with those it includes and imports, as we compile them, and as the JDK's validator does. All of them are files of
 * the mappings folder; neither fetches anything.
 *
 * @param roots of each file once, the first one's first; of one that takes over the namespaces it is included into, of each
 * @param files the names of all
 */
record XsdSource(List<XsdNode> roots, Set<String> files, Schema schema) {

    /** Null if a file is no schema, or one that is needed is not there; every fault is taken down. */
    static @Nullable XsdSource read(DefinitionFiles files, String name, Faults faults) {
        int before = faults.count();
        Reading reading = new Reading(files, faults);
        reading.take(name, null);
        Schema schema = before == faults.count() ? schema(files, name, faults) : null;
        return schema == null
                ? null
                : new XsdSource(List.copyOf(reading.roots.values()), Set.copyOf(reading.names), schema);
    }

    /** Goes through all that a file needs. */
    private static final class Reading {

        private final DefinitionFiles files;
        private final Faults faults;
        private final Map<String, XsdNode> roots = new LinkedHashMap<>();
        private final Set<String> names = new TreeSet<>();

        Reading(DefinitionFiles files, Faults faults) {
            this.files = files;
            this.faults = faults;
        }

        void take(String name, @Nullable String includedInto) {
            String text = files.text(name, faults);
            XsdNode root = text == null ? null : root(files.shown(name), text, includedInto);
            if (root == null || roots.putIfAbsent(XsdNode.full(root.home(), name), root) != null) {
                return;
            }
            names.add(name);
            for (XsdNode child : root.children()) {
                switch (child.name()) {
                    case "include" -> other(child, name, root.home().namespace());
                    case "import" -> other(child, name, null);
                    case "redefine", "override" -> notRead(child, child.name());
                    default -> {} // declares something
                }
            }
        }

        private void other(XsdNode child, String from, @Nullable String includedInto) {
            String location = child.attribute("schemaLocation");
            String other = location == null ? null : files.resolve(from, location, child.spot(), faults);
            if (location == null) {
                notRead(child, child.name() + " without schemaLocation");
            } else if (other != null) {
                take(other, includedInto);
            }
        }

        private void notRead(XsdNode node, String what) {
            faults.add(Problem.of("mapping.xsd-not-read")
                    .at(node.spot().place())
                    .in(what)
                    .with("known", "include, import, schemaLocation"));
        }

        private @Nullable XsdNode root(String file, String text, @Nullable String includedInto) {
            try {
                XsdNode root = XsdNode.read(file, text, includedInto);
                if (root.name().equals("schema")) {
                    return root;
                }
                faults.add(Problem.of("mapping.not-xsd").at(root.spot().place()).with("why", "xs:schema"));
            } catch (XMLStreamException broken) {
                int line =
                        broken.getLocation() == null ? 0 : broken.getLocation().getLineNumber();
                Spot spot = new Spot(file, Math.max(line, 0), 1);
                faults.add(Problem.of("mapping.not-xsd").at(spot.place()).with("why", "XML"));
            }
            return null;
        }
    }

    private static @Nullable Schema schema(DefinitionFiles files, String name, Faults faults) {
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setResourceResolver((type, namespace, publicId, location, from) -> location == null || from == null
                    ? null
                    : needed(files, location, URI.create(from).getPath().substring(1)));
            return factory.newSchema(new StreamSource(new StringReader(text(files, name)), address(name)));
        } catch (SAXException wrong) {
            faults.add(Problem.of("mapping.not-xsd")
                    .at(spot(files, name, wrong).place())
                    .with("why", String.valueOf(wrong.getMessage()).split(":", 2)[0]));
            return null;
        }
    }

    private static Spot spot(DefinitionFiles files, String name, SAXException wrong) {
        return wrong instanceof SAXParseException there && there.getSystemId() != null
                ? new Spot(
                        files.shown(URI.create(there.getSystemId()).getPath().substring(1)),
                        there.getLineNumber(),
                        there.getColumnNumber())
                : new Spot(files.shown(name), 1, 1);
    }

    private static @Nullable LSInput needed(DefinitionFiles files, String location, String from) {
        String name = files.resolve(from, location, new Spot(from, 0, 0), new Faults());
        if (name == null) {
            return null;
        }
        try {
            DOMImplementationLS loading = (DOMImplementationLS) DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .getFeature("LS", "3.0");
            LSInput input = loading.createLSInput();
            input.setSystemId(address(name));
            input.setCharacterStream(new StringReader(text(files, name)));
            return input;
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String text(DefinitionFiles files, String name) {
        String text = files.text(name, new Faults());
        return text == null ? "" : text;
    }

    /** By which the validator tells files apart. Nothing is ever read from there. */
    private static String address(String name) {
        try {
            return new URI("file", "", "/" + name, null).toASCIIString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
