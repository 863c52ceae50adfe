package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.cases.CaseRunner;

/** A mapping whose target is an XSD writes XML that the schema allows, or says which field it does not. */
class XmlTargetTest {

    private static final String HEAD = "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\""
            + " xmlns:lt=\"urn:vn.lienthong:contract\" xmlns:t=\"urn:t\" targetNamespace=\"urn:t\"%s>";
    private static final String DOSSIER = HEAD + """
              <xs:element name="Dossier">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="No" type="t:no" lt:personal="no"/>
                    <xs:element name="Name" type="xs:string" lt:personal="name"/>
                    <xs:element name="Received" type="xs:dateTime" minOccurs="0" lt:personal="no"/>
                    <xs:element name="Day" type="xs:date" minOccurs="0" lt:personal="no"/>
                    <xs:element name="Fee" type="t:fee" minOccurs="0" maxOccurs="2"/>
                    <xs:element name="Sum" type="xs:hexBinary" minOccurs="0" lt:personal="no"/>
                    <xs:element name="Done" type="xs:boolean" minOccurs="0" lt:personal="no"/>
                    <xs:element name="Sender" minOccurs="0">
                      <xs:complexType>
                        <xs:sequence><xs:element name="Unit" type="xs:string" lt:personal="no"/></xs:sequence>
                      </xs:complexType>
                    </xs:element>
                    <xs:element name="Mark" minOccurs="0">
                      <xs:complexType>
                        <xs:simpleContent>
                          <xs:extension base="xs:string"><xs:attribute name="kind" type="xs:string"/></xs:extension>
                        </xs:simpleContent>
                      </xs:complexType>
                    </xs:element>
                  </xs:sequence>
                  <xs:attribute name="version" type="xs:int" use="required" lt:personal="no"/>
                </xs:complexType>
              </xs:element>
              <xs:simpleType name="no">
                <xs:restriction base="xs:string"><xs:maxLength value="5"/><xs:pattern value="[A-Z]\\d*"/></xs:restriction>
              </xs:simpleType>
              <xs:complexType name="fee">
                <xs:sequence>
                  <xs:element name="Price" type="xs:double" lt:personal="no"/>
                  <xs:element name="Kind" type="t:kind" lt:personal="no"/>
                </xs:sequence>
              </xs:complexType>
              <xs:simpleType name="kind">
                <xs:restriction base="xs:int"><xs:enumeration value="1"/><xs:enumeration value="4"/></xs:restriction>
              </xs:simpleType>
            </xs:schema>
            """;

    private static final String FIELDS = """
            "@version": { value: 3 }
            Name: { from: name }
            No: { from: no, required: true }
            Received: { from: at }
            Day: { from: day }
            Fee: { each: fees, fields: { Price: { from: price }, Kind: { from: kind } } }
            Sum: { from: sum }
            Done: { from: done }
            Sender: { when: { field: unit, present: true }, fields: { Unit: { from: unit } } }
            Mark: { when: { field: mark, present: true }, fields: { "@kind": { from: kind }, "#text": { from: mark } } }
            """;

    @TempDir
    Path folder;

    private Definitions given;

    @BeforeEach
    void set_up() {
        given = new Definitions(folder.resolve("mappings"));
        unqualified("");
    }

    private void unqualified(String more) {
        given.file("dossier.xsd", DOSSIER.formatted(more));
        given.file("mapping.yaml", """
                mapping: t
                source: { format: json }
                target: dossier.xsd
                fields:
                """ + FIELDS.indent(2));
    }

    @Test
    void writes_the_elements_in_the_order_of_the_schema() {
        assertThat(xml("""
                {"fees":[{"kind":4,"price":6.5E5},{"kind":"1","price":0.50}],"name":"An & <Sao>","no":"H1","done":true,
                 "at":"2025-09-09T08:30:00+07:00","day":"2025-09-09","unit":"Cục Điện ảnh","mark":"x\\"y","kind":"a\\"b"}"""))
                .isEqualTo(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><n:Dossier xmlns:n=\"urn:t\" version=\"3\"><No>H1</No>"
                                + "<Name>An &amp; &lt;Sao&gt;</Name><Received>2025-09-09T08:30:00+07:00</Received><Day>2025-09-09</Day>"
                                + "<Fee><Price>650000</Price><Kind>4</Kind></Fee><Fee><Price>0.50</Price><Kind>1</Kind></Fee>"
                                + "<Done>true</Done><Sender><Unit>Cục Điện ảnh</Unit></Sender>"
                                + "<Mark kind=\"a&quot;b\">x\"y</Mark></n:Dossier>");
    }

    @Test
    void writes_a_mandatory_text_empty_and_leaves_out_what_may_be_left_out() {
        assertThat(xml("{\"no\":\"H1\"}"))
                .endsWith("<n:Dossier xmlns:n=\"urn:t\" version=\"3\"><No>H1</No><Name></Name></n:Dossier>");
    }

    @Test
    void qualifies_the_elements_within_where_the_schema_does() {
        unqualified(" elementFormDefault=\"qualified\"");

        assertThat(xml("{\"no\":\"H1\"}")).endsWith("<n:No>H1</n:No><n:Name></n:Name></n:Dossier>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | mapping.required-missing No",
                "{'no':'H12345'} | mapping.too-long No",
                "{'no':'h1'} | mapping.schema-refuses No",
                "{'no':'H1','at':'2025-09-09 08:30'} | mapping.pattern-mismatch Received",
                "{'no':'H1','at':'2025-13-09T08:30:00'} | mapping.schema-refuses Received",
                "{'no':'H1','day':'09/09/2025'} | mapping.pattern-mismatch Day",
                "{'no':'H1','day':'2025-02-30'} | mapping.schema-refuses Day",
                "{'no':'H1','sum':'0g'} | mapping.pattern-mismatch Sum",
                "{'no':'H1','sum':'abc'} | mapping.schema-refuses Sum",
                "{'no':'H1','done':'True'} | mapping.pattern-mismatch Done",
                "{'no':'H1','fees':[{'price':'1,5','kind':1}]} | mapping.pattern-mismatch Fee[0].Price",
                "{'no':'H1','fees':[{'price':1E999999999,'kind':1}]} | mapping.pattern-mismatch Fee[0].Price",
                "{'no':'H1','fees':[{'price':1,'kind':1},{'price':1,'kind':7}]} | mapping.value-not-allowed Fee[1].Kind",
                "{'no':'H1','fees':[{'kind':1}]} | mapping.required-missing Fee[0].Price",
                "{'no':'H1','fees':[{'price':1,'kind':1},{'price':1,'kind':1},{'price':1,'kind':1}]} | mapping.too-many-elements Fee"
            })
    void says_which_field_the_schema_does_not_allow(String record, String problem) {
        assertThat(given.problems(record.replace('\'', '"'))).containsExactly(problem);
    }

    @Test
    void a_long_value_is_held_as_any_other() {
        assertThat(xml("{\"no\":\"H1\",\"sum\":\"" + "ab".repeat(1 << 18) + "\"}"))
                .hasSizeGreaterThan(1 << 19);
    }

    @Test
    void a_problem_does_not_quote_the_value() {
        assertThat(given.map("{\"no\":\"h1\",\"at\":\"2025-13-09T08:30:00\"}").toString())
                .contains("cvc-pattern-valid: pattern '[A-Z]\\d*'", "cvc-datatype-valid.1.2.1: dateTime")
                .doesNotContain("h1", "2025-13");
    }

    /** Each ends as the validator's own words begin. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "h' is not facet-valid with respect to pattern 'secret",
                "h' is not a valid value for 'secret",
                "' with respect to secret '"
            })
    void a_value_that_looks_like_the_validators_words_is_not_quoted_either(String value) {
        given.file("dossier.xsd", DOSSIER.formatted("").replace("<xs:maxLength value=\"5\"/>", ""));
        assertThat(given.map("{\"no\":\"" + value + "\"}").toString())
                .contains("cvc-pattern-valid: pattern '[A-Z]\\d*'")
                .doesNotContain("secret");
    }

    @Test
    void a_case_compares_the_elements_by_their_names() {
        given.file("tests/maps-all.yaml", """
                given: { name: An, no: H1, mark: "x", kind: "k", unit: Cục, at: "2025-09-09T08:30:00Z", day: "2025-09-09",
                         sum: ab, done: true, fees: [{ price: 1, kind: 1 }, { price: 2, kind: 4 }] }
                expect:
                  record: dossier.xml
                  fields: { No: H1, "Fee[1].Price": "2" }
                """).file("tests/dossier.xml", """
                <Dossier version="3"><No>H1</No><Name>An</Name><Received>2025-09-09T08:30:00Z</Received><Day>2025-09-09</Day>
                <Fee><Price>1</Price><Kind>1</Kind></Fee><Fee><Price>2</Price><Kind>4</Kind></Fee><Sum>ab</Sum><Done>true</Done>
                <Sender><Unit>Cục</Unit></Sender><Mark kind="k">x</Mark></Dossier>
                """);

        assertThat(results()).allMatch(CaseRunner.Result::passed);
        given.file("tests/dossier.xml", "<Dossier version=\"3\"><No>H2</No></Dossier>");
        assertThat(results()).anyMatch(result -> result.failures().toString().contains("H2"));
    }

    private List<CaseRunner.Result> results() {
        return new MappingTests(Locale.ENGLISH).run(given.folder());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<xs:import namespace='urn:x' schemaLocation='http://127.0.0.1:1/x.xsd'/> | mapping.no-such-file",
                "<xs:include schemaLocation='file:///etc/passwd'/> | mapping.no-such-file",
                "<xs:include schemaLocation='../../../../../../etc/passwd'/> | mapping.no-such-file",
                "<xs:import namespace='urn:x'/> | mapping.xsd-not-read",
                "<xs:redefine schemaLocation='mapping.yaml'/> | mapping.xsd-not-read",
                "<xs:include schemaLocation='mapping.yaml'/> | mapping.not-xsd",
                "<xs:element name='D'><xs:complexType><xs:sequence><xs:any/></xs:sequence></xs:complexType></xs:element> | mapping.xsd-not-read",
                "<xs:element name='D'><xs:complexType><xs:sequence maxOccurs='2'><xs:element name='A' type='xs:int'/><xs:element name='B' type='xs:int'/></xs:sequence></xs:complexType></xs:element> | mapping.xsd-not-read",
                "<xs:element name='D'><xs:complexType><xs:choice maxOccurs='unbounded'><xs:element name='No' type='xs:int'/><xs:sequence><xs:element name='A' type='xs:int'/><xs:element name='B' type='xs:int'/></xs:sequence></xs:choice></xs:complexType></xs:element> | mapping.xsd-not-read",
                "<xs:element name='D'><xs:complexType><xs:group ref='t:g' maxOccurs='2'/></xs:complexType></xs:element><xs:group name='g'><xs:sequence><xs:element name='A' type='xs:int'/><xs:element name='B' type='xs:int'/></xs:sequence></xs:group> | mapping.xsd-not-read",
                "<xs:element name='D'><xs:complexType><xs:group ref='t:g'/></xs:complexType></xs:element><xs:group name='g'><xs:sequence><xs:element name='E' minOccurs='0'><xs:complexType><xs:group ref='t:g'/></xs:complexType></xs:element></xs:sequence></xs:group> | mapping.contract-within-itself",
                "<xs:element name='D'><xs:complexType><xs:sequence><xs:element name='No' type='t:u'/></xs:sequence></xs:complexType></xs:element><xs:simpleType name='u'><xs:union memberTypes='xs:int xs:QName'/></xs:simpleType> | mapping.xsd-not-read",
                "<xs:element name='D'><xs:complexType><xs:sequence><xs:element name='No' type='t:u'/></xs:sequence></xs:complexType></xs:element><xs:simpleType name='u'><xs:list itemType='xs:QName'/></xs:simpleType> | mapping.xsd-not-read",
                "<xs:element name='D'><xs:complexType><xs:attribute name='v' type='xs:int'/><xs:attribute ref='t:v'/></xs:complexType></xs:element><xs:attribute name='v' type='xs:int'/> | mapping.xsd-not-read",
                "<xs:element name='D'><xs:complexType><xs:attributeGroup ref='t:g'/></xs:complexType></xs:element><xs:attributeGroup name='g'><xs:attributeGroup ref='t:g'/></xs:attributeGroup> | mapping.not-xsd",
                "<xs:element name='D'><xs:complexType><xs:sequence><xs:element name='No' type='xs:int'/><xs:element name='Name' type='xs:int'/><xs:element name='No' type='xs:int'/></xs:sequence></xs:complexType></xs:element> | mapping.xsd-not-read",
                "<xs:element name='D'><xs:complexType><xs:attribute name='v' type='xs:int' lt:personnal='no'/></xs:complexType></xs:element> | mapping.unknown-key",
                "<xs:element name='D'><xs:complexType><xs:attribute name='v' type='xs:int' lt:code-table='npsp/none'/></xs:complexType></xs:element> | mapping.unknown-code-table",
                "<xs:element name='Dossier'/> | mapping.xsd-not-read",
                "<xs:element name='A' type='xs:int'/><xs:element name='B' type='xs:int'/> | mapping.no-such-element",
                "<xs:element name='D' type='t:d'/><xs:complexType name='d'><xs:sequence><xs:element name='E' type='t:d' minOccurs='0'/></xs:sequence></xs:complexType> | mapping.contract-within-itself",
                "<xs:element name='D' type='t:nowhere'/> | mapping.not-xsd",
                "<xs:element name='D' type='xs:int'/> | mapping.wrong-kind",
                "<xs:element | mapping.not-xsd"
            })
    void a_schema_that_cannot_be_held_is_a_fault(String body, String code) {
        given.file("dossier.xsd", HEAD.formatted("") + body.replace('\'', '"') + "</xs:schema>");

        assertThat(given.load().faults()).extracting(Problem::code).contains(code);
    }

    @Test
    void an_entity_in_a_schema_is_not_expanded() {
        given.file("dossier.xsd", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>");

        assertThat(given.load().faults()).extracting(Problem::code).contains("mapping.not-xsd");
    }

    /** A contract of one element with this content, and a mapping of these fields to it. */
    private void contract(String content, String types, String fields) {
        given.file(
                        "dossier.xsd",
                        (HEAD.formatted("") + "<xs:element name='D'><xs:complexType>" + content
                                        + "</xs:complexType></xs:element>" + types + "</xs:schema>")
                                .replace('\'', '"'))
                .file("mapping.yaml", """
                        mapping: t
                        source: { format: json }
                        target: dossier.xsd#D
                        fields:
                        """ + fields.indent(2));
    }

    private List<String> faults() {
        return given.load().faults().stream()
                .map(fault -> fault.code() + " " + fault.field() + " " + fault.place())
                .toList();
    }

    @Test
    void of_a_choice_each_part_may_be_left_out_and_the_schema_has_the_last_word() {
        contract(
                "<xs:sequence><xs:element name='A' type='xs:string'/><xs:choice><xs:element name='B' type='xs:int'/>"
                        + "<xs:element name='C' type='xs:date'/></xs:choice><xs:sequence minOccurs='0'>"
                        + "<xs:element name='E' type='xs:int'/></xs:sequence></xs:sequence>",
                "",
                "A: { from: a }\nB: { from: b }\nC: { from: c }");
        assertThat(xml("{\"a\":\"x\",\"c\":\"2024-01-01\"}")).endsWith("<A>x</A><C>2024-01-01</C></n:D>");
        assertThat(given.problems("{\"a\":\"x\"}")).containsExactly("mapping.schema-refuses D");
        assertThat(given.problems("{\"a\":\"x\",\"b\":1,\"c\":\"2024-01-01\"}")).hasSize(1);
    }

    @Test
    void a_type_that_extends_another_has_the_elements_of_both() {
        contract(
                "<xs:complexContent><xs:extension base='t:base'><xs:sequence><xs:element name='B' type='xs:string'/></xs:sequence>"
                        + "<xs:attribute name='w' type='xs:string'/></xs:extension></xs:complexContent>",
                "<xs:complexType name='base'><xs:sequence><xs:element name='A' type='xs:string'/></xs:sequence>"
                        + "<xs:attribute name='v' type='xs:int' use='required'/></xs:complexType>",
                "'@v': { value: '1' }\n'@w': { from: w }\nB: { from: b }\nA: { from: a }");
        assertThat(xml("{\"a\":\"x\",\"b\":\"y\",\"w\":\"z\"}"))
                .endsWith("<n:D xmlns:n=\"urn:t\" v=\"1\" w=\"z\"><A>x</A><B>y</B></n:D>");
    }

    @Test
    void a_type_of_ones_own_is_not_taken_for_the_built_in_one_of_that_name() {
        contract(
                "<xs:sequence><xs:element name='A' type='t:date'/><xs:element name='B' type='xs:date'/></xs:sequence>",
                "<xs:simpleType name='date'><xs:restriction base='xs:string'><xs:length value='8'/></xs:restriction></xs:simpleType>",
                "A: { from: a }\nB: { from: b }");
        assertThat(xml("{\"a\":\"20240101\",\"b\":\"2024-01-01\"}")).endsWith("<A>20240101</A><B>2024-01-01</B></n:D>");
        assertThat(given.problems("{\"a\":\"2024-01-01\",\"b\":\"2024-01-01\"}"))
                .containsExactly("mapping.too-long A");
    }

    @Test
    void what_a_schema_fixes_or_forbids_is_held_against_the_mapping() {
        contract(
                "<xs:sequence><xs:element name='A' type='xs:string' fixed='x'/></xs:sequence>"
                        + "<xs:attribute name='v' type='xs:string' fixed='2.0' use='required'/>"
                        + "<xs:attribute name='w' type='xs:string' use='prohibited'/>",
                "",
                "A: { value: y }\n'@v': { value: '1' }\n'@w': { value: '1' }");
        assertThat(faults())
                .containsExactlyInAnyOrder(
                        "mapping.value-not-allowed A mappings/mapping.yaml:5:3",
                        "mapping.value-not-allowed @v mappings/mapping.yaml:6:3",
                        "mapping.unknown-target-field @w mappings/mapping.yaml:7:3");
    }

    @Test
    void a_mandatory_text_whose_pattern_wants_something_is_not_written_empty() {
        String pattern = "<xs:sequence><xs:element name='A'><xs:simpleType><xs:restriction base='xs:string'>"
                + "<xs:pattern value='[A-Z]{3}'/><xs:pattern value='\\d+'/></xs:restriction></xs:simpleType></xs:element>"
                + "<xs:element name='B' type='xs:NCName'/><xs:element name='C' type='xs:gYear' minOccurs='0'/></xs:sequence>";
        contract(pattern, "", "A: { from: a }\nB: { from: b }\nC: { from: c }");
        assertThat(given.problems("{}")).containsExactly("mapping.required-missing A", "mapping.required-missing B");
        assertThat(xml("{\"a\":\"12\",\"b\":\"x\",\"c\":2024}")).endsWith("<A>12</A><B>x</B><C>2024</C></n:D>");
        contract(pattern, "", "A: { from: a }");
        assertThat(faults()).containsExactly("mapping.mandatory-without-rule B mappings/mapping.yaml:5:3");
    }

    @Test
    void what_the_schema_refuses_is_told_at_the_line_of_its_rule() {
        var wrong = (MappingResult.Unmapped) given.map("{\"no\":\"h1\",\"sum\":\"abc\"}");
        assertThat(wrong.problems())
                .extracting(problem -> problem.field() + " " + problem.place())
                .containsExactly("No mappings/mapping.yaml:7", "Sum mappings/mapping.yaml:11");
    }

    private String xml(String record) {
        return given.json(record);
    }
}
