package vn.lienthong.intake.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.intake.MemoryLedger;

@SpringBootTest(
        classes = PushTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = PushTestApplication.WITHOUT_THE_OTHER_ROOMS)
class RecordsControllerTest {

    private static final String GOOD = "{\"dossier\":\"H-1\",\"owner\":\"Người thử\",\"status\":\"new\"}";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @LocalServerPort
    private int port;

    @Autowired
    private MemoryLedger ledger;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private record Told(int status, JsonNode body, HttpResponse<byte[]> response) {

        String code() {
            return body.path("code").asString("");
        }
    }

    @BeforeEach
    void empty() {
        ledger.kept.clear();
    }

    @AfterEach
    void stillServes() throws Exception {
        ledger.comeBack();
        assertThat(post("json-flow", unique()).status()).isEqualTo(202);
        client.close();
    }

    private static String unique() {
        return "{\"dossier\":\"H-" + System.nanoTime() + "\",\"owner\":\"Người thử\"}";
    }

    @Test
    void answers_with_ids_when_the_record_is_kept_as_it_came() throws Exception {
        String body = "  " + unique() + "\n";

        Told told = post("json-flow", body);

        assertThat(told.status()).isEqualTo(202);
        assertThat(told.response().headers().firstValue("Content-Type")).hasValue("application/json");
        long record = told.body().get("record").asLong();
        assertThat(told.body().get("deliveries").get(0).isIntegralNumber()).isTrue();
        assertThat(ledger.body(record).body()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
        assertThat(ledger.kept.getFirst().entry().source()).isEqualTo("push/local");
    }

    @Test
    void answers_a_repeat_with_the_same_ids() throws Exception {
        String body = unique();
        Told first = post("json-flow", body);

        Told second = post("json-flow", body);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(ledger.kept).hasSize(1);
    }

    @Test
    void knows_a_record_by_its_idempotency_key_within_its_flow_and_account() throws Exception {
        HttpRequest.Builder call = call("json-flow", unique()).header("Idempotency-Key", "k-1");
        Told first = told(call);

        assertThat(told(call).body()).isEqualTo(first.body());
        assertThat(told(call("other-flow", GOOD).header("Idempotency-Key", "k-1"))
                        .status())
                .isEqualTo(202);
        assertThat(told(call.copy().header(PushTestApplication.ACCOUNT, "don-vi-a"))
                        .status())
                .isEqualTo(202);
        assertThat(ledger.kept.getLast().entry().source()).isEqualTo("push/don-vi-a");
        assertThat(ledger.kept.getLast().entry().key()).isEqualTo("json-flow/idem:k-1");
    }

    @Test
    void refuses_a_key_that_is_that_of_another_dossiers_record() throws Exception {
        String dead = "{\"dossier\":\"H-%d\"}".formatted(System.nanoTime());
        assertThat(told(call("json-flow", dead).header("Idempotency-Key", "k-2"))
                        .status())
                .isEqualTo(422);

        Told other = told(call("json-flow", unique()).header("Idempotency-Key", "k-2"));
        Told corrected = told(call("json-flow", dead.replace("}", ",\"owner\":\"Người thử\"}"))
                .header("Idempotency-Key", "k-2"));

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("intake.idempotency-key-reused");
        assertThat(corrected.status()).isEqualTo(202);
        assertThat(ledger.kept).hasSize(2);
    }

    @Test
    void refuses_two_idempotency_keys() throws Exception {
        Told told = told(
                call("json-flow", unique()).header("Idempotency-Key", "k-3").header("Idempotency-Key", "k-4"));

        assertThat(told.status()).isEqualTo(400);
        assertThat(told.code()).isEqualTo("intake.idempotency-key");
        assertThat(ledger.kept).isEmpty();
    }

    @Test
    void owes_the_same_body_once_to_each_flow_it_was_pushed_to() throws Exception {
        String body = unique();

        assertThat(post("json-flow", body).status()).isEqualTo(202);
        assertThat(post("other-flow", body).status()).isEqualTo(202);
        assertThat(ledger.kept).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource
    void refuses_an_idempotency_key_that_is_too_long_or_odd(String key) throws Exception {
        Told told = told(call("json-flow", GOOD).header("Idempotency-Key", key));

        assertThat(told.status()).isEqualTo(400);
        assertThat(told.code()).isEqualTo("intake.idempotency-key");
    }

    static Stream<String> refuses_an_idempotency_key_that_is_too_long_or_odd() {
        return Stream.of("k".repeat(201), "a b");
    }

    @Test
    void keeps_a_record_that_fails_its_mapping_and_tells_every_problem() throws Exception {
        Told told = post("json-flow", "{\"status\":\"NGUYEN VAN MAT\"}");

        assertThat(told.status()).isEqualTo(422);
        assertThat(told.response().headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(told.body().get("problems")).hasSize(2);
        assertThat(told.body().at("/problems/0/field").asString()).isEqualTo("dossier");
        assertThat(told.body().at("/problems/0/place").asString()).isEqualTo("mapping.yaml:3");
        assertThat(told.body().get("deliveries")).hasSize(1);
        assertThat(ledger.dead()).hasSize(1);
        assertThat(ledger.dead().getFirst().record())
                .isEqualTo(told.body().get("record").asLong());
        assertThat(told.body().toString()).doesNotContain("NGUYEN VAN MAT");
    }

    @Test
    void tells_a_repeated_bad_record_its_problems_and_ids_again() throws Exception {
        Told first = post("json-flow", "{\"status\":\"x\"}");
        Told second = post("json-flow", "{\"status\":\"x\"}");

        assertThat(second.status()).isEqualTo(422);
        assertThat(second.body().get("record")).isEqualTo(first.body().get("record"));
        assertThat(ledger.kept).hasSize(1);
    }

    @Test
    void says_why_nothing_is_owed() throws Exception {
        Told told = post("json-flow", "{\"dossier\":\"H-9\",\"owner\":\"x\",\"status\":\"skip\"}");

        assertThat(told.status()).isEqualTo(202);
        assertThat(told.body().get("deliveries")).isEmpty();
        assertThat(told.body().at("/notOwed/code").asString()).isEqualTo("agency.skipped");
        assertThat(ledger.kept).hasSize(1);
    }

    @Test
    void tells_what_is_worth_a_look() throws Exception {
        Told told = post("json-flow", "{\"dossier\":\"H-8\",\"owner\":\"x\",\"status\":\"warn\"}");

        assertThat(told.body().at("/warnings/0/code").asString()).isEqualTo("agency.odd");
    }

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

    @Test
    void answers_404_for_an_unknown_flow_and_405_for_other_methods() throws Exception {
        Told unknown = post("none-such", GOOD);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.code()).isEqualTo("intake.unknown-flow");

        Told get = told(request("json-flow").GET());
        assertThat(get.status()).isEqualTo(405);
        assertThat(get.response().headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void answers_503_while_the_ledger_or_the_mapping_is_not_to_be_had() throws Exception {
        ledger.goAway();
        Told away = post("json-flow", GOOD);
        ledger.comeBack();

        assertThat(away.status()).isEqualTo(503);
        assertThat(away.code()).isEqualTo("intake.ledger-unavailable");
        assertThat(away.response().headers().firstValue("Retry-After")).hasValue("5");
        assertThat(post("unmapped-flow", GOOD).code()).isEqualTo("intake.no-mapping");
    }

    @Test
    void speaks_vietnamese_unless_asked_for_english() throws Exception {
        assertThat(language("fr")).hasSize(2).first().asString().isEqualTo("vi");
        assertThat(language("en-GB, vi;q=0.5").getFirst()).isEqualTo("en");
        assertThat(language("vi, en").get(1)).contains("Không có luồng");
        assertThat(language("en").get(1)).contains("No flow");
        assertThat(post("none-such", GOOD).response().headers().firstValue("Content-Language"))
                .hasValue("vi");
    }

    private List<String> language(String asked) throws Exception {
        Told told = told(call("none-such", GOOD).header("Accept-Language", asked));
        return List.of(
                told.response().headers().firstValue("Content-Language").orElse(""),
                told.body().get("title").asString());
    }

    @Test
    void obeys_no_header_it_does_not_know() throws Exception {
        Told told = told(call("json-flow", unique())
                .header("CamelHttpUri", "http://127.0.0.1:1/")
                .header("cAmElFileName", "/etc/x")
                .header("X-HTTP-Method-Override", "DELETE")
                .header("Accept", "text/html"));

        assertThat(told.status()).isEqualTo(202);
    }

    @Test
    void refuses_50_MB_from_20_callers_at_once_in_flat_memory() throws Exception {
        System.gc();
        long before = used();
        List<Callable<Told>> calls = IntStream.range(0, 20)
                .mapToObj(n -> (Callable<Told>) () -> told(request("json-flow")
                        .POST(BodyPublishers.ofInputStream(() -> new Zeros(50_000_000)))
                        .timeout(Duration.ofSeconds(60))))
                .toList();
        try (ExecutorService callers = Executors.newFixedThreadPool(20)) {
            for (Future<Told> call : callers.invokeAll(calls)) {
                assertThat(call.get().status()).isEqualTo(413);
                assertThat(call.get().code()).isEqualTo("intake.body-too-large");
            }
        }
        System.gc();
        assertThat(used() - before).isLessThan(64L * 1024 * 1024);
    }

    /** Many senders read nothing until they have sent all. */
    @Test
    void a_sender_of_far_too_much_hears_why_when_it_has_sent_it() throws Exception {
        String body = "1".repeat(30_000_000);

        assertThat(raw("Content-Length: " + body.length() + "\r\n", body))
                .contains(" 413 ")
                .contains("intake.body-too-large");
    }

    @Test
    void takes_a_body_just_under_the_limit_and_refuses_one_just_over() throws Exception {
        String start = "{\"dossier\":\"H-big\",\"owner\":\"x\",\"a\":\"";
        int limit = 10 * 1024 * 1024;
        String fits = start + "a".repeat(limit - start.length() - 2) + "\"}";

        assertThat(post("json-flow", fits).status()).isEqualTo(202);
        assertThat(post("json-flow", fits + " ").status()).isEqualTo(413);
    }

    @Test
    void refuses_a_body_that_is_shorter_than_it_says() throws Exception {
        assertThat(raw("Content-Length: 1000\r\n", GOOD)).contains(" 400 ");
        assertThat(ledger.kept).isEmpty();
    }

    @Test
    void takes_no_more_of_a_body_than_its_length() throws Exception {
        String answer = raw("Content-Length: 2\r\n", "{}" + GOOD);

        assertThat(answer).contains(" 422 ");
        assertThat(ledger.kept).hasSize(1);
    }

    @Test
    void refuses_a_broken_chunk() throws Exception {
        assertThat(raw("Transfer-Encoding: chunked\r\n", "zz\r\n{}\r\n0\r\n\r\n"))
                .contains(" 400 ");
        assertThat(ledger.kept).isEmpty();
    }

    private Socket connect(String header) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.getOutputStream()
                .write(("POST /api/records/json-flow HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                + "Content-Type: application/json\r\n" + header + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private String raw(String header, String body) throws IOException {
        try (Socket socket = connect(header)) {
            socket.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            socket.setSoTimeout(20_000);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private HttpRequest.Builder request(String flow) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/records/" + flow))
                .header("Content-Type", "application/json");
    }

    private HttpRequest.Builder call(String flow, String body) {
        return request(flow).POST(BodyPublishers.ofString(body));
    }

    private Told post(String flow, String body) throws IOException, InterruptedException {
        return told(call(flow, body));
    }

    private Told told(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Told(response.statusCode(), JSON.readTree(new ByteArrayInputStream(response.body())), response);
    }

    /** A body that is long and costs its sender nothing. */
    private static final class Zeros extends InputStream {

        private long left;

        Zeros(long length) {
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? ' ' : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int given = (int) Math.min(length, left);
            java.util.Arrays.fill(buffer, offset, offset + given, (byte) ' ');
            left -= given;
            return given;
        }
    }
}
