package vn.lienthong.mapping.contract;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.file.Spot;

/**
 * Compiles one XSD file into the same types a JSON Schema becomes: elements in their order, attributes as {@code @name},
 * repeated elements as lists. A mandatory text that may be empty is written empty where it is not known; other unknown
 * elements are left out. Nothing is fetched: a schema that needs another file is a fault.
 */
final class XsdFile {

    private static final Set<String> KNOWN = Set.of(
            "sequence", "all", "element", "attribute", "complexType", "simpleType", "simpleContent", "annotation");

    private final Faults faults;
    private final XsdTypes simple;
    private final Map<String, XsdNode> elements = new LinkedHashMap<>();
    private final Map<String, XsdNode> complex = new HashMap<>();
    private final String namespace;
    private final boolean qualified;

    /** A part of the contract, as a type and as it is written. */
    private record Part(Type type, XmlElement element) {}

    private XsdFile(XsdNode root, Faults faults) {
        this.faults = faults;
        Map<String, XsdNode> simpleTypes = new HashMap<>();
        for (XsdNode child : root.children()) {
            String name = String.valueOf(child.attribute("name"));
            switch (child.name()) {
                case "element" -> elements.put(name, child);
                case "complexType" -> complex.put(name, child);
                case "simpleType" -> simpleTypes.put(name, child);
                case "annotation" -> {}
                default -> unsupported(child);
            }
        }
        this.simple = new XsdTypes(simpleTypes, faults);
        this.namespace = root.attributes().getOrDefault("targetNamespace", "");
        this.qualified = "qualified".equals(root.attribute("elementFormDefault"));
    }

    /**
     * The contract of one element, or null if there is none; every fault is taken down.
     *
     * @param element the name of a global element; empty: the only one
     */
    static @Nullable Contract compile(DefinitionFiles files, String name, String element, Faults faults) {
        int before = faults.count();
        XsdSource source = XsdSource.read(files, name, faults);
        if (source == null) {
            return null;
        }
        XsdNode root = source.root();
        XsdFile file = new XsdFile(root, faults);
        XsdNode chosen = file.chosen(element, root.spot());
        Part part = chosen == null ? null : file.element(chosen, file.namespace, List.of());
        return part == null || before != faults.count()
                ? null
                : new Contract(
                        part.type(),
                        new TreeSet<>(Set.of(name)),
                        List.of(),
                        new XmlForm(part.element(), source.schema()));
    }

    private @Nullable XsdNode chosen(String element, Spot spot) {
        XsdNode chosen = element.isEmpty() && elements.size() == 1
                ? elements.values().iterator().next()
                : elements.get(element);
        if (chosen == null) {
            faults.add(Problem.of("mapping.no-such-element")
                    .at(spot.place())
                    .in(element)
                    .with("known", String.join(", ", elements.keySet())));
        }
        return chosen;
    }

    private @Nullable Part element(XsdNode node, String inNamespace, List<XsdNode> open) {
        String name = String.valueOf(node.attribute("name"));
        String type = node.attribute("type");
        XsdNode inline = child(node, "complexType");
        XsdNode own = inline != null || type == null ? inline : complex.get(XsdNode.local(type));
        if (own != null) {
            return structure(own, name, inNamespace, open);
        }
        XsdNode simpleType = child(node, "simpleType");
        ScalarType scalar =
                simpleType != null ? simple.restricted(simpleType) : type == null ? null : simple.named(type, node);
        if (scalar == null && simpleType == null && type == null) {
            unsupported(node);
        }
        return scalar == null ? null : new Part(scalar, new XmlElement(name, inNamespace, Map.of()));
    }

    private @Nullable Part structure(XsdNode node, String name, String inNamespace, List<XsdNode> open) {
        if (open.contains(node)) {
            faults.add("mapping.contract-within-itself", node.spot(), name);
            return null;
        }
        List<XsdNode> inner = new java.util.ArrayList<>(open);
        inner.add(node);
        Map<String, Type.Property> properties = new LinkedHashMap<>();
        Map<String, XmlElement> children = new LinkedHashMap<>();
        node.children().forEach(child -> attributes(child, properties));
        node.children().forEach(child -> content(child, properties, children, inner));
        return new Part(
                new Type.Structure(node.spot(), properties, false), new XmlElement(name, inNamespace, children));
    }

    private void attributes(XsdNode node, Map<String, Type.Property> properties) {
        if (node.name().equals("attribute")) {
            String type = node.attribute("type");
            XsdNode simpleType = child(node, "simpleType");
            ScalarType scalar = simpleType != null
                    ? simple.restricted(simpleType)
                    : simple.named(type == null ? "string" : type, node);
            String name = XmlElement.ATTRIBUTE + node.attribute("name");
            if (scalar != null) {
                boolean required = "required".equals(node.attribute("use"));
                properties.put(name, property(name, node, scalar, required));
            }
        } else if (node.name().equals("simpleContent") || node.name().equals("extension")) {
            node.children().forEach(child -> attributes(child, properties));
        }
    }

    private void content(
            XsdNode node, Map<String, Type.Property> properties, Map<String, XmlElement> children, List<XsdNode> open) {
        switch (node.name()) {
            case "sequence", "all" -> node.children().forEach(child -> content(child, properties, children, open));
            case "element" -> child(node, properties, children, open);
            case "simpleContent" -> text(node, properties);
            case "attribute", "annotation" -> {}
            default -> unsupported(node);
        }
    }

    private void text(XsdNode simpleContent, Map<String, Type.Property> properties) {
        XsdNode extension = child(simpleContent, "extension");
        String base = extension == null ? null : extension.attribute("base");
        ScalarType scalar = extension == null || base == null ? null : simple.named(base, extension);
        if (scalar == null || extension == null) {
            unsupported(simpleContent);
            return;
        }
        properties.put(XmlElement.TEXT, property(XmlElement.TEXT, extension, scalar, true));
    }

    private void child(
            XsdNode node, Map<String, Type.Property> properties, Map<String, XmlElement> children, List<XsdNode> open) {
        String reference = node.attribute("ref");
        XsdNode declared = reference == null ? node : elements.get(XsdNode.local(reference));
        if (declared == null) {
            unsupported(node);
            return;
        }
        String form = node.attribute("form");
        boolean own = reference != null || (form == null ? qualified : form.equals("qualified"));
        Part part = element(declared, own ? namespace : "", open);
        if (part != null) {
            String name = part.element().name();
            int fewest = occurs(node, "minOccurs");
            int most = occurs(node, "maxOccurs");
            Type type = most == 1 ? part.type() : new Type.Sequence(node.spot(), part.type(), fewest, most);
            properties.put(name, property(name, node, type, fewest > 0));
            children.put(name, part.element());
        }
    }

    private static int occurs(XsdNode node, String attribute) {
        String value = node.attributes().getOrDefault(attribute, "1");
        return value.matches("\\d{1,9}") ? Integer.parseInt(value) : -1;
    }

    private Type.Property property(String name, XsdNode node, Type type, boolean required) {
        boolean mayBeEmpty = required && type instanceof ScalarType scalar && scalar.check("") == null;
        String word = node.ours().get("personal");
        Personal personal =
                word == null ? Personal.UNCLASSIFIED : Personal.named(word).orElse(null);
        if (personal == null) {
            faults.add(Problem.of("mapping.wrong-kind")
                    .at(node.spot().place())
                    .in("personal")
                    .with("expected", String.join(", ", Personal.words())));
            personal = Personal.UNCLASSIFIED;
        }
        boolean filledLater = node.ours().containsKey("filled-by");
        return new Type.Property(name, node.spot(), type, required, mayBeEmpty ? "\"\"" : null, personal, filledLater);
    }

    private static @Nullable XsdNode child(XsdNode node, String name) {
        return node.children().stream()
                .filter(child -> child.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private void unsupported(XsdNode node) {
        faults.add(Problem.of("mapping.unsupported-keyword")
                .at(node.spot().place())
                .in(node.name())
                .with("known", String.join(", ", new TreeSet<>(KNOWN)))
                .with("hint", "sequence"));
    }
}
