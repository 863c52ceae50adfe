package vn.lienthong.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.Heard;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Wire;
import vn.lienthong.sandbox.soap.SimulatedLgsp;
import vn.lienthong.sandbox.soap.SimulatedLgsp.Trouble;

/** Calls over the network to a CXF server, by the shipped contract. */
class SoapClientTest {

    private static final Policy.Timeout SOON = new Policy.Timeout(Duration.ofSeconds(2), Duration.ofSeconds(1));
    private static final Wire.Words WORDS = new Wire.Words(
            Problem.of("test.not-reached"), Problem.of("test.no-answer"), Problem.of("test.answer-too-long"));

    @TempDir
    Path folder;

    private final Wire wire = new Wire(WORDS, 10_000, InstantSource.system());
    private SimulatedLgsp lgsp;
    private SoapClient client;
    private Element record;
    private String token;

    @BeforeEach
    void start() throws Exception {
        lgsp = new SimulatedLgsp();
        client = client("lgsp/dossier.wsdl", "/services/dossier");
        record = Elements.parse(Files.readAllBytes(Path.of("mappings/npsp/lgsp/dossier/tests/dossier.xml")));
        token = token();
    }

    @AfterEach
    void stop() {
        client.close();
        lgsp.close();
        wire.close();
    }

    private SoapClient client(String contract, String path) {
        return new SoapClient(Path.of("mappings").resolve(contract), URI.create(lgsp.address() + path), wire);
    }

    private String token() throws Exception {
        String form = "grant_type=client_credentials&client_id=" + SimulatedLgsp.CLIENT + "&client_secret="
                + SimulatedLgsp.SECRET;
        try (HttpClient http = HttpClient.newHttpClient()) {
            String answer = http.send(
                            HttpRequest.newBuilder(URI.create(lgsp.address() + "/token"))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString(form))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            return JsonMapper.shared().readTree(answer).path("access_token").asString();
        }
    }

    private SoapReply call() {
        return client.call("SyncDocument", record, Map.of("Authorization", "Bearer " + token), SOON);
    }

    @Test
    void sends_the_element_in_its_wrapper_and_gets_the_one_in_the_answers() {
        SoapReply reply = call();

        assertThat(reply.says())
                .isInstanceOfSatisfying(
                        SoapReply.Result.class,
                        result -> assertThat(Elements.text(result.content(), "Status"))
                                .isEqualTo("200"));
        assertThat(new String(reply.sent(), StandardCharsets.UTF_8)).contains("<DocCode>");
        assertThat(lgsp.messages()).singleElement().satisfies(message -> {
            assertThat(message.operation()).isEqualTo("SyncDocument");
            assertThat(message.body()).startsWith("<MSyncDocument>").contains("<DocCode>");
        });
    }

    @Test
    void letters_arrive_as_they_are() throws Exception {
        Element name = Elements.children(record, "CitizenName").getFirst();
        name.setTextContent("Công ty Á Đông <ủy quyền>");

        call();

        assertThat(lgsp.messages().getFirst().body())
                .contains("<CitizenName>Công ty Á Đông &lt;ủy quyền&gt;</CitizenName>");
    }

    /** Papers that are XML or JSON themselves have as many. */
    @Test
    void many_ampersands_are_no_more_than_text() throws Exception {
        String text = "&amp;".repeat(100_001);
        byte[] document = ("<Note>" + text + "</Note>").getBytes(StandardCharsets.UTF_8);
        Elements.children(record, "Note")
                .getFirst()
                .setTextContent(Elements.parse(document).getTextContent());

        assertThat(call().says()).isInstanceOf(SoapReply.Result.class);
        assertThat(lgsp.messages().getFirst().body()).contains(text);
    }

    @Test
    void tells_whose_fault_a_fault_is() {
        lgsp.next(Trouble.FAULT_OF_THE_CALLER, Trouble.FAULT_OF_ITS_OWN);

        assertThat(call().says()).isEqualTo(new SoapReply.Fault("Client"));
        assertThat(call().says()).isEqualTo(new SoapReply.Fault("Server"));
        assertThat(call().says()).isInstanceOf(SoapReply.Result.class);
    }

    @ParameterizedTest
    @CsvSource({
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd, FailedAuthentication, FailedAuthentication",
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd, MessageExpired, MessageExpired",
        "http://ws.apache.org/wss4j, SecurityError, SecurityError",
        "urn:site, NoSuchProcedure, Sender"
    })
    void by_soap_1_2_a_subcode_counts_only_if_it_is_of_security(String namespace, String subcode, String told)
            throws Exception {
        HttpServer site = faulty(namespace, subcode);
        try (SoapClient newer = new SoapClient(
                soap12(), URI.create("http://127.0.0.1:" + site.getAddress().getPort()), wire)) {
            assertThat(newer.call("SyncDocument", record, Map.of(), SOON).says())
                    .isEqualTo(new SoapReply.Fault(told));
        } finally {
            site.stop(0);
        }
    }

    /** The shipped contract with the binding of SOAP 1.2. */
    private Path soap12() throws IOException {
        Path shipped = Path.of("mappings/lgsp");
        Files.copy(shipped.resolve("dossier.xsd"), folder.resolve("dossier.xsd"));
        String wsdl = Files.readString(shipped.resolve("dossier.wsdl"));
        return Files.writeString(
                folder.resolve("dossier.wsdl"),
                wsdl.replace("http://schemas.xmlsoap.org/wsdl/soap/", "http://schemas.xmlsoap.org/wsdl/soap12/"));
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, true, text/xml",
        "ISO-8859-1, true, text/xml",
        "windows-1258, true, text/xml; charset=ISO-8859-1",
        "ISO-8859-1, false, text/xml; charset=\"iso-8859-1\"",
        "UTF-16, false, text/xml; charset=utf-16",
        "UTF-16, true, text/xml"
    })
    void an_answer_is_read_in_the_encoding_it_came_in(String encoding, boolean declared, String type) throws Exception {
        String declaration = declared ? "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>" : "";
        String answer = declaration + """
                <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><a:SyncDocumentResponse xmlns:a="%s">
                <MResult><Status>200</Status><Message>à l'Étranger</Message></MResult></a:SyncDocumentResponse></s:Body></s:Envelope>""".formatted("urn:vn:gov:lgsp:dossier:1");
        HttpServer site = answering(200, type, answer.getBytes(encoding));
        try (SoapClient other = new SoapClient(
                Path.of("mappings/lgsp/dossier.wsdl"),
                URI.create("http://127.0.0.1:" + site.getAddress().getPort()),
                wire)) {
            assertThat(other.call("SyncDocument", record, Map.of(), SOON).says())
                    .isInstanceOfSatisfying(
                            SoapReply.Result.class,
                            result -> assertThat(Elements.text(result.content(), "Message"))
                                    .isEqualTo("à l'Étranger"));
        } finally {
            site.stop(0);
        }
    }

    private static HttpServer faulty(String namespace, String subcode) throws IOException {
        return answering(500, "text/xml", """
                <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><s:Fault>
                <s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value xmlns:x="%s">x:%s</s:Value></s:Subcode></s:Code>
                <s:Reason><s:Text xml:lang="en">x</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>
                """.formatted(namespace, subcode).getBytes(StandardCharsets.UTF_8));
    }

    private static HttpServer answering(int status, String type, byte[] answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    @ParameterizedTest
    @EnumSource(names = {"HTML", "GATEWAY", "OTHER_XML", "ENTITY", "CUT_OFF", "FORGETS_TOKENS"})
    void what_is_no_envelope_is_no_answer_of_the_service(Trouble trouble) {
        lgsp.next(trouble);

        SoapReply reply = call();

        assertThat(reply.says()).isEqualTo(new SoapReply.Nothing());
        assertThat(reply.heard()).isInstanceOf(Heard.Answered.class);
    }

    @Test
    void an_answer_that_does_not_come_in_time_is_lost_and_nobody_there_is_told_apart() {
        lgsp.next(Trouble.SILENT);

        assertThat(call().heard()).isInstanceOf(Heard.Lost.class);

        lgsp.close();
        assertThat(call().heard()).isInstanceOf(Heard.NotReached.class);
    }

    @Test
    void many_at_once_each_get_the_answer_to_their_own() throws Exception {
        Element envelope = Elements.parse(
                Files.readAllBytes(Path.of("src/test/resources/lgsp/samples/soap-update-traces-request.xml")));
        Element step =
                (Element) envelope.getElementsByTagName("MDocumentTraces").item(0);
        String number = Objects.requireNonNull(Elements.text(record, "DocCode"));
        Elements.children(step, "DocCode").getFirst().setTextContent(number);
        byte[] dossiers = Elements.document(record);
        byte[] steps = Elements.document(step);
        call();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<SoapReply>> replies = new ArrayList<>();
            for (int n = 0; n < 200; n++) {
                boolean dossier = n % 2 == 0;
                replies.add(threads.submit(() -> client.call(
                        dossier ? "SyncDocument" : "UpdateDocumentTraces",
                        Elements.parse(dossier ? dossiers : steps),
                        Map.of("Authorization", "Bearer " + token),
                        new Policy.Timeout(Duration.ofSeconds(20), Duration.ofSeconds(40)))));
            }
            for (Future<SoapReply> reply : replies) {
                assertThat(reply.get().says()).as("%s", reply.get().heard()).isInstanceOf(SoapReply.Result.class);
            }
        }
        assertThat(lgsp.messages()).hasSize(201);
    }

    @Test
    void names_an_operation_and_a_contract_that_are_not_there() {
        assertThatThrownBy(() -> client.call("NoSuchOperation", record, Map.of(), SOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NoSuchOperation");
        assertThatThrownBy(() -> client("lgsp/absent.wsdl", "/").call("SyncDocument", record, Map.of(), SOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("absent.wsdl");
        assertThat(lgsp.messages()).isEmpty();
    }
}
