package vn.lienthong.intake.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.xml.ws.Dispatch;
import jakarta.xml.ws.Service;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.namespace.QName;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.apache.cxf.binding.soap.SoapFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Import;
import vn.lienthong.intake.Deadlines;
import vn.lienthong.intake.LedgerIntake;
import vn.lienthong.intake.OneFlow;
import vn.lienthong.intake.Page;
import vn.lienthong.intake.Source.Carrier;
import vn.lienthong.intake.push.PushSettings;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;

/** The shipped contract and mapping, called over HTTP: by a client that knows only the WSDL, and by one that sends anything. */
class SoapDoorTest {

    private static final String NAMESPACE = "urn:vn:gov:lgsp:dossier:1";
    private static final Path RECORD = Path.of("mappings/npsp/lgsp/dossier/tests/dossier.xml");
    private static final SoapOperation SYNC = new SoapOperation("lgsp-dossier", "lgsp/dossier.wsdl", "SyncDocument");

    @TempDir
    Path dir;

    private final HttpClient http = HttpClient.newHttpClient();
    private RealLedger ledger;
    private ServletWebServerApplicationContext application;
    private LedgerIntake intake;
    private SoapServices services;
    private SoapServices.Offer offer;
    private Carrier route = Page::enter;

    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    @EnableConfigurationProperties(PushSettings.class)
    @Import(SoapController.class)
    static class Door {}

    @BeforeEach
    void open() {
        ledger = RealLedger.onSqlite(dir.resolve("ledger"));
        FileMappings mappings = new FileMappings(Path.of("mappings"));
        mappings.refresh();
        Flows flows = new OneFlow(new Flow("lgsp-dossier", "npsp", "npsp/lgsp/dossier", 1, true, true));
        intake = new LedgerIntake(flows, mappings, ledger.ledger, Deadlines.none());
        services = new SoapServices(Path.of("mappings"), intake, ledger.view);
        offer = services.offer(SYNC, page -> route.carry(page));
        SpringApplication door = new SpringApplication(Door.class);
        door.addInitializers(context -> context.getBeanFactory().registerSingleton("soapServices", services));
        application = (ServletWebServerApplicationContext) door.run("--server.port=0", "--intake.largest-body=600KB");
    }

    @AfterEach
    void close() {
        application.close();
        offer.close();
        ledger.close();
        http.close();
    }

    private String address() {
        return "http://localhost:"
                + Objects.requireNonNull(application.getWebServer()).getPort() + "/services/lgsp/dossier";
    }

    private static String record() throws Exception {
        return Files.readString(RECORD).strip();
    }

    private static String envelope(String body) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>" + body
                + "</s:Body></s:Envelope>";
    }

    private static String call(String record) {
        return "<d:SyncDocument xmlns:d=\"" + NAMESPACE + "\">" + record + "</d:SyncDocument>";
    }

    private HttpResponse<String> post(String type, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(address()))
                        .header("Content-Type", type)
                        .header("SOAPAction", "\"\"")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String body) throws Exception {
        return post("text/xml; charset=utf-8", body);
    }

    private HttpResponse<String> get(String query) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(address() + query)).build(), BodyHandlers.ofString());
    }

    private long count(DeliveryState... states) {
        DeliveryFilter filter =
                states.length == 0 ? DeliveryFilter.any() : DeliveryFilter.any().in(states[0]);
        return ledger.view.deliveries(filter, 1, 1).total();
    }

    private Dispatch<Source> client() throws Exception {
        Service service =
                Service.create(URI.create(address() + "?wsdl").toURL(), new QName(NAMESPACE, "DossierService"));
        return service.createDispatch(new QName(NAMESPACE, "DossierPort"), Source.class, Service.Mode.PAYLOAD);
    }

    private static String text(Source source) throws Exception {
        StringWriter text = new StringWriter();
        TransformerFactory.newDefaultInstance().newTransformer().transform(source, new StreamResult(text));
        return text.toString();
    }

    @Test
    void takes_a_dossier_from_a_client_that_knows_only_the_wsdl() throws Exception {
        String answer = text(client().invoke(new StreamSource(new StringReader(call(record())))));

        assertThat(answer).contains("<MResult><Status>200</Status>");
        assertThat(count(DeliveryState.PENDING)).isEqualTo(1);
        long delivery = ledger.view
                .deliveries(DeliveryFilter.any(), 1, 1)
                .items()
                .getFirst()
                .id();
        assertThat(new String(ledger.view.record(delivery).orElseThrow().body(), StandardCharsets.UTF_8))
                .as("the element inside the wrapper; XML has two ways to write an empty one")
                .isEqualTo(record().replaceAll("<(\\w+)></\\1>", "<$1/>"));
    }

    @Test
    void tells_a_repeat_the_same_and_owes_it_once() throws Exception {
        HttpResponse<String> first = post(envelope(call(record())));
        HttpResponse<String> second = post(envelope(call(record())));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void keeps_what_the_mapping_refuses_and_says_every_problem() throws Exception {
        String bad = record().replace("1.011451", "9.999999").replace("<ApplicantsType>2", "<ApplicantsType>7");

        HttpResponse<String> answer = post(envelope(call(bad)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("<Status>422</Status>", "mapping.not-in-code-table", "mapping.no-crosswalk-pair");
        assertThat(count(DeliveryState.DEAD)).isEqualTo(1);
    }

    @Test
    void says_of_a_repeat_that_it_waits_for_a_person() throws Exception {
        post(envelope(call(record())));
        ledger.refuse("npsp");

        HttpResponse<String> second = post(envelope(call(record())));

        assertThat(second.body()).contains("<Status>200</Status>", "intake.repeated-waits");
        assertThat(count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<d:Other xmlns:d=\"urn:vn:gov:lgsp:dossier:1\"/>",
                "<SyncDocument xmlns=\"urn:another\"><MSyncDocument/></SyncDocument>",
                "<d:UpdateDocumentTraces xmlns:d=\"urn:vn:gov:lgsp:dossier:1\"><MDocumentTraces/></d:UpdateDocumentTraces>",
                "<d:SyncDocument xmlns:d=\"urn:vn:gov:lgsp:dossier:1\"/>",
                "<d:SyncDocument xmlns:d=\"urn:vn:gov:lgsp:dossier:1\"><a/><b/></d:SyncDocument>"
            })
    void faults_the_caller_for_what_is_no_call_of_an_operation_on_offer(String body) throws Exception {
        HttpResponse<String> answer = post(envelope(body));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("<faultcode>").contains(":Client").doesNotContain("Exception", "\tat ");
        assertThat(count()).isZero();
    }

    /** CXF takes the first call of the first body, and would say of the others that they were taken. */
    @ParameterizedTest
    @ValueSource(strings = {"%1$s%2$s", "%1$s</s:Body><s:Body>%2$s", "", "</s:Body><s:Body>%1$s"})
    void turns_away_a_message_that_is_not_one_call(String body) throws Exception {
        HttpResponse<String> answer =
                post(envelope(body.formatted(call(record()), call(record().replace("240315-0012", "240315-0013")))));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("s:Client", "intake.one-record-a-call");
        assertThat(count()).isZero();
    }

    @Test
    void turns_away_an_envelope_without_a_body() throws Exception {
        HttpResponse<String> answer = post("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"/>");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("s:Client", "intake.one-record-a-call");
    }

    /** Without a charset HTTP's own default is ISO-8859-1, which no caller means; .NET declares what it wrote into memory. */
    @ParameterizedTest
    @CsvSource({
        "text/xml, '', UTF-8",
        "text/xml, UTF-8, UTF-8",
        "text/xml; charset=iso-8859-1, '', UTF-8",
        "text/xml; charset=utf-8, utf-16, UTF-8",
        "text/xml; charset=utf-8, utf-16, UTF-16",
        "text/xml; charset=utf-16, '', UTF-16LE",
        "text/xml, '', UTF-16"
    })
    void takes_letters_as_they_were_written_whatever_charset_is_named(String type, String declared, String encoding)
            throws Exception {
        String declaration = declared.isEmpty() ? "" : "<?xml version=\"1.0\" encoding=\"" + declared + "\"?>";
        byte[] message = (declaration + envelope(call(record()))).getBytes(encoding);

        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(address()))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(message))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.body()).contains("<MResult><Status>200</Status><Message/>");
        assertThat(ledger.view.deliveries(DeliveryFilter.any(), 1, 1).items())
                .singleElement()
                .satisfies(delivery -> assertThat(new String(
                                ledger.view.record(delivery.id()).orElseThrow().body(), StandardCharsets.UTF_8))
                        .contains("Thủ tục cấp Giấy phép phân loại phim"));
    }

    /** The wrapper says which operation is called; a header that says something else would be told to come again for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"UpdateVote", "\"urn:vn:gov:lgsp:dossier:1/UpdateVote\"", "\"http://tempuri.org/Sync\""})
    void takes_the_call_its_body_makes_whatever_the_soap_action_says(String action) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(address()))
                        .header("Content-Type", "text/xml; charset=utf-8")
                        .header("SOAPAction", action)
                        .POST(BodyPublishers.ofString(envelope(call(record()))))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(count(DeliveryState.PENDING)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "text/xml, '<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><a>&e;</a>', 400, intake.xml-with-dtd",
        "text/xml, '<a>', 400, intake.not-xml",
        "text/xml, '', 400, intake.empty-body",
        "application/json, '{}', 415, intake.media-type",
        "multipart/related; boundary=b; type=\"text/xml\", '--b--', 415, intake.media-type",
        "application/xop+xml, '<a/>', 415, intake.media-type"
    })
    void turns_away_before_cxf_what_is_no_plain_message(String type, String body, int status, String code)
            throws Exception {
        HttpResponse<String> answer = post(type, body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("s:Client", code);
        assertThat(count()).isZero();
    }

    @Test
    void bounds_depth_and_size() throws Exception {
        assertThat(post(envelope("<a>".repeat(101) + "</a>".repeat(101))).body())
                .contains("intake.too-deep");
        HttpResponse<String> large = post(envelope(call("<Base64>" + "x".repeat(700_000) + "</Base64>")));
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).contains("intake.body-too-large");
    }

    @Test
    void bounds_the_attributes_of_an_element() throws Exception {
        String attributes =
                IntStream.rangeClosed(1, 201).mapToObj(n -> " a" + n + "=\"\"").collect(Collectors.joining());
        assertThat(post(envelope(call("<a" + attributes + "/>"))).body()).contains("intake.too-many-attributes");
    }

    /** What there are too many of for a record, its mapping says. */
    @ParameterizedTest
    @ValueSource(strings = {"%s", "<b c=\"%s\"/>"})
    void says_of_much_of_one_kind_what_the_mapping_says(String much) throws Exception {
        String inside = much.formatted((much.startsWith("<") ? "xxxx" : "<a/>").repeat(50_001));
        HttpResponse<String> answer = post(envelope(call("<MSyncDocument>" + inside + "</MSyncDocument>")));
        assertThat(answer.body()).contains("<Status>422</Status>").doesNotContain("not-xml");
        assertThat(count(DeliveryState.DEAD)).isEqualTo(1);
    }

    @Test
    void says_come_again_and_nothing_of_its_insides_when_the_route_fails() throws Exception {
        route = page -> {
            throw new IllegalStateException("secret of the house");
        };

        assertThatThrownBy(() -> client().invoke(new StreamSource(new StringReader(call(record())))))
                .cause()
                .isInstanceOfSatisfying(SoapFault.class, fault -> {
                    assertThat(fault.getFaultCode().getLocalPart()).isEqualTo("Server");
                    assertThat(fault.getMessage())
                            .contains("intake.not-entered")
                            .doesNotContain("secret", "Exception");
                    assertThat(fault.getDetail()).isNull();
                });
        assertThat(count()).isZero();
    }

    @Test
    void serves_its_wsdl_with_the_address_it_was_asked_at_and_no_other_file() throws Exception {
        assertThat(get("?wsdl").body())
                .contains("location=\"" + address() + "\"")
                .doesNotContain("file:/");
        assertThat(get("?xsd=dossier.xsd").body()).contains("MSyncDocument");
        assertThat(get("?xsd=../npsp/dossier/mapping.yaml").body()).doesNotContain("MaHoSo");
        assertThat(get("?xsd=exchange-2013.xsd").body()).doesNotContain("OSSDocumentSoap");
        assertThat(get("").statusCode()).isEqualTo(405);
    }

    @Test
    void says_that_nothing_is_at_the_address_above_all_services() throws Exception {
        URI above = URI.create(address().replaceAll("/lgsp.*", ""));
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(above).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("intake.soap-service");
    }

    @Test
    void is_there_only_while_its_route_runs() throws Exception {
        offer.close();

        HttpResponse<String> answer = post(envelope(call(record())));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("intake.soap-service");
    }

    @Test
    void names_a_contract_that_is_no_wsdl() throws Exception {
        Files.writeString(Files.createDirectories(dir.resolve("lgsp")).resolve("broken.wsdl"), "<wsdl");
        SoapServices others = new SoapServices(dir, intake, ledger.view);
        assertThatThrownBy(() -> others.offer(new SoapOperation("f", "lgsp/broken.wsdl", "SyncDocument"), Page::enter))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("broken.wsdl");
    }

    @ParameterizedTest
    @CsvSource({
        "lgsp/dossier.wsdl, NoSuchOperation, has no operation NoSuchOperation",
        "lgsp/absent.wsdl, SyncDocument, there is no file",
        "../lgsp/dossier.wsdl, SyncDocument, inside the mappings' folder",
        "lgsp/dossier.wsdl, SyncDocument, another route"
    })
    void refuses_to_offer_what_cannot_be(String contract, String operation, String why) {
        assertThatThrownBy(() -> services.offer(new SoapOperation("f", contract, operation), Page::enter))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
