package vn.lienthong.mapping.contract;

import java.util.ArrayList;
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
import vn.lienthong.mapping.file.Suggestion;

/**
 * Compiles one XSD file into the same types a JSON Schema becomes: elements in their order, attributes as {@code @name},
 * repeated elements as lists. Of a choice each part may be left out, and the schema has the last word. A mandatory text that
 * may be empty is written empty where it is not known; other unknown elements are left out. What it includes and imports lies in
 * the mappings folder too; nothing is fetched. What we could not write as it asks is a fault.
 */
final class XsdFile {

    private static final Set<String> READ = Set.of(
            "sequence",
            "all",
            "choice",
            "element",
            "attribute",
            "complexType",
            "simpleType",
            "simpleContent",
            "complexContent",
            "extension",
            "annotation");
    private static final Set<String> OURS = Set.of("personal", "origin", "code-table", "filled-by");

    private final Faults faults;
    private final XsdTypes simple;
    private final Map<String, XsdNode> elements = new LinkedHashMap<>();
    private final Map<String, XsdNode> complex = new HashMap<>();
    private final List<Contract.Named> tables = new ArrayList<>();

    /** A part of the contract, as a type and as it is written. */
    private record Part(Type type, XmlElement element) {}

    /**
     * What an element holds, as far as it is read.
     *
     * @param open the types that are being read, this one included
     */
    private record Content(
            Map<String, Type.Property> properties, Map<String, XmlElement> children, List<XsdNode> open) {

        Content(List<XsdNode> outer, XsdNode type) {
            this(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>(outer));
            open.add(type);
        }
    }

    private XsdFile(List<XsdNode> roots, Faults faults) {
        this.faults = faults;
        Map<String, XsdNode> simpleTypes = new HashMap<>();
        for (XsdNode child :
                roots.stream().flatMap(root -> root.children().stream()).toList()) {
            String name = XsdNode.full(child.home(), String.valueOf(child.attribute("name")));
            switch (child.name()) {
                case "element" -> elements.put(name, child);
                case "complexType" -> complex.put(name, child);
                case "simpleType" -> simpleTypes.put(name, child);
                default -> {} // told where it is used
            }
        }
        this.simple = new XsdTypes(simpleTypes, faults);
    }

    /**
     * The contract of one element, or null if there is none; every fault is taken down.
     *
     * @param element the name of a global element of the file's namespace; empty: the only one
     */
    static @Nullable Contract compile(DefinitionFiles files, String name, String element, Faults faults) {
        int before = faults.count();
        XsdSource source = XsdSource.read(files, name, faults);
        if (source == null) {
            return null;
        }
        XsdFile file = new XsdFile(source.roots(), faults);
        XsdNode chosen = file.chosen(element, source.roots().getFirst());
        Part part = chosen == null ? null : file.element(chosen, chosen.home().namespace(), List.of());
        return part == null || before != faults.count()
                ? null
                : new Contract(
                        part.type(),
                        new TreeSet<>(source.files()),
                        file.tables,
                        XmlForm.of(part.element(), source.schema()));
    }

    private @Nullable XsdNode chosen(String element, XsdNode root) {
        String namespace = root.home().namespace();
        List<String> known = elements.values().stream()
                .filter(each -> each.home().namespace().equals(namespace))
                .map(each -> String.valueOf(each.attribute("name")))
                .toList();
        String wanted = element.isEmpty() && known.size() == 1 ? known.getFirst() : element;
        XsdNode chosen = elements.get(XsdNode.full(root.home(), wanted));
        if (chosen == null) {
            faults.add(Problem.of("mapping.no-such-element")
                    .at(root.spot().place())
                    .in(element)
                    .with("known", String.join(", ", known)));
        }
        return chosen;
    }

    private @Nullable Part element(XsdNode node, String inNamespace, List<XsdNode> open) {
        String name = String.valueOf(node.attribute("name"));
        String type = node.attribute("type");
        XsdNode inline = node.child("complexType");
        XsdNode own = inline != null || type == null ? inline : complex.get(type);
        if (own != null) {
            return structure(own, name, inNamespace, open);
        }
        ScalarType scalar = simple.of(node, null);
        if (scalar == null && node.child("simpleType") == null && type == null) {
            notRead(node, name);
        }
        return scalar == null ? null : new Part(scalar, new XmlElement(name, inNamespace, Map.of()));
    }

    private @Nullable Part structure(XsdNode node, String name, String inNamespace, List<XsdNode> open) {
        if (open.contains(node)) {
            faults.add("mapping.contract-within-itself", node.spot(), name);
            return null;
        }
        Content content = new Content(open, node);
        attributes(node, content);
        node.children().forEach(child -> particle(child, false, content));
        return new Part(
                new Type.Structure(node.spot(), content.properties(), false),
                new XmlElement(name, inNamespace, content.children()));
    }

    /** Attributes come first, those of an extended type before its extension's. */
    private void attributes(XsdNode node, Content content) {
        for (XsdNode child : node.children()) {
            switch (child.name()) {
                case "attribute" -> attribute(child, content);
                case "simpleContent" -> attributes(child, content);
                case "complexContent" -> attributes(child, content);
                case "extension" -> {
                    XsdNode base = complex.get(String.valueOf(child.attribute("base")));
                    if (base != null && !content.open().contains(base)) {
                        attributes(base, content);
                    }
                    attributes(child, content);
                }
                default -> {} // elements, and what particle tells of
            }
        }
    }

    /** It is written without a prefix, so one that wants a namespace would be refused in every record. */
    private void attribute(XsdNode node, Content content) {
        String name = node.attribute("name");
        String form = node.attribute("form");
        boolean inNamespace = form == null ? node.home().qualifiedAttributes() : form.equals("qualified");
        if (name == null || inNamespace) {
            notRead(node, name == null ? "attribute ref" : "@" + name);
        } else if (!"prohibited".equals(node.attribute("use"))) {
            ScalarType scalar = simple.of(node, "string");
            if (scalar != null) {
                boolean required = "required".equals(node.attribute("use"));
                String shown = XmlElement.ATTRIBUTE + name;
                content.properties().put(shown, property(shown, node, scalar, required));
            }
        }
    }

    /** @param optional whether something around it lets it be left out */
    private void particle(XsdNode node, boolean optional, Content content) {
        switch (node.name()) {
            case "sequence", "all", "choice" -> group(node, optional, content);
            case "element" -> child(node, optional, content);
            case "simpleContent" -> text(node, content);
            case "complexContent" -> extended(node, optional, content);
            case "attribute", "annotation" -> {}
            default -> notRead(node, node.name());
        }
    }

    /** As a whole a group comes once: where it comes again, its elements come in turn, which lists of each cannot say. */
    private void group(XsdNode group, boolean optional, Content content) {
        int most = group.occurs("maxOccurs");
        if (most != 1) {
            notRead(group, group.name() + " maxOccurs");
        }
        boolean may = optional || group.name().equals("choice") || group.occurs("minOccurs") == 0;
        group.children().forEach(child -> particle(child, may, content));
    }

    private void extended(XsdNode complexContent, boolean optional, Content content) {
        XsdNode extension = complexContent.child("extension");
        String base = extension == null ? null : extension.attribute("base");
        XsdNode extended = base == null ? null : complex.get(base);
        if (extension == null || extended == null) {
            notRead(complexContent, "complexContent");
        } else if (content.open().contains(extended)) {
            faults.add("mapping.contract-within-itself", extension.spot(), XsdNode.shown(String.valueOf(base)));
        } else {
            content.open().add(extended);
            extended.children().forEach(child -> particle(child, optional, content));
            extension.children().forEach(child -> particle(child, optional, content));
        }
    }

    private void text(XsdNode simpleContent, Content content) {
        XsdNode extension = simpleContent.child("extension");
        String base = extension == null ? null : extension.attribute("base");
        ScalarType scalar = extension == null || base == null ? null : simple.named(base, extension);
        if (extension == null || base == null) {
            notRead(simpleContent, "simpleContent");
        } else if (scalar != null) {
            content.properties().put(XmlElement.TEXT, property(XmlElement.TEXT, extension, scalar, true));
        }
    }

    private void child(XsdNode node, boolean optional, Content content) {
        String reference = node.attribute("ref");
        XsdNode declared = reference == null ? node : elements.get(reference);
        if (declared == null) {
            notRead(node, "element ref");
            return;
        }
        String form = node.attribute("form");
        boolean own = reference != null || (form == null ? node.home().qualified() : form.equals("qualified"));
        Part part = element(declared, own ? declared.home().namespace() : "", content.open());
        if (part != null) {
            String name = part.element().name();
            int fewest = node.occurs("minOccurs");
            int most = node.occurs("maxOccurs");
            Type type = most == 1 ? part.type() : new Type.Sequence(node.spot(), part.type(), fewest, most);
            Type.Property property = property(name, node, type, fewest > 0 && !optional);
            if (content.properties().put(name, property) != null) {
                notRead(node, name + " (twice)");
            }
            content.children().put(name, part.element());
        }
    }

    private Type.Property property(String name, XsdNode node, Type type, boolean required) {
        boolean mayBeEmpty = required && type instanceof ScalarType scalar && scalar.check("") == null;
        boolean filledLater = node.ours().containsKey("filled-by");
        return new Type.Property(
                name, node.spot(), type, required, mayBeEmpty ? "\"\"" : null, ours(node), filledLater);
    }

    /** What we say of a field beyond XSD; returns what it tells of a person. */
    private Personal ours(XsdNode node) {
        for (String key : node.ours().keySet()) {
            if (!OURS.contains(key)) {
                faults.add(Problem.of("mapping.unknown-key")
                        .at(node.spot().place())
                        .in(key)
                        .with("hint", Suggestion.of(key, OURS)));
            }
        }
        String table = node.ours().get("code-table");
        if (table != null) {
            tables.add(new Contract.Named(table, node.spot()));
        }
        String word = node.ours().get("personal");
        if (word == null) {
            return Personal.UNCLASSIFIED;
        }
        return Personal.named(word).orElseGet(() -> {
            faults.add(Problem.of("mapping.wrong-kind")
                    .at(node.spot().place())
                    .in("personal")
                    .with("expected", String.join(", ", Personal.words())));
            return Personal.UNCLASSIFIED;
        });
    }

    private void notRead(XsdNode node, String what) {
        faults.add(Problem.of("mapping.xsd-not-read")
                .at(node.spot().place())
                .in(what)
                .with("known", String.join(", ", new TreeSet<>(READ))));
    }
}
