package vn.lienthong.mapping.rule;

import java.util.ArrayList;
import java.util.List;
import javax.xml.validation.ValidatorHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.AttributesImpl;
import org.xml.sax.helpers.DefaultHandler;
import tools.jackson.databind.node.MissingNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.contract.ScalarType;
import vn.lienthong.mapping.contract.XmlElement;
import vn.lienthong.mapping.contract.XmlForm;
import vn.lienthong.mapping.file.Faults;

/**
 * Shows a schema, when a mapping is loaded, what the mapping itself says: constants, defaults, and what crosswalks yield. What it
 * refuses would be refused in every such record, and is a fault of the file.
 */
final class SchemaTrial {

    /** Constraints on a document's parts as a whole; such a document of one value breaks many of them. */
    private static final String OF_PARTS = "cvc-(complex-type|elt|id|identity)\\b.*";

    private final XmlForm form;
    private final Faults faults;

    private SchemaTrial(XmlForm form, Faults faults) {
        this.form = form;
        this.faults = faults;
    }

    /** @param rules of the whole record */
    static void run(XmlForm form, List<Rule> rules, Faults faults) {
        new SchemaTrial(form, faults).all(rules, List.of(form.root()));
    }

    private void all(List<Rule> rules, List<XmlElement> within) {
        for (Rule rule : rules) {
            switch (rule) {
                case Rule.Constant constant -> refuse(constant, constant.value(), within);
                case Rule.Scalar scalar -> declared(scalar, within);
                case Rule.Structure structure -> inside(rule, structure.rules(), within);
                case Rule.Each each -> inside(rule, each.rules(), within);
                case Rule.Absent absent -> {}
            }
        }
    }

    private void inside(Rule rule, ObjectRules rules, List<XmlElement> within) {
        all(rules.all(), deeper(within, rule.name()));
    }

    private static List<XmlElement> deeper(List<XmlElement> within, String name) {
        List<XmlElement> path = new ArrayList<>(within);
        XmlElement child = within.getLast().children().get(name);
        if (child != null) {
            path.add(child);
        }
        return path;
    }

    private void declared(Rule.Scalar rule, List<XmlElement> within) {
        Extraction extraction = rule.extraction();
        if (extraction.fallback() != null && !extraction.dayDecides()) {
            MissingNode nothing = MissingNode.getInstance();
            Run run = new Run(nothing, extraction.spot(), Trail.NONE);
            Object value = extraction.through(null, Scope.of(nothing), run, rule.name());
            if (value != null && value != Extraction.FAILED) {
                refuse(rule, value, within);
            }
        }
        if (extraction.crosswalk() != null && extraction.conversions().isEmpty()) {
            for (String becomes : extraction.crosswalk().crosswalk().results()) {
                if (refused(rule, becomes, within) != null) {
                    faults.add(Problem.of("mapping.crosswalk-breaks-contract")
                            .at(rule.spot().place())
                            .with("value", becomes)
                            .with("name", extraction.crosswalk().crosswalk().name()));
                }
            }
        }
    }

    private void refuse(Rule.OfTarget rule, Object value, List<XmlElement> within) {
        String constraint = refused(rule, value, within);
        if (constraint != null) {
            faults.add(Problem.of("mapping.schema-refuses")
                    .at(rule.spot().place())
                    .in(rule.name().isEmpty() ? within.getLast().name() : rule.name())
                    .with("constraint", constraint));
        }
    }

    /** Null if the schema takes the value, or the contract's own check has refused it already. */
    private @Nullable String refused(Rule.OfTarget rule, Object value, List<XmlElement> within) {
        boolean told =
                rule.target().property().type() instanceof ScalarType type && type.check(Values.bare(value)) != null;
        return told ? null : refused(rule.name(), ScalarType.written(Values.bare(value)), within);
    }

    /** The constraint that a document breaks which holds this value alone. */
    private @Nullable String refused(String name, String text, List<XmlElement> within) {
        List<BrokenConstraint> broken = new ArrayList<>();
        ValidatorHandler schema = form.schema().newValidatorHandler();
        schema.setErrorHandler(new DefaultHandler() {
            @Override
            public void error(SAXParseException refused) {
                broken.add(BrokenConstraint.of(refused));
            }
        });
        try {
            show(schema, name, text, within);
        } catch (SAXException unforeseen) {
            throw new IllegalStateException("the schema stopped without saying why", unforeseen);
        }
        return broken.stream()
                .filter(each -> !each.name().matches(OF_PARTS))
                .map(BrokenConstraint::words)
                .findFirst()
                .orElse(null);
    }

    private static void show(ValidatorHandler schema, String name, String text, List<XmlElement> within)
            throws SAXException {
        boolean attribute = name.startsWith(XmlElement.ATTRIBUTE);
        List<XmlElement> path = deeper(within, name);
        schema.startDocument();
        for (XmlElement each : path) {
            AttributesImpl attributes = new AttributesImpl();
            if (attribute && each == path.getLast()) {
                String local = name.substring(XmlElement.ATTRIBUTE.length());
                String namespace = each.attributes().getOrDefault(local, "");
                attributes.addAttribute(namespace, local, local, "CDATA", text);
            }
            schema.startElement(each.namespace(), each.name(), each.name(), attributes);
        }
        if (!attribute) {
            schema.characters(text.toCharArray(), 0, text.length());
        }
        for (XmlElement each : path.reversed()) {
            schema.endElement(each.namespace(), each.name(), each.name());
        }
        schema.endDocument();
    }
}
