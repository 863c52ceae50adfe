package vn.lienthong.mapping.rule;

import java.util.Map;
import javax.xml.validation.Schema;
import javax.xml.validation.ValidatorHandler;
import org.xml.sax.Attributes;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import vn.lienthong.mapping.contract.XmlElement;
import vn.lienthong.mapping.file.Spot;

/** Shows a schema each part of a document while it is written, so that what it refuses is known by its field. */
final class SchemaWatch implements ErrorHandler {

    private final ValidatorHandler schema;
    private final ObjectRules rules;
    private final Run run;
    private String path = "";

    /** @param rules that made the document: what is refused is told where its rule stands */
    SchemaWatch(Schema schema, ObjectRules rules, Run run) {
        this.schema = schema.newValidatorHandler();
        this.schema.setErrorHandler(this);
        this.rules = rules;
        this.run = run;
    }

    /** @param prefixes by namespace */
    void begin(Map<String, String> prefixes) throws SAXException {
        schema.startDocument();
        for (Map.Entry<String, String> each : prefixes.entrySet()) {
            schema.startPrefixMapping(each.getValue(), each.getKey());
        }
    }

    void end() throws SAXException {
        schema.endDocument();
    }

    void start(String at, XmlElement element, Attributes attributes) throws SAXException {
        path = at.isEmpty() ? element.name() : at;
        schema.startElement(element.namespace(), element.name(), element.name(), attributes);
    }

    void text(String at, String text) throws SAXException {
        path = at;
        schema.characters(text.toCharArray(), 0, text.length());
    }

    void finish(String at, XmlElement element) throws SAXException {
        path = at.isEmpty() ? element.name() : at;
        schema.endElement(element.namespace(), element.name(), element.name());
    }

    /** One constraint can be told twice, once as the value's and once as the element's; the field needs it once. */
    @Override
    public void error(SAXParseException refused) {
        boolean told = run.problems().stream()
                .anyMatch(problem -> problem.code().equals("mapping.schema-refuses") && path.equals(problem.field()));
        if (!told) {
            Spot rule = rules.spot(path);
            run.problem(
                    "mapping.schema-refuses",
                    rule == null ? run.mapping() : rule,
                    path,
                    Map.of("constraint", BrokenConstraint.of(refused).words()));
        }
    }

    @Override
    public void fatalError(SAXParseException refused) {
        error(refused);
    }

    @Override
    public void warning(SAXParseException harmless) {
        // A schema warns of itself, not of the document; it was checked when it was compiled.
    }
}
