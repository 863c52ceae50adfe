package vn.lienthong.mapping.rule;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.xml.sax.SAXException;
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
        Map<String, String> attributes = attributes(value, path);
        out.append('<').append(tag);
        if (element == form.root()) {
            form.prefixes().forEach((namespace, each) -> XmlMarkup.attribute(out, "xmlns:" + each, namespace));
        }
        attributes.forEach((name, text) -> XmlMarkup.attribute(out, name, text));
        out.append('>');
        watch.start(path, element, attributes);
        if (value.isObject()) {
            children(element, value, path);
        } else {
            text(value, path);
        }
        watch.finish(path, element);
        out.append("</").append(tag).append('>');
    }

    private Map<String, String> attributes(JsonNode value, String path) {
        Map<String, String> attributes = new LinkedHashMap<>();
        value.properties().forEach(property -> {
            String name = property.getKey();
            if (name.startsWith(XmlElement.ATTRIBUTE)) {
                attributes.put(
                        name.substring(XmlElement.ATTRIBUTE.length()),
                        sound(written(property.getValue()), inside(path, name)));
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
