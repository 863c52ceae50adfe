package vn.lienthong.mapping.contract;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;

/**
 * Compiles one XSD file into the same types a JSON Schema becomes: elements in their order, attributes as {@code @name},
 * repeated elements as lists. Of a choice each part may be left out, and the schema has the last word. A mandatory element that is
 * not known is written {@code xsi:nil} if it is nillable, and empty if it is a text that may be empty; other unknown elements are
 * left out. What it includes and imports lies in the mappings folder too; nothing is fetched. What we could not write as it asks
 * is a fault.
 */
final class XsdFile {

    private final XsdDeclared declared;
    private final XsdTypes simple;
    private final XsdFields fields;
    private final XsdAttributes attributes;

    /** A part of the contract, as a type and as it is written. */
    private record Part(Type type, XmlElement element) {}

    private XsdFile(XsdDeclared declared, Faults faults) {
        this.declared = declared;
        this.simple = new XsdTypes(declared, faults);
        this.fields = new XsdFields(faults);
        this.attributes = new XsdAttributes(declared, simple, fields);
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
        XsdDeclared declared = new XsdDeclared(source.roots());
        XsdFile file = new XsdFile(declared, faults);
        XsdNode chosen = chosen(declared, element, source.roots().getFirst(), faults);
        Part part = chosen == null ? null : file.element(chosen, chosen.home().namespace(), List.of());
        return part == null || before != faults.count()
                ? null
                : new Contract(
                        part.type(),
                        new TreeSet<>(source.files()),
                        file.fields.tables(),
                        XmlForm.of(part.element(), source.schema()));
    }

    private static @Nullable XsdNode chosen(XsdDeclared declared, String element, XsdNode root, Faults faults) {
        List<String> known = declared.names("element", root.home().namespace());
        String wanted = element.isEmpty() && known.size() == 1 ? known.getFirst() : element;
        XsdNode chosen = declared.find("element", XsdNode.full(root.home(), wanted));
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
        XsdNode own = inline == null ? declared.find("complexType", type) : inline;
        if (own != null) {
            return structure(own, name, inNamespace, open);
        }
        ScalarType scalar = simple.of(node, null);
        if (scalar == null && node.child("simpleType") == null && type == null) {
            fields.notRead(node, name);
        }
        return scalar == null ? null : new Part(scalar, XmlElement.single(name, inNamespace));
    }

    private @Nullable Part structure(XsdNode node, String name, String inNamespace, List<XsdNode> open) {
        if (open.contains(node)) {
            fields.withinItself(node, name);
            return null;
        }
        XsdContent content = XsdContent.of(node, open);
        attributes.read(node, content);
        node.children().forEach(child -> particle(child, XsdOccurs.ONCE, content));
        return new Part(
                new Type.Structure(node.spot(), content.properties(), false),
                new XmlElement(name, inNamespace, content.attributes(), content.children()));
    }

    /** @param around how often what is around it comes */
    private void particle(XsdNode node, XsdOccurs around, XsdContent content) {
        switch (node.name()) {
            case "sequence", "all", "choice" -> parts(node, around, content);
            case "group" -> group(node, around, content);
            case "element" -> child(node, around, content);
            case "simpleContent" -> text(node, content);
            case "complexContent" -> extended(node, around, content);
            case "any" -> any(node, around);
            case "attribute", "attributeGroup", "anyAttribute", "annotation" -> {}
            default -> fields.notRead(node, node.name());
        }
    }

    /** Room for what somebody else may add; we add nothing. */
    private void any(XsdNode node, XsdOccurs around) {
        if (around.each(XsdOccurs.of(node)).fewest() > 0) {
            fields.notRead(node, node.name());
        }
    }

    /**
     * Where one part alone comes again, or of a choice any, that is a list of each; several parts that come in turn are more than
     * such lists can say.
     */
    private void parts(XsdNode group, XsdOccurs around, XsdContent content) {
        XsdOccurs own = around.each(XsdOccurs.of(group));
        boolean choice = group.name().equals("choice");
        List<XsdNode> parts = group.children().stream()
                .filter(child -> !child.name().equals("annotation"))
                .toList();
        if (own.isList() && parts.size() > 1 && !choice) {
            fields.notRead(group, group.name() + " maxOccurs");
        }
        XsdOccurs each = choice ? own.orNone() : own;
        parts.forEach(part -> particle(part, each, content));
    }

    private void group(XsdNode use, XsdOccurs around, XsdContent content) {
        XsdNode group = declared.find("group", use.attribute("ref"));
        if (group == null) {
            fields.notRead(use, "group ref");
        } else if (content.open().contains(group)) {
            fields.withinItself(use, String.valueOf(group.attribute("name")));
        } else {
            XsdOccurs own = around.each(XsdOccurs.of(use));
            group.children().forEach(part -> particle(part, own, content.in(group)));
        }
    }

    private void extended(XsdNode complexContent, XsdOccurs around, XsdContent content) {
        XsdNode extension = complexContent.child("extension");
        XsdNode base = extension == null ? null : declared.find("complexType", extension.attribute("base"));
        if (extension == null || base == null) {
            fields.notRead(complexContent, "complexContent");
        } else if (content.open().contains(base)) {
            fields.withinItself(extension, String.valueOf(base.attribute("name")));
        } else {
            base.children().forEach(child -> particle(child, around, content.in(base)));
            extension.children().forEach(child -> particle(child, around, content));
        }
    }

    private void text(XsdNode simpleContent, XsdContent content) {
        XsdNode extension = simpleContent.child("extension");
        String base = extension == null ? null : extension.attribute("base");
        XsdNode extended = declared.find("complexType", base);
        XsdNode inner = extended == null ? null : extended.child("simpleContent");
        if (extension == null || base == null) {
            fields.notRead(simpleContent, "simpleContent");
        } else if (inner != null) {
            text(inner, content);
        } else {
            ScalarType scalar = simple.named(base, extension);
            if (scalar != null) {
                content.properties().put(XmlElement.TEXT, fields.field(XmlElement.TEXT, extension, scalar, true));
            }
        }
    }

    private void child(XsdNode node, XsdOccurs around, XsdContent content) {
        String reference = node.attribute("ref");
        XsdNode found = reference == null ? node : declared.find("element", reference);
        XsdOccurs own = around.each(XsdOccurs.of(node));
        if (found == null) {
            fields.notRead(node, "element ref");
        } else if (!own.isNever()) {
            boolean qualified =
                    reference != null || node.isQualified(node.home().qualified());
            Part part = element(found, qualified ? found.home().namespace() : "", content.open());
            if (part != null) {
                add(node, part, own, isNillable(found, part.type()), content);
            }
        }
    }

    private void add(XsdNode node, Part part, XsdOccurs occurs, boolean nillable, XsdContent content) {
        String name = part.element().name();
        boolean required = occurs.fewest() > 0;
        Type type = occurs.isList()
                ? new Type.Sequence(node.spot(), part.type(), occurs.fewest(), occurs.most())
                : part.type();
        Type.Property field = nillable && required && !occurs.isList()
                ? fields.nillable(name, node, type)
                : fields.field(name, node, type, required);
        if (content.properties().put(name, field) != null) {
            fields.notRead(node, name + " (twice)");
        }
        content.children().put(name, part.element());
    }

    /** Whether it may be written without what is in it; a fixed value and mandatory attributes would be asked for all the same. */
    private static boolean isNillable(XsdNode element, Type type) {
        String nillable = String.valueOf(element.attribute("nillable")).strip();
        boolean bare = !(type instanceof Type.Structure object)
                || object.properties().values().stream()
                        .noneMatch(each -> each.required() && each.name().startsWith(XmlElement.ATTRIBUTE));
        return (nillable.equals("true") || nillable.equals("1")) && bare && element.attribute("fixed") == null;
    }
}
