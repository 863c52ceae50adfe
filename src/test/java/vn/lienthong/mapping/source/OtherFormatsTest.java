package vn.lienthong.mapping.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.SourceFormat;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;
import vn.lienthong.mapping.source.RecordReader.Unreadable;

class OtherFormatsTest {

    private static final JsonNode JSON = Sources.declared("{'format':'json','rows':'data'}");
    private static final JsonNode NDJSON = Sources.declared("{'format':'ndjson'}");
    private static final JsonNode XML = Sources.declared("{'format':'xml','rows':'List/Item'}");

    @TempDir
    Path folder;

    // JSON

    @Test
    void a_json_element_keeps_its_own_bytes() throws Exception {
        String element = "{ \"a\" : 1.50,\n  \"b\":\"\\u00d4 Ô\" }";
        Path file = Sources.file(
                folder, "a.json", "\uFEFF{\"total\":2,\"x\":[[]],\"data\":[" + element + " , {\"a\":2}],\"z\":{}}");

        List<SourceFormat.Row> rows = Sources.rows(JSON, file);

        assertThat(rows).extracting(SourceFormat.Row::place).containsExactly("data[0]", "data[1]");
        assertThat(new String(rows.getFirst().record().body(), StandardCharsets.UTF_8))
                .isEqualTo(element);
        assertThat(Sources.records(JSON, file).getFirst().path("a").decimalValue())
                .isEqualByComparingTo("1.50");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":[{\"a\":1}",
                "{\"data\":[{\"a\":1}]",
                "{\"data\":[{\"a\":1},{\"a\"",
                "{\"data\":[{\"a\":1}]} x",
                "{\"data\":[{a:1}]}",
                "xyz"
            })
    void broken_or_cut_off_json_is_no_file(String text) throws Exception {
        Path file = Sources.file(folder, "a.json", text);

        assertThat(code(() -> Sources.rows(JSON, file))).isEqualTo("source.not-json");
    }

    @Test
    void json_without_the_declared_array_is_refused() throws Exception {
        assertThat(code(() -> Sources.rows(JSON, Sources.file(folder, "a.json", "{\"rows\":[]}"))))
                .isEqualTo("source.no-rows");
        assertThat(code(() -> Sources.rows(JSON, Sources.file(folder, "a.json", "{\"data\":{}}"))))
                .isEqualTo("source.no-rows");
    }

    @Test
    void nesting_without_end_is_refused() throws Exception {
        Path file = Sources.file(folder, "a.json", "{\"data\":[" + "[".repeat(100_000) + "]".repeat(100_000) + "]}");

        assertThat(code(() -> Sources.rows(JSON, file))).isEqualTo("source.too-deep");
        assertThat(code(() -> read("{\"a\":" + "[".repeat(101) + "]".repeat(101) + "}")))
                .isEqualTo("source.too-deep");
    }

    /** In memory each value takes ten times what the shortest take in a file. */
    @Test
    void more_values_than_any_record_has_are_refused() throws Exception {
        String full = "{},".repeat(Limits.RECORD_VALUES / 2);
        assertThat(code(() -> read("{\"a\":[" + full + full + full + "{}]}"))).isEqualTo("source.too-deep");
        assertThat(read("{\"a\":[" + full + "{}]}").path("a")).hasSize(Limits.RECORD_VALUES / 2 + 1);
        byte[] xml = ("<a>" + "<b>1</b>".repeat(Limits.RECORD_VALUES) + "</a>").getBytes(StandardCharsets.UTF_8);
        assertThat(code(() -> RecordReader.of(XML, SourceNames.NONE).read(new SourceRecord(xml, XmlFormat.MEDIA_TYPE))))
                .isEqualTo("source.too-deep");
    }

    @Test
    void one_object_is_one_record() throws Exception {
        Path file = Sources.file(folder, "a.json", "{\"a\":1}\n");

        assertThat(Sources.records(Sources.declared("{'format':'json'}"), file)).hasSize(1);
    }

    @Test
    void a_field_that_is_there_twice_is_refused() {
        assertThat(code(() -> read("{\"a\":1,\"a\":2}"))).isEqualTo("source.same-field-twice");
        assertThat(code(() -> read("{\"ê\":1,\"e\u0302\":2}"))).isEqualTo("source.same-field-twice");
        assertThat(code(() -> read("[1]"))).isEqualTo("source.not-an-object");
        assertThat(code(() -> read("{\"a\":1} {}"))).isEqualTo("source.not-json");
    }

    @Test
    void a_record_that_only_looks_like_a_sheets_row_is_refused_without_quoting_it() {
        String record = "{\"a\":{\"#cell\":\"Lê Thị Thử\",\"#error\":\"001199000123\"}}";

        assertThat(catchThrowableOfType(Unreadable.class, () -> read(record)).problem())
                .isEqualTo(Problem.of("source.error-cell").in("a").with("error", "#error"));
    }

    @Test
    void objects_one_after_another_are_as_many_records() throws Exception {
        JsonNode bare = Sources.declared("{'format':'json'}");
        Path lines = Sources.file(folder, "lines.json", """

                {"a":1}

                {"a":2}{"a":3}
                """);
        assertThat(Sources.records(bare, lines)).hasSize(3);
        for (String more : List.of("[1]", "2", "{\"a\":", "}", "oops")) {
            Path broken = Sources.file(folder, "broken.json", "{\"a\":1}\n" + more);
            assertThat(code(() -> Sources.rows(bare, broken))).as(more).isEqualTo("source.not-json");
        }
    }

    /** Whatever stands behind the rows, nothing of it is passed over in silence. */
    @Test
    void a_second_document_or_a_second_array_of_rows_makes_the_file_unreadable() throws Exception {
        String document = "{\"data\":[{\"a\":1}]}";
        assertThat(code(() -> Sources.rows(JSON, Sources.file(folder, "two.json", document + document))))
                .isEqualTo("source.not-json");
        assertThat(code(() -> Sources.rows(
                        JSON, Sources.file(folder, "twice.json", "{\"data\":[{\"a\":1}],\"data\":[{\"a\":2}]}"))))
                .isEqualTo("source.same-field-twice");
        Path other = Sources.file(folder, "other.json", "{\"data\":[{\"a\":1}],\"x\":{\"data\":[2]},\"y\":[{}]}");
        assertThat(Sources.records(JSON, other)).hasSize(1);
    }

    @Test
    void a_broken_ndjson_line_is_one_bad_record_but_a_cut_off_end_is_no_file() throws Exception {
        Path broken = Sources.file(folder, "a.ndjson", "{\"a\":1}\n{oops\n\n{\"a\":3}\n");
        List<SourceFormat.Row> rows = Sources.rows(NDJSON, broken);

        assertThat(rows).extracting(SourceFormat.Row::place).containsExactly("line 1", "line 2", "line 4");
        assertThat(code(() -> RecordReader.of(NDJSON, SourceNames.NONE)
                        .read(rows.get(1).record())))
                .isEqualTo("source.not-json");
        assertThat(code(() -> Sources.rows(NDJSON, Sources.file(folder, "b.ndjson", "{\"a\":1}\n{\"a\":"))))
                .isEqualTo("source.cut-off");
    }

    @Test
    void ndjson_in_utf_16_is_told_by_name() throws Exception {
        Path file = Sources.file(folder, "a.ndjson", "{\"a\":1}\n".getBytes(StandardCharsets.UTF_16LE));

        assertThat(code(() -> Sources.rows(NDJSON, file))).isEqualTo("source.other-charset");
    }

    // XML

    @Test
    void an_xml_element_is_a_document_of_its_own() throws Exception {
        Path file = Sources.file(
                folder,
                "a.xml",
                "<?xml version=\"1.0\"?><n:List xmlns:n=\"urn:n\" xmlns:m=\"urn:m\"><Head><Item>no</Item></Head>"
                        + "<n:Item m:id=\"1 &lt;2\"><m:Name>A &amp; <![CDATA[<B>]]></m:Name><Tel>1</Tel><Tel>2</Tel><No/>"
                        + "<Sub><X>y</X></Sub></n:Item><n:Item/></n:List>");

        List<SourceFormat.Row> rows = Sources.rows(XML, file);

        assertThat(rows).extracting(SourceFormat.Row::place).containsExactly("Item[1], line 1", "Item[2], line 1");
        assertThat(RecordReader.of(XML, SourceNames.NONE)
                        .read(rows.getFirst().record())
                        .toString())
                .isEqualTo("{\"@id\":\"1 <2\",\"Name\":\"A & <B>\",\"Tel\":[\"1\",\"2\"],\"Sub\":{\"X\":\"y\"}}");
    }

    @Test
    void what_xml_schema_says_of_an_element_is_nothing_of_the_record() throws Exception {
        String record = "<Item xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:schemaLocation=\"urn:n n.xsd\">"
                + "<Due i:nil=\"true\"/><No i:type=\"string\">1</No><Of nil=\"true\"/></Item>";

        assertThat(RecordReader.of(XML, SourceNames.NONE)
                        .read(new SourceRecord(record.getBytes(StandardCharsets.UTF_8), XmlFormat.MEDIA_TYPE))
                        .toString())
                .isEqualTo("{\"No\":\"1\",\"Of\":{\"@nil\":\"true\"}}");
    }

    /** Fields are asked for by local names, so which of the two is meant cannot be known. */
    @ParameterizedTest
    @ValueSource(strings = {"no=\"1\" o:no=\"2\"", "o:no=\"2\" no=\"1\""})
    void attributes_of_one_name_in_two_namespaces_stop_their_record(String attributes) {
        String record = "<Item xmlns:o=\"urn:o\"><Sub " + attributes + "/></Item>";

        assertThat(Sources.problem(() -> RecordReader.of(XML, SourceNames.NONE)
                        .read(new SourceRecord(record.getBytes(StandardCharsets.UTF_8), XmlFormat.MEDIA_TYPE))))
                .isEqualTo(Problem.of("source.same-field-twice").in("Sub.@no"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE List [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><List><Item>&b;</Item></List>",
                "<!DOCTYPE List SYSTEM \"http://127.0.0.1:1/x.dtd\"><List/>",
                "<!DOCTYPE List [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><List><Item>&x;</Item></List>"
            })
    void xml_with_a_doctype_is_refused_and_nothing_is_fetched(String xml) throws Exception {
        Path file = Sources.file(folder, "a.xml", xml);

        assertThat(code(() -> Sources.rows(XML, file))).isEqualTo("source.has-doctype");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<List><Item>",
                "<List><Item></List>",
                "<List>&nix;</List>",
                "<List/><List/>",
                "",
                "<List><Item>\u0001</Item></List>"
            })
    void broken_xml_is_no_file(String xml) throws Exception {
        Path file = Sources.file(folder, "a.xml", xml);

        assertThat(code(() -> Sources.rows(XML, file))).isEqualTo("source.not-xml");
    }

    @Test
    void hostile_xml_is_bounded() throws Exception {
        Path deep = Sources.file(folder, "deep.xml", "<List>" + "<a>".repeat(100_000));
        Path wide = Sources.file(folder, "wide.xml", "<List><Item a=\"" + "x".repeat(20 << 20) + "\"/></List>");
        Path other = Sources.file(folder, "other.xml", "<html/>");

        assertThat(code(() -> Sources.rows(XML, deep))).isEqualTo("source.too-deep");
        assertThat(code(() -> Sources.rows(XML, wide))).isEqualTo("source.record-too-large");
        assertThat(code(() -> Sources.rows(XML, other))).isEqualTo("source.no-rows");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<List><item><A>1</A></item></List>",
                "<List><Page><Item><A>1</A></Item></Page></List>",
                "<List><No>1</No><Entry><A>1</A></Entry><Entry><A>2</A></Entry></List>"
            })
    void xml_with_other_elements_where_rows_belong_is_not_taken_for_an_empty_list(String xml) throws Exception {
        Path file = Sources.file(folder, "a.xml", xml);

        assertThat(code(() -> Sources.rows(XML, file))).isEqualTo("source.no-rows");
    }

    @Test
    void an_xml_list_may_be_empty_but_must_be_there() throws Exception {
        JsonNode deeper = Sources.declared("{'format':'xml','rows':'Report/List/Item'}");
        Path empty =
                Sources.file(folder, "a.xml", "<Report><Head><Unit>x</Unit></Head><List><No>0</No></List></Report>");
        Path missing = Sources.file(folder, "b.xml", "<Report><Lists><Item><A>1</A></Item></Lists></Report>");

        assertThat(Sources.rows(deeper, empty)).isEmpty();
        assertThat(code(() -> Sources.rows(deeper, missing))).isEqualTo("source.no-rows");
    }

    @Test
    void elements_beside_the_rows_of_xml_are_told() throws Exception {
        Path file = Sources.file(
                folder,
                "a.xml",
                "<List><No>1</No><Item><A>1</A></Item><Late><A>2</A></Late><Late><A>3</A></Late></List>");

        try (SourceFormat.Rows rows = SourceFormats.of(XML).open(file)) {
            assertThat(rows.next()).isNotNull();
            assertThat(rows.next()).isNull();
            assertThat(rows.passedOver())
                    .containsExactly(Problem.of("source.elements-not-read")
                            .with("path", "List/Item")
                            .with("names", "Late"));
        }
    }

    @Test
    void a_long_xml_document_is_not_taken_for_an_attack() throws Exception {
        StringBuilder text = new StringBuilder("<List>");
        for (int i = 0; i < 40_000; i++) {
            text.append("<Item a=\"b &amp; c\"><Name>Công ty &amp; con ")
                    .append(i)
                    .append("</Name></Item>\n");
        }
        Path file = Sources.file(folder, "a.xml", text.append("</List>").toString());

        assertThat(Sources.rows(XML, file)).hasSize(40_000);
    }

    // Declarations

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'format':'docx'}",
                "{'format':'csv','charset':'utf-7'}",
                "{'format':'csv','delimiter':';;'}",
                "{'format':'csv','separator':';'}",
                "{'format':'csv','header':{'line':2}}",
                "{'format':'xml'}",
                "{'format':'json','charset':'utf-8'}",
                "{'format':'csv','header':{'rows':2}}",
                "{'format':'csv','groups':'Nhóm'}",
                "{'format':'csv','header':7}",
                "{'format':'xlsx','header':{'rows':0}}",
                "{'format':'xlsx','hidden':'skip'}",
                "{'format':'xlsx','hidden':{'rows':'drop'}}",
                "{'format':'xlsx','merged':'fill'}"
            })
    void a_wrong_declaration_says_what_is_wrong(String declaration) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SourceFormats.of(Sources.declared(declaration)))
                .withMessageMatching("(?s).*(source\\.|there is no key).*");
    }

    @Test
    void a_wrong_declaration_says_what_would_be_right() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SourceFormats.of(
                        Sources.declared("{'format':'csv','until':'Cộng','header':7,'delimiter':';'}")))
                .withMessageContaining("source.until is not right: \"Cộng\". Write it so: { first: … }")
                .withMessageContaining("source.header is not right: 7. Write it so: { row: …, rows: …, skip: … }");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SourceFormats.of(Sources.declared("{'format':'csv','header':{'rows':2}}")))
                .withMessageContaining("source.header.rows is not right: 2. Write it so: 1");
    }

    private static JsonNode read(String json) throws Unreadable {
        return RecordReader.of(JSON, SourceNames.NONE)
                .read(new SourceRecord(json.getBytes(StandardCharsets.UTF_8), JsonFormat.MEDIA_TYPE));
    }

    private static String code(ThrowingCallable reading) {
        return switch (catchThrowable(reading)) {
            case UnreadableFile file -> file.problem().code();
            case Unreadable record -> record.problem().code();
            case null -> "nothing thrown";
            case Throwable other -> throw new AssertionError("unexpected", other);
        };
    }
}
