package vn.lienthong.mapping.rule;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.XMLConstants;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;
import vn.lienthong.mapping.contract.ScalarType;
import vn.lienthong.mapping.contract.XmlElement;
import vn.lienthong.mapping.contract.XmlForm;
import vn.lienthong.mapping.source.XmlMarkup;

/**
 * Writes what the rules made as XML, in the order they made it, which is the schema's. The schema sees every element as it
 * is written; what it refuses is told by the target field, by the constraint's own name, and without the value.
 */
final class XmlOutput {

    private static final String CDATA = "CDATA";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final XmlForm form;
    private final StringBuilder out = new StringBuilder(2048);
    private final SchemaWatch watch;
    private final Run run;

    private XmlOutput(XmlForm form, ObjectRules rules, Run run) {
        this.form = form;
        this.run = run;
        this.watch = new SchemaWatch(form.schema(), rules, run);
    }

    /** A document in UTF-8; if the run has problems afterwards it is void. */
    static byte[] write(byte[] json, XmlForm form, ObjectRules rules, Run run) {
        XmlOutput output = new XmlOutput(form, rules, run);
        output.out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        try {
            output.watch.begin(form.prefixes());
            output.element(form.root(), JSON.readTree(json), "");
            output.watch.end();
        } catch (SAXException unforeseen) {
            throw new IllegalStateException("the schema stopped without saying why", unforeseen);
        }
        return output.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void element(XmlElement element, JsonNode value, String path) throws SAXException {
        String prefix = form.prefixes().get(element.namespace());
        String tag = prefix == null ? element.name() : prefix + ":" + element.name();
        AttributesImpl attributes = attributes(element, value, path);
        out.append('<').append(tag);
        if (element == form.root()) {
            form.prefixes().forEach(this::declare);
        }
        if (value.isNull()) {
            declare(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "xsi");
        }
        for (int i = 0; i < attributes.getLength(); i++) {
            XmlMarkup.attribute(out, attributes.getQName(i), attributes.getValue(i));
        }
        out.append('>');
        watch.start(path, element, attributes);
        if (value.isObject()) {
            children(element, value, path);
        } else if (!value.isNull()) {
            text(value, path);
        }
        watch.finish(path, element);
        out.append("</").append(tag).append('>');
    }

    private void declare(String namespace, String prefix) {
        if (!prefix.equals(XmlForm.XML)) {
            XmlMarkup.attribute(out, "xmlns:" + prefix, namespace);
        }
    }

    /** Of nothing known: that it is nil. */
    private AttributesImpl attributes(XmlElement element, JsonNode value, String path) {
        AttributesImpl attributes = new AttributesImpl();
        if (value.isNull()) {
            attributes.addAttribute(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "nil", "xsi:nil", CDATA, "true");
        }
        value.properties().forEach(property -> {
            if (property.getKey().startsWith(XmlElement.ATTRIBUTE)) {
                String name = property.getKey().substring(XmlElement.ATTRIBUTE.length());
                String namespace = element.attributes().getOrDefault(name, "");
                String prefix = form.prefixes().get(namespace);
                attributes.addAttribute(
                        namespace,
                        name,
                        prefix == null ? name : prefix + ":" + name,
                        CDATA,
                        sound(written(property.getValue()), inside(path, property.getKey())));
            }
        });
        return attributes;
    }

    private void children(XmlElement element, JsonNode value, String path) throws SAXException {
        for (Map.Entry<String, JsonNode> property : value.properties()) {
            String name = property.getKey();
            XmlElement child = element.children().get(name);
            JsonNode inner = property.getValue();
            if (name.equals(XmlElement.TEXT)) {
                text(inner, path);
            } else if (child != null && inner.isArray()) {
                for (int i = 0; i < inner.size(); i++) {
                    element(child, inner.get(i), inside(path, name) + "[" + i + "]");
                }
            } else if (child != null) {
                element(child, inner, inside(path, name));
            }
        }
    }

    private void text(JsonNode value, String path) throws SAXException {
        String text = sound(written(value), path);
        XmlMarkup.text(out, text);
        watch.text(path, text);
    }

    private static String written(JsonNode value) {
        if (value instanceof StringNode text) {
            return text.stringValue();
        }
        return value.isNumber() ? ScalarType.written(value.decimalValue()) : value.asString("");
    }

    private String sound(String text, String path) {
        boolean sound = text.codePoints()
                .allMatch(sign -> sign == '\t'
                        || sign == '\n'
                        || sign == '\r'
                        || sign >= 0x20 && sign <= 0xD7FF
                        || sign >= 0xE000 && sign <= 0xFFFD
                        || sign >= 0x10000);
        if (!sound) {
            run.problem("mapping.broken-text", run.mapping(), path, Map.of());
        }
        return sound ? text : "";
    }

    private static String inside(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
