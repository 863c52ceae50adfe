package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.xml.validation.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.contract.XsdFiles;

/**
 * What ministries' schemas are made of besides sequences of elements. Whatever a mapping writes is valid by the JDK's own
 * validator, and what it refuses would not be.
 */
class XsdConstructsTest {

    private static final String A = "<xs:element name='A' type='xs:string'/>";
    private static final String B = "<xs:element name='B' type='xs:int'/>";

    @TempDir
    private Path folder;

    private Definitions given;

    @BeforeEach
    void definitions() {
        given = new Definitions(folder.resolve("mappings"));
    }

    /** A schema whose element D has this content, and a mapping of these fields to it. */
    private void contract(String content, String declared, String fields) {
        given.file("dossier.xsd", ("""
                        <xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:lt='urn:vn.lienthong:contract'
                            xmlns:t='urn:t' targetNamespace='urn:t'>
                          <xs:import namespace='http://www.w3.org/XML/1998/namespace' schemaLocation='xml.xsd'/>
                          <xs:element name='D'><xs:complexType>%s</xs:complexType></xs:element>
                          %s
                        </xs:schema>
                        """.formatted(content, declared)).replace('\'', '"'))
                .file("xml.xsd", """
                        <xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'
                            targetNamespace='http://www.w3.org/XML/1998/namespace'>
                          <xs:attribute name='lang' type='xs:language'/>
                        </xs:schema>
                        """.replace('\'', '"'))
                .file("mapping.yaml", """
                        mapping: t
                        source: { format: json }
                        target: dossier.xsd#D
                        fields:
                        """ + fields.indent(2));
    }

    private Schema schema() {
        return XsdFiles.read(folder.resolve("mappings/dossier.xsd"));
    }

    /** What is written, without what stands before the content of D. */
    private String written(String record) {
        String xml = given.json(record.replace('\'', '"'));
        assertThat(XsdFiles.breaches(schema(), xml.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        return xml.replaceAll("^.*<n:D xmlns:n=\"urn:t\"", "");
    }

    private List<String> problems(String record) {
        return given.problems(record.replace('\'', '"'));
    }

    private List<String> faults() {
        return given.load().faults().stream()
                .map(fault -> fault.code() + " " + fault.field() + " " + fault.place())
                .toList();
    }

    // Groups

    @Test
    void a_named_group_stands_for_what_is_in_it() {
        contract(
                "<xs:sequence><xs:group ref='t:g'/><xs:group ref='t:h' minOccurs='0'/></xs:sequence>",
                "<xs:group name='g'><xs:sequence><xs:element name='A' type='xs:string' lt:personal='no'/></xs:sequence></xs:group>"
                        + "<xs:group name='h'><xs:choice>" + B + "<xs:group ref='t:i'/></xs:choice></xs:group>"
                        + "<xs:group name='i'><xs:sequence><xs:element name='C' type='xs:date'/></xs:sequence></xs:group>",
                "A: { from: a, required: true }\nB: { from: b }\nC: { from: c }");

        assertThat(written("{'a':'x','b':1}")).isEqualTo("><A>x</A><B>1</B></n:D>");
        assertThat(written("{'a':'x','c':'2024-01-01'}")).isEqualTo("><A>x</A><C>2024-01-01</C></n:D>");
        assertThat(written("{'a':'x'}")).isEqualTo("><A>x</A></n:D>");
        assertThat(problems("{'a':'x','b':1,'c':'2024-01-01'}")).containsExactly("mapping.schema-refuses C");
    }

    @Test
    void a_group_may_be_used_twice_as_long_as_it_is_not_within_itself() {
        contract(
                "<xs:sequence><xs:element name='P'><xs:complexType><xs:group ref='t:g'/></xs:complexType></xs:element>"
                        + "<xs:element name='Q'><xs:complexType><xs:group ref='t:g'/></xs:complexType></xs:element></xs:sequence>",
                "<xs:group name='g'><xs:sequence>" + B + "</xs:sequence></xs:group>",
                "P: { fields: { B: { from: b } } }\nQ: { fields: { B: { from: c } } }");

        assertThat(written("{'b':1,'c':2}")).isEqualTo("><P><B>1</B></P><Q><B>2</B></Q></n:D>");
        assertThat(problems("{'b':1}")).containsExactly("mapping.required-missing Q.B");
    }

    @Test
    void what_alone_comes_again_is_a_list_and_so_is_each_of_a_choice() {
        String part = "<xs:element name='%s'><xs:complexType><xs:sequence>" + B
                + "</xs:sequence></xs:complexType></xs:element>";
        contract(
                "<xs:sequence><xs:sequence minOccurs='2' maxOccurs='3'>" + part.formatted("P") + "</xs:sequence>"
                        + "<xs:choice minOccurs='0' maxOccurs='unbounded'>" + part.formatted("Q") + part.formatted("R")
                        + "</xs:choice></xs:sequence>",
                "",
                "P: { each: p, fields: { B: { from: b } } }\nQ: { each: q, fields: { B: { from: b } } }\n"
                        + "R: { each: r, fields: { B: { from: b } } }");

        assertThat(written("{'p':[{'b':1},{'b':2}],'r':[{'b':3}],'q':[{'b':4},{'b':5}]}"))
                .isEqualTo("><P><B>1</B></P><P><B>2</B></P><Q><B>4</B></Q><Q><B>5</B></Q><R><B>3</B></R></n:D>");
        assertThat(problems("{'p':[{'b':1}]}")).containsExactly("mapping.too-few-elements P");
        assertThat(problems("{'p':[{'b':1},{'b':1},{'b':1},{'b':1}]}")).containsExactly("mapping.too-many-elements P");
    }

    @Test
    void a_list_that_a_choice_lets_be_left_out_may_be_empty() {
        contract(
                "<xs:choice><xs:element name='P' maxOccurs='unbounded'><xs:complexType><xs:sequence>" + B
                        + "</xs:sequence></xs:complexType></xs:element>" + A + "</xs:choice>",
                "",
                "P: { each: p, fields: { B: { from: b } } }\nA: { from: a }");

        assertThat(written("{'a':'x'}")).isEqualTo("><A>x</A></n:D>");
        assertThat(written("{'p':[{'b':1}]}")).isEqualTo("><P><B>1</B></P></n:D>");
    }

    @Test
    void what_never_comes_is_no_field() {
        contract(
                "<xs:sequence>" + A + "<xs:element name='B' type='xs:int' minOccurs='0' maxOccurs='0'/></xs:sequence>",
                "",
                "A: { from: a }\nB: { from: b }");

        assertThat(faults()).containsExactly("mapping.unknown-target-field B mappings/mapping.yaml:6:3");
    }

    @Test
    void room_for_what_somebody_else_may_add_is_left_empty() {
        contract(
                "<xs:sequence>" + A
                        + "<xs:any namespace='##other' minOccurs='0' maxOccurs='unbounded' processContents='lax'/>"
                        + "</xs:sequence><xs:anyAttribute namespace='##other'/>",
                "",
                "A: { from: a }");

        assertThat(written("{'a':'x'}")).isEqualTo("><A>x</A></n:D>");
    }

    // Attributes

    @Test
    void attributes_of_a_namespace_are_written_with_its_prefix() {
        contract(
                "<xs:sequence>" + A
                        + "</xs:sequence><xs:attribute name='v' form='qualified' type='xs:int' use='required'/>"
                        + "<xs:attribute ref='t:w'/><xs:attribute ref='xml:lang'/><xs:attributeGroup ref='t:g'/>",
                "<xs:attribute name='w' type='xs:date'/><xs:attributeGroup name='g'><xs:attribute name='x' type='xs:string'/>"
                        + "<xs:attributeGroup ref='t:h'/></xs:attributeGroup>"
                        + "<xs:attributeGroup name='h'><xs:attribute name='y' type='xs:string' use='required'/></xs:attributeGroup>",
                "'@v': { from: v }\n'@w': { from: w }\n'@lang': { value: vi }\n'@x': { from: x }\n'@y': { value: '1' }\nA: { from: a }");

        assertThat(written("{'a':'b','v':3,'w':'2024-01-01','x':'<'}"))
                .isEqualTo(" n:v=\"3\" n:w=\"2024-01-01\" xml:lang=\"vi\" x=\"&lt;\" y=\"1\"><A>b</A></n:D>");
        assertThat(problems("{'a':'b'}")).containsExactly("mapping.required-missing @v");
        assertThat(problems("{'a':'b','v':3,'w':'2024-13-01'}")).containsExactly("mapping.schema-refuses D");
    }

    @Test
    void an_attribute_that_is_referred_to_is_held_as_it_is_declared() {
        contract(
                "<xs:sequence>" + A + "</xs:sequence><xs:attribute ref='t:w' use='required' fixed='1'/>",
                "<xs:attribute name='w' type='xs:string'/>",
                "'@w': { value: '2' }\nA: { from: a }");

        assertThat(faults()).containsExactly("mapping.value-not-allowed @w mappings/mapping.yaml:5:3");
    }

    @Test
    void a_text_with_attributes_that_extends_another_has_those_of_both() {
        contract(
                "<xs:simpleContent><xs:extension base='t:code'><xs:attribute name='w' type='xs:string'/></xs:extension></xs:simpleContent>",
                "<xs:complexType name='code'><xs:simpleContent><xs:extension base='xs:int'>"
                        + "<xs:attribute name='v' type='xs:string'/></xs:extension></xs:simpleContent></xs:complexType>",
                "'#text': { from: a }\n'@v': { from: v }\n'@w': { from: w }");

        assertThat(written("{'a':1,'v':'x','w':'y'}")).isEqualTo(" v=\"x\" w=\"y\">1</n:D>");
    }

    // Nothing known

    @Test
    void a_mandatory_element_that_may_be_nil_is_so_where_nothing_is_known() {
        contract(
                "<xs:sequence><xs:element name='A' type='xs:dateTime' nillable='true'/>"
                        + "<xs:element name='N' type='xs:string' nillable='1'/>"
                        + "<xs:element name='B' type='xs:int' nillable='true' minOccurs='0'/>"
                        + "<xs:element name='C' nillable='true'><xs:complexType><xs:sequence>" + B
                        + "</xs:sequence></xs:complexType></xs:element></xs:sequence>",
                "",
                "A: { from: a }\nB: { from: b }\nC: { when: { field: c, present: true }, fields: { B: { from: c } } }");

        String nil = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"";
        assertThat(written("{}")).isEqualTo("><A" + nil + "></A><N" + nil + "></N><C" + nil + "></C></n:D>");
        assertThat(written("{'a':'2024-01-01T00:00:00','b':1,'c':2}"))
                .isEqualTo("><A>2024-01-01T00:00:00</A><N" + nil + "></N><B>1</B><C><B>2</B></C></n:D>");
        assertThat(problems("{'a':'x'}")).containsExactly("mapping.pattern-mismatch A");
    }

    @Test
    void a_mapping_that_wants_a_value_does_not_make_do_with_nil() {
        contract(
                "<xs:sequence><xs:element name='A' type='xs:int' nillable='true'/></xs:sequence>",
                "",
                "A: { from: a, required: true }");

        assertThat(problems("{}")).containsExactly("mapping.required-missing A");
    }

    @Test
    void what_nil_would_not_do_for_is_mandatory() {
        contract(
                "<xs:sequence><xs:element name='A' type='xs:int' nillable='true' fixed='1'/>"
                        + "<xs:element name='C' nillable='true'><xs:complexType><xs:sequence>" + B
                        + "</xs:sequence><xs:attribute name='v' type='xs:int' use='required'/></xs:complexType></xs:element>"
                        + "<xs:element name='L' nillable='true' maxOccurs='2'><xs:complexType><xs:sequence>" + B
                        + "</xs:sequence></xs:complexType></xs:element></xs:sequence>",
                "",
                "{}");

        assertThat(faults())
                .containsExactlyInAnyOrder(
                        "mapping.mandatory-without-rule A mappings/mapping.yaml:5:3",
                        "mapping.mandatory-without-rule C mappings/mapping.yaml:5:3",
                        "mapping.mandatory-without-rule L mappings/mapping.yaml:5:3");
    }

    // Single values

    private static final String TYPES = """
            <xs:simpleType name='ints'><xs:list itemType='xs:int'/></xs:simpleType>
            <xs:simpleType name='two'><xs:restriction base='t:ints'><xs:length value='2'/></xs:restriction></xs:simpleType>
            <xs:simpleType name='some'><xs:restriction base='t:two'><xs:enumeration value='1 2'/></xs:restriction></xs:simpleType>
            <xs:simpleType name='day'><xs:union memberTypes='xs:date xs:gYear'/></xs:simpleType>
            <xs:simpleType name='code'><xs:union memberTypes='t:short'><xs:simpleType><xs:restriction base='xs:string'>
              <xs:enumeration value='none'/></xs:restriction></xs:simpleType></xs:union></xs:simpleType>
            <xs:simpleType name='short'><xs:restriction base='xs:string'><xs:length value='2'/></xs:restriction></xs:simpleType>
            <xs:simpleType name='words'><xs:union><xs:simpleType><xs:restriction base='xs:string'><xs:enumeration value='a'/>
              </xs:restriction></xs:simpleType><xs:simpleType><xs:restriction base='xs:string'><xs:enumeration value='bb'/>
              </xs:restriction></xs:simpleType></xs:union></xs:simpleType>
            <xs:simpleType name='fewer'><xs:restriction base='t:words'><xs:enumeration value='bb'/></xs:restriction></xs:simpleType>
            <xs:simpleType name='days'><xs:list itemType='t:day'/></xs:simpleType>
            <xs:simpleType name='listed'><xs:union memberTypes='t:two t:day'/></xs:simpleType>
            <xs:simpleType name='coded'><xs:restriction base='t:code'><xs:pattern value='[a-z]*'/></xs:restriction></xs:simpleType>
            """;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "t:ints",
                "t:two",
                "t:some",
                "t:day",
                "t:code",
                "t:words",
                "t:fewer",
                "t:days",
                "t:listed",
                "t:coded",
                "xs:date",
                "xs:anyURI",
                "xs:language"
            })
    void a_value_is_written_if_and_only_if_the_schema_allows_it(String type) {
        contract("<xs:sequence><xs:element name='V' type='" + type + "'/></xs:sequence>", TYPES, "V: { from: v }");
        FileMappings mappings = given.load();
        assertThat(mappings.faults()).isEmpty();
        Mapping mapping = mappings.find("t").orElseThrow();
        Schema schema = schema();
        for (String value : List.of(
                "1",
                "12",
                "1 2",
                "2 1",
                "1 2 3",
                "x",
                "ab",
                "AB",
                "abc",
                "none",
                "a",
                "bb",
                "2024",
                "2024-02-29",
                "2023-02-29",
                "2024 2024-02-29",
                "9999999999",
                "vi",
                "a b")) {
            boolean valid = XsdFiles.breaches(
                            schema,
                            ("<t:D xmlns:t=\"urn:t\"><V>" + value + "</V></t:D>").getBytes(StandardCharsets.UTF_8))
                    .isEmpty();
            MappingResult result = mapping.map(Definitions.record("{\"v\":\"" + value + "\"}"));
            assertThat(result instanceof MappingResult.Mapped).as(value).isEqualTo(valid);
        }
        boolean emptyIsValid = XsdFiles.breaches(
                        schema, "<t:D xmlns:t=\"urn:t\"><V></V></t:D>".getBytes(StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(mapping.map(Definitions.record("{}")) instanceof MappingResult.Mapped)
                .as("nothing")
                .isEqualTo(emptyIsValid);
    }

    // What the mapping itself says

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`', // values have others of their own
            value = {
                "V: { value: h1 } | mapping.schema-refuses V mappings/mapping.yaml:5:3 cvc-pattern-valid: pattern '[A-Z]\\d*'",
                "V: { from: v, default: h1 } | mapping.schema-refuses V mappings/mapping.yaml:5:3 cvc-pattern-valid: pattern '[A-Z]\\d*'",
                "V: { from: v, crosswalk: b } | mapping.crosswalk-breaks-contract null mappings/mapping.yaml:5:3 null, mapping.crosswalk-breaks-contract null mappings/mapping.yaml:5:3 null",
                "V: { from: v, default: A1 } | ",
                "V: { from: v, default: 'one', crosswalk: b, as: text } | mapping.schema-refuses V mappings/mapping.yaml:5:3 cvc-pattern-valid: pattern '[A-Z]\\d*'",
                "'@v': { value: '2024-13-01' } | mapping.schema-refuses @v mappings/mapping.yaml:5:3 cvc-datatype-valid.1.2.1: date",
                "'@n': { value: '11' } | mapping.schema-refuses @n mappings/mapping.yaml:5:3 cvc-maxInclusive-valid: maxInclusive '10'",
                "'@u': { value: '2024-02-30' } | mapping.schema-refuses @u mappings/mapping.yaml:5:3 cvc-datatype-valid.1.2.3",
                "P: { fields: { V: { value: h1 } } } | mapping.schema-refuses V mappings/mapping.yaml:5:18 cvc-pattern-valid: pattern '[A-Z]\\d*'",
                "Q: { each: q, fields: { V: { value: h1 }, '@v': { value: '2024-02-30' } } }"
                        + " | mapping.schema-refuses V mappings/mapping.yaml:5:27 cvc-pattern-valid: pattern '[A-Z]\\d*', mapping.schema-refuses @v mappings/mapping.yaml:5:45 cvc-datatype-valid.1.2.1: date",
                "V: { value: '2024-01-012' } | mapping.too-long V mappings/mapping.yaml:5:3 null",
            })
    void what_a_mapping_says_itself_is_held_against_the_schema_at_once(String field, @Nullable String fault) {
        String part = "<xs:complexType><xs:sequence><xs:element name='X' type='xs:int' minOccurs='0'/>"
                + "<xs:element name='V' type='t:no' minOccurs='0'/></xs:sequence><xs:attribute name='v' type='xs:date'/></xs:complexType>";
        contract(
                "<xs:sequence><xs:element name='M' type='xs:string'/><xs:element name='V' type='t:no' minOccurs='0'/>"
                        + "<xs:element name='P' minOccurs='0'>" + part + "</xs:element>"
                        + "<xs:element name='Q' minOccurs='0' maxOccurs='2'>" + part + "</xs:element></xs:sequence>"
                        + "<xs:attribute name='v' type='xs:date'/><xs:attribute name='n' type='t:ten'/>"
                        + "<xs:attribute name='u' type='t:day'/><xs:attribute name='w' type='xs:int' use='required'/>",
                TYPES
                        + "<xs:simpleType name='no'><xs:restriction base='xs:string'><xs:maxLength value='10'/>"
                        + "<xs:pattern value='[A-Z]\\d*'/></xs:restriction></xs:simpleType>"
                        + "<xs:simpleType name='ten'><xs:restriction base='xs:int'><xs:maxInclusive value='10'/></xs:restriction></xs:simpleType>",
                field + "\n\"@w\": { from: w }");

        assertThat(given.load().faults().stream()
                        .map(each -> each.code() + " " + each.field() + " " + each.place() + " "
                                + each.details().get("constraint")))
                .containsExactlyInAnyOrder(fault == null ? new String[0] : fault.split(", "));
    }

    @Test
    void a_union_of_codes_names_all_of_them() {
        contract("<xs:sequence><xs:element name='V' type='t:words'/></xs:sequence>", TYPES, "V: { from: v }");

        var not = (MappingResult.Unmapped) given.map("{\"v\":\"c\"}");
        assertThat(not.problems())
                .extracting(Problem::code, problem -> problem.details().get("allowed"))
                .containsExactly(org.assertj.core.groups.Tuple.tuple("mapping.value-not-allowed", "a, bb"));
    }
}
