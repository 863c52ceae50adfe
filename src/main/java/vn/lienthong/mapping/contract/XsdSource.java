package vn.lienthong.mapping.contract;

import java.io.StringReader;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.file.Spot;

/** An XSD file as we compile it, and as the JDK's validator does. Neither fetches anything. */
record XsdSource(XsdNode root, Schema schema) {

    /** What brings in another file. */
    private static final Set<String> OTHERS = Set.of("include", "import", "redefine", "override");

    /** Null if the file is no schema, or needs another; every fault is taken down. */
    static @Nullable XsdSource read(DefinitionFiles files, String name, Faults faults) {
        String text = files.text(name, faults);
        XsdNode root = text == null ? null : read(files.shown(name), text, faults);
        Schema schema =
                root == null || text == null || needsOthers(root, faults) ? null : schema(text, root.spot(), faults);
        return root == null || schema == null ? null : new XsdSource(root, schema);
    }

    private static @Nullable XsdNode read(String file, String text, Faults faults) {
        try {
            XsdNode root = XsdNode.read(file, text);
            if (root.name().equals("schema")) {
                return root;
            }
            faults.add(Problem.of("mapping.not-xsd").at(root.spot().place()).with("why", "xs:schema"));
        } catch (XMLStreamException broken) {
            Spot spot = new Spot(
                    file,
                    Math.max(
                            broken.getLocation() == null
                                    ? 0
                                    : broken.getLocation().getLineNumber(),
                            0),
                    1);
            faults.add(Problem.of("mapping.not-xsd").at(spot.place()).with("why", "XML"));
        }
        return null;
    }

    private static boolean needsOthers(XsdNode root, Faults faults) {
        List<XsdNode> others = root.children().stream()
                .filter(child -> OTHERS.contains(child.name()))
                .toList();
        others.forEach(other -> faults.add(Problem.of("mapping.xsd-not-read")
                .at(other.spot().place())
                .in(other.name())
                .with("known", "one file that needs no other")));
        return !others.isEmpty();
    }

    private static @Nullable Schema schema(String text, Spot spot, Faults faults) {
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return factory.newSchema(new StreamSource(new StringReader(text)));
        } catch (SAXException wrong) {
            faults.add(Problem.of("mapping.not-xsd")
                    .at(spot.place())
                    .with("why", String.valueOf(wrong.getMessage()).split(":", 2)[0]));
            return null;
        }
    }
}
