package vn.lienthong.mapping.contract;

/** Reads the attributes of an XSD's types: their own, those of a type they extend, and those of named groups. */
final class XsdAttributes {

    private final XsdDeclared declared;
    private final XsdTypes simple;
    private final XsdFields fields;

    XsdAttributes(XsdDeclared declared, XsdTypes simple, XsdFields fields) {
        this.declared = declared;
        this.simple = simple;
        this.fields = fields;
    }

    /** Those of an extended type come before its extension's. */
    void read(XsdNode node, XsdContent content) {
        for (XsdNode child : node.children()) {
            switch (child.name()) {
                case "attribute" -> attribute(child, content);
                case "attributeGroup" -> group(child, content);
                case "simpleContent", "complexContent" -> read(child, content);
                case "extension" -> {
                    XsdNode base = declared.find("complexType", child.attribute("base"));
                    if (base != null && !content.open().contains(base)) {
                        read(base, content.in(base));
                    }
                    read(child, content);
                }
                default -> {} // elements, and what XsdFile tells of
            }
        }
    }

    private void group(XsdNode use, XsdContent content) {
        XsdNode group = declared.find("attributeGroup", use.attribute("ref"));
        if (group == null) {
            fields.notRead(use, "attributeGroup ref");
        } else {
            read(group, content);
        }
    }

    private void attribute(XsdNode node, XsdContent content) {
        String reference = node.attribute("ref");
        XsdNode found = reference == null ? node : declared.find("attribute", reference);
        if (found == null) {
            fields.notRead(node, "attribute ref");
        } else if (!"prohibited".equals(node.attribute("use"))) {
            add(node, found, reference != null, content);
        }
    }

    /** @param use where it is used, which is where a global one is referred to */
    private void add(XsdNode use, XsdNode found, boolean global, XsdContent content) {
        String name = String.valueOf(found.attribute("name"));
        String shown = XmlElement.ATTRIBUTE + name;
        ScalarType type = simple.of(found, "string");
        if (type == null) {
            return;
        }
        String fixed = use.attribute("fixed");
        boolean required = "required".equals(use.attribute("use"));
        Type.Property field = fields.field(shown, use, fixed == null ? type : XsdTypes.only(type, fixed), required);
        if (content.properties().put(shown, field) != null) {
            fields.notRead(use, shown + " (twice)");
        }
        String namespace = found.home().namespace();
        if (!namespace.isEmpty() && (global || found.isQualified(found.home().qualifiedAttributes()))) {
            content.attributes().put(name, namespace);
        }
    }
}
