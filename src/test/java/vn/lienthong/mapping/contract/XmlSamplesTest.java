package vn.lienthong.mapping.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;

/** The XML messages of the LGSP, whole and broken, against the schemas shipped for them. */
class XmlSamplesTest {

    private static final Path SAMPLES = Path.of("src/test/resources/lgsp/samples");

    @ParameterizedTest
    @CsvSource({
        "soap-sync-document-request.xml, MSyncDocument, dossier.xsd",
        "soap-update-traces-request.xml, MDocumentTraces, dossier.xsd",
        "soap-update-statistic-request.xml, MStatistic, dossier.xsd",
        "soap-update-vote-request.xml, MVotes, dossier.xsd",
        "soap-result-response.xml, MResult, dossier.xsd",
        "oep-update-status-request.xml, h:updateStatus, exchange-2013.xsd"
    })
    void a_sample_holds_its_schema_and_no_bad_one_does(String sample, String element, String schemaFile)
            throws Exception {
        Schema schema = schema(schemaFile);
        Document document = document(sample);
        Element message = element(document, element);
        assertThat(breaches(schema, message)).isEmpty();

        for (Element field : leaves(message)) {
            String text = field.getTextContent();
            if (text.matches("\\d+|true|false") && !isText(schemaFile, field.getTagName())) {
                field.setTextContent("x");
                assertThat(breaches(schema, message))
                        .as("%s of a wrong type", field.getTagName())
                        .anyMatch(breach -> breach.contains("'" + field.getTagName() + "'"));
                field.setTextContent(text);
            }
        }
        assertThat(breaches(schema, message)).isEmpty();
    }

    @Test
    void a_dossier_without_a_mandatory_element_or_out_of_order_is_refused() throws Exception {
        Schema schema = schema("dossier.xsd");
        for (String name : List.of("DocCode", "ApplicantsId", "IsReturned", "ReturnedType", "OrganInchargeName")) {
            Element message = element(document("soap-sync-document-request.xml"), "MSyncDocument");
            Node field = message.getElementsByTagName(name).item(0);
            message.removeChild(field);
            assertThat(breaches(schema, message)).as(name).anyMatch(breach -> breach.contains(name));

            message.insertBefore(field, message.getFirstChild());
            assertThat(breaches(schema, message)).as(name).anyMatch(breach -> breach.contains(name));
        }
    }

    @Test
    void a_fault_is_no_answer() throws Exception {
        assertThat(document("soap-fault-response.xml")
                        .getElementsByTagName("MResult")
                        .getLength())
                .isZero();
    }

    @TestFactory
    Stream<DynamicTest> every_element_of_a_schema_is_a_contract_with_every_value_classified() throws Exception {
        Faults faults = new Faults();
        DefinitionFiles files = new DefinitionFiles(ContractFiles.FOLDER, faults);
        return Stream.of("lgsp/dossier.xsd", "lgsp/exchange-2013.xsd")
                .flatMap(name -> elements(files, name).stream()
                        .map(element -> DynamicTest.dynamicTest(name + "#" + element, () -> {
                            Contract contract = Contract.compile(files, name, element, faults);
                            assertThat(faults.list()).isEmpty();
                            Type type = Objects.requireNonNull(contract).type();
                            assertThat(unclassified(element, type)).isEmpty();
                        })));
    }

    private static List<String> unclassified(String path, Type type) {
        List<String> found = new ArrayList<>();
        switch (type) {
            case Type.Structure object ->
                object.properties().values().forEach(property -> {
                    String inner = path + "." + property.name();
                    boolean single = property.type() instanceof ScalarType;
                    if (single && property.classification() == Personal.UNCLASSIFIED) {
                        found.add(inner);
                    }
                    found.addAll(unclassified(inner, property.type()));
                });
            case Type.Sequence list -> found.addAll(unclassified(path + "[]", list.items()));
            case ScalarType value -> {}
        }
        return found;
    }

    private static List<String> elements(DefinitionFiles files, String name) {
        try {
            return XsdNode.read(name, Objects.requireNonNull(files.text(name, new Faults())), null).children().stream()
                    .filter(child -> child.name().equals("element"))
                    .map(child -> String.valueOf(child.attribute("name")))
                    .toList();
        } catch (javax.xml.stream.XMLStreamException broken) {
            throw new AssertionError(broken);
        }
    }

    /** Elements that the schema declares as text although they look like numbers or truth values. */
    private static boolean isText(String schema, String name) {
        List<String> texts = schema.equals("dossier.xsd")
                ? List.of("ApplicantsId", "Phone", "IsReturned", "HasSupplementary", "DocumentId", "Message")
                : List.of("userName");
        return texts.contains(name);
    }

    private static List<Element> leaves(Element element) {
        NodeList all = element.getElementsByTagName("*");
        List<Element> leaves = new ArrayList<>();
        for (int i = 0; i < all.getLength(); i++) {
            Element each = (Element) all.item(i);
            if (each.getElementsByTagName("*").getLength() == 0) {
                leaves.add(each);
            }
        }
        return leaves;
    }

    private static Element element(Document document, String name) {
        return (Element) document.getElementsByTagName(name).item(0);
    }

    private static Document document(String sample) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setIgnoringElementContentWhitespace(true);
        return factory.newDocumentBuilder().parse(SAMPLES.resolve(sample).toFile());
    }

    private static Schema schema(String name) throws SAXException {
        File file = ContractFiles.FOLDER.resolve("lgsp").resolve(name).toFile();
        return SchemaFactory.newDefaultInstance().newSchema(file);
    }

    private static List<String> breaches(Schema schema, Node message) throws Exception {
        List<String> breaches = new ArrayList<>();
        Validator validator = schema.newValidator();
        validator.setErrorHandler(new DefaultHandler() {
            @Override
            public void error(SAXParseException breach) {
                breaches.add(String.valueOf(breach.getMessage()));
            }
        });
        validator.validate(new DOMSource(message));
        return breaches;
    }
}
