package vn.lienthong.intake.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that are no record, of every format a flow reads. */
class BadBodiesTest extends PushStage {

    @ParameterizedTest
    @MethodSource
    void answers_each_bad_body_and_keeps_nothing_of_it(String what, byte[] body, String code) throws Exception {
        Told told = told(request("json-flow").POST(BodyPublishers.ofByteArray(body)));

        assertThat(told.status()).isEqualTo(400);
        assertThat(told.code()).isEqualTo(code);
        assertThat(told.body().get("type").asString()).isEqualTo("/problems#" + code);
        assertThat(told.body().get("status").asInt()).isEqualTo(400);
        assertThat(told.body().get("instance").asString()).isEqualTo("/api/records/json-flow");
        assertThat(ledger.kept).isEmpty();
    }

    static Stream<Arguments> answers_each_bad_body_and_keeps_nothing_of_it() {
        return Stream.of(
                bad("empty", "", "intake.empty-body"),
                bad("blank", " \n ", "intake.empty-body"),
                bad("no JSON", "hồ sơ", "intake.not-json"),
                bad("XML", "<dossier/>", "intake.not-json"),
                bad("cut off", "{\"dossier\":\"H-1\"", "intake.not-json"),
                bad("cut off in a text", "{\"dossier\":\"H-", "intake.not-json"),
                bad("single quotes", "{'dossier':1}", "intake.not-json"),
                bad("a comment", "{/**/}", "intake.not-json"),
                bad("not a number", "{\"a\":NaN}", "intake.not-json"),
                bad("garbage behind", GOOD + "x", "intake.not-json"),
                bad("a bracket behind", GOOD + "}", "intake.not-json"),
                bad("a text", "\"H-1\"", "intake.not-an-object"),
                bad("null", "null", "intake.not-an-object"),
                bad("an array of records", "[" + GOOD + "]", "intake.one-record-a-call"),
                bad("lines of records", GOOD + "\n" + GOOD, "intake.one-record-a-call"),
                bad("a key twice", "{\"dossier\":\"H-1\",\"dossier\":\"H-2\"}", "intake.duplicate-key"),
                bad("a key twice, inside", "{\"a\":[{\"b\":1,\"\\u0062\":2}]}", "intake.duplicate-key"),
                bad("too deep", "{\"a\":" + "[".repeat(100_000), "intake.too-deep"),
                bad("objects too deep", "{\"a\":".repeat(100_000), "intake.too-deep"),
                bad("an array too deep", "[".repeat(100_000), "intake.one-record-a-call"),
                bad("a million digits", "{\"a\":" + "9".repeat(1_000_000) + "}", "intake.number-too-long"),
                bad("a huge exponent", "{\"a\":1e999999999}", "intake.number-too-long"),
                bad("a tiny exponent", "{\"a\":1E-0999999999999}", "intake.number-too-long"),
                bad("half a character", "{\"a\":\"\\ud83d\"}", "intake.no-character"),
                bad("the other half", "{\"a\":\"\\udcaa\\ud83d\"}", "intake.no-character"),
                bad("half a character in a key", "{\"\\ud83d\":1}", "intake.not-json"),
                bad("NUL", "{\"a\":\"\\u0000\"}", "intake.no-character"),
                bad("a raw NUL", "{\"a\":\"\0\"}", "intake.not-utf8"),
                bad("a raw line break", "{\"a\":\"\n\"}", "intake.not-json"),
                Arguments.of("Latin 1", "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1), "intake.not-utf8"),
                Arguments.of("UTF-16", GOOD.getBytes(StandardCharsets.UTF_16LE), "intake.not-utf8"),
                Arguments.of("UTF-16 with BOM", GOOD.getBytes(StandardCharsets.UTF_16), "intake.not-utf8"),
                Arguments.of("overlong", new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"'}, "intake.not-utf8"),
                Arguments.of(
                        "surrogates as UTF-8",
                        new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
                        "intake.not-utf8"),
                Arguments.of("cut off character", new byte[] {'{', '"', (byte) 0xe1}, "intake.not-utf8"));
    }

    private static Arguments bad(String what, String body, String code) {
        return Arguments.of(what, body.getBytes(StandardCharsets.UTF_8), code);
    }

    @Test
    void takes_what_only_looks_odd() throws Exception {
        String deep = "{\"dossier\":\"H-7\",\"owner\":\"👩🏽 Đỗ\",\"a\":" + "[".repeat(98) + "]".repeat(98)
                + ",\"n\":1.5e3,\"m\":-0.0}";

        assertThat(post("json-flow", "\uFEFF" + deep).status()).isEqualTo(202);
    }

    @Test
    void says_where_the_json_breaks() throws Exception {
        Told told = post("json-flow", "{\n  \"dossier\": ,\n}");

        assertThat(told.body().at("/problems/0/place").asString()).startsWith("line 2, column ");
    }

    @ParameterizedTest
    @MethodSource
    void refuses_other_media_types_and_charsets(String flow, String type, int status, String code) throws Exception {
        Told told = told(call(flow, GOOD).setHeader("Content-Type", type));

        assertThat(told.status()).isEqualTo(status);
        assertThat(told.code()).isEqualTo(code);
    }

    static Stream<Arguments> refuses_other_media_types_and_charsets() {
        return Stream.of(
                Arguments.of("json-flow", "application/json;charset=utf-8", 202, ""),
                Arguments.of("plain-flow", "application/json", 202, ""),
                Arguments.of("json-flow", "application/json;charset=ISO-8859-1", 415, "intake.charset"),
                Arguments.of("json-flow", "application/json;charset=none-such", 415, "intake.media-type"),
                Arguments.of("json-flow", "text/plain", 415, "intake.media-type"),
                Arguments.of("json-flow", "application/xml", 415, "intake.media-type"),
                Arguments.of("json-flow", "application/x-www-form-urlencoded", 415, "intake.media-type"),
                Arguments.of("json-flow", "multipart/form-data; boundary=x", 415, "intake.media-type"),
                Arguments.of("json-flow", "nonsense", 415, "intake.media-type"),
                Arguments.of("csv-flow", "application/json", 415, "intake.media-type"),
                Arguments.of("sheet-flow", "application/json", 415, "intake.files-only"));
    }

    @Test
    void refuses_compressed_bodies() throws Exception {
        assertThat(told(call("json-flow", GOOD).header("Content-Encoding", "gzip"))
                        .code())
                .isEqualTo("intake.compressed");
    }

    @Test
    void takes_a_csv_row_with_its_header_where_the_flow_reads_csv() throws Exception {
        Told told = told(call("csv-flow", "row;dossier;owner;status\n1;H-1;Người thử;new\n")
                .setHeader("Content-Type", "text/csv; charset=UTF-8"));

        assertThat(told.status()).isEqualTo(202);
        assertThat(ledger.kept.getFirst().entry().record().mediaType()).isEqualTo("text/csv");
    }

    @ParameterizedTest
    @MethodSource
    void refuses_a_csv_that_is_not_one_row(String body, String code) throws Exception {
        Told told = told(call("csv-flow", body).setHeader("Content-Type", "text/csv"));

        assertThat(told.status()).isEqualTo(400);
        assertThat(told.code()).isEqualTo(code);
    }

    static Stream<Arguments> refuses_a_csv_that_is_not_one_row() {
        return Stream.of(
                Arguments.of("row;dossier;owner;status\n", "intake.no-row"),
                Arguments.of("row;dossier;owner;status\n1;a;b;c\n2;a;b;c\n", "intake.one-record-a-call"),
                Arguments.of("hello", "agency.no-header"),
                Arguments.of("row;dossier;owner;status\n1;\"a;b;c\n", "agency.open-quote"),
                Arguments.of("", "intake.empty-body"));
    }

    @ParameterizedTest
    @MethodSource
    void takes_one_xml_record_and_fetches_nothing(String body, int status, String code) throws Exception {
        Told told = told(call("xml-flow", body).setHeader("Content-Type", "application/xml"));

        assertThat(told.status()).isEqualTo(status);
        assertThat(told.code()).isEqualTo(code);
    }

    static Stream<Arguments> takes_one_xml_record_and_fetches_nothing() {
        String record = "<dossierRecord><dossier>H-1</dossier><owner>x</owner></dossierRecord>";
        String entity = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>";
        return Stream.of(
                Arguments.of(record, 202, ""),
                Arguments.of("<list>" + record.replace("H-1", "H-2") + "</list>", 202, ""),
                Arguments.of("<list>" + record + record + "</list>", 400, "intake.one-record-a-call"),
                Arguments.of("<other/>", 422, "intake.record-refused"),
                Arguments.of("<a><b></a>", 400, "intake.not-xml"),
                Arguments.of("<a/><b/>", 400, "intake.not-xml"),
                Arguments.of("{}", 400, "intake.not-xml"),
                Arguments.of("", 400, "intake.empty-body"),
                Arguments.of(entity, 400, "intake.xml-with-dtd"),
                Arguments.of("<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/x.dtd\"><a/>", 400, "intake.xml-with-dtd"),
                Arguments.of("<a>".repeat(100_000), 400, "intake.too-deep"));
    }
}
