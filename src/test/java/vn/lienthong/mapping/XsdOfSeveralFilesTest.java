package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.contract.XsdFiles;

/** A schema as platforms publish it: its common types in files of their own, of its namespace, of another one, or of none. */
class XsdOfSeveralFilesTest {

    private static final String HEAD = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' ";

    @TempDir
    private Path folder;

    private Definitions given;

    @BeforeEach
    void definitions() {
        given = new Definitions(folder.resolve("mappings"));
        schema("lgsp/dossier.xsd", """
                xmlns='urn:d' xmlns:c='urn:c' targetNamespace='urn:d' elementFormDefault='qualified'>
                  <xs:include schemaLocation='types/parts.xsd'/>
                  <xs:include schemaLocation='types/nowhere.xsd'/>
                  <xs:import namespace='urn:c' schemaLocation='../common/kinds.xsd'/>
                  <xs:element name='Dossier' type='dossier'/>
                  <xs:complexType name='dossier'>
                    <xs:sequence>
                      <xs:element name='No' type='c:number'/>
                      <xs:element ref='c:Sender' minOccurs='0'/>
                      <xs:element name='Paper' type='paper' maxOccurs='unbounded'/>
                      <xs:element name='Place' type='place'/>
                    </xs:sequence>
                  </xs:complexType>
                </xs:schema>
                """);
        schema("lgsp/types/parts.xsd", """
                xmlns:d='urn:d' xmlns:c='urn:c' targetNamespace='urn:d'>
                  <xs:include schemaLocation='../dossier.xsd'/>
                  <xs:import namespace='urn:c' schemaLocation='../../common/kinds.xsd'/>
                  <xs:complexType name='paper'>
                    <xs:sequence><xs:element name='Name' type='c:short'/></xs:sequence>
                  </xs:complexType>
                </xs:schema>
                """);
        schema("lgsp/types/nowhere.xsd", """
                elementFormDefault='qualified'>
                  <xs:complexType name='place'>
                    <xs:sequence><xs:element name='Province' type='code'/></xs:sequence>
                  </xs:complexType>
                  <xs:simpleType name='code'><xs:restriction base='xs:string'><xs:length value='2'/></xs:restriction></xs:simpleType>
                </xs:schema>
                """);
        kinds(5);
        given.file("lgsp/mapping.yaml", """
                mapping: t
                source: { format: json }
                target: dossier.xsd
                fields:
                  No: { from: no }
                  Sender: { when: { field: unit, present: true }, fields: { Unit: { from: unit } } }
                  Paper: { each: papers, fields: { Name: { from: name } } }
                  Place: { fields: { Province: { from: province } } }
                """);
    }

    private void kinds(int longest) {
        schema("common/kinds.xsd", """
                xmlns:c='urn:c' targetNamespace='urn:c' elementFormDefault='qualified'>
                  <xs:simpleType name='number'><xs:restriction base='xs:string'><xs:maxLength value='%d'/></xs:restriction></xs:simpleType>
                  <xs:simpleType name='short'><xs:restriction base='c:number'><xs:minLength value='1'/></xs:restriction></xs:simpleType>
                  <xs:element name='Sender'>
                    <xs:complexType><xs:sequence><xs:element name='Unit' type='xs:string'/></xs:sequence></xs:complexType>
                  </xs:element>
                </xs:schema>
                """.formatted(longest));
    }

    private void schema(String name, String rest) {
        given.file(name, (HEAD + rest).replace('\'', '"'));
    }

    @Test
    void each_element_is_written_in_the_namespace_its_own_file_says() {
        assertThat(given.load().faults()).isEmpty();
        String written = given.json(
                "{\"no\":\"H1\",\"unit\":\"G16\",\"papers\":[{\"name\":\"a\"},{\"name\":\"b\"}],\"province\":\"01\"}");

        assertThat(written)
                .endsWith(
                        "<n:Dossier xmlns:n=\"urn:d\" xmlns:n1=\"urn:c\"><n:No>H1</n:No><n1:Sender><n1:Unit>G16</n1:Unit>"
                                + "</n1:Sender><n:Paper><Name>a</Name></n:Paper><n:Paper><Name>b</Name></n:Paper>"
                                + "<n:Place><n:Province>01</n:Province></n:Place></n:Dossier>");
        assertThat(XsdFiles.breaches(
                        XsdFiles.read(folder.resolve("mappings/lgsp/dossier.xsd")),
                        written.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void what_an_imported_type_wants_stops_a_record_by_its_field() {
        assertThat(given.problems("{\"no\":\"H12345\",\"papers\":[{\"name\":\"abcdef\"}],\"province\":\"001\"}"))
                .containsExactlyInAnyOrder(
                        "mapping.too-long No", "mapping.too-long Paper[0].Name", "mapping.too-long Place.Province");
    }

    @Test
    void a_change_of_an_imported_file_is_another_version_of_the_mapping() {
        String before = given.load().find("t").orElseThrow().version();
        kinds(6);

        assertThat(given.load().find("t").orElseThrow().version()).isNotEqualTo(before);
    }

    @Test
    void a_file_that_is_not_there_is_told_where_it_is_asked_for() {
        schema(
                "lgsp/types/parts.xsd",
                "targetNamespace='urn:d'>\n<xs:include schemaLocation='../../common/kind.xsd'/>\n</xs:schema>");

        assertThat(given.load().faults()).anySatisfy(fault -> {
            assertThat(fault.code()).isEqualTo("mapping.no-such-file");
            assertThat(fault.place()).contains("lgsp/types/parts.xsd:2:");
            assertThat(fault.details()).containsEntry("hint", "common/kinds.xsd");
        });
    }

    @Test
    void what_is_wrong_in_an_imported_file_is_told_there() {
        schema(
                "common/kinds.xsd",
                "targetNamespace='urn:c'>\n<xs:element name='Sender' type='xs:nothing'/>\n</xs:schema>");

        assertThat(given.load().faults())
                .filteredOn(fault -> fault.code().equals("mapping.not-xsd"))
                .extracting(Problem::place)
                .allSatisfy(place -> assertThat(place).contains("common/kinds.xsd:2:"))
                .isNotEmpty();
    }
}
