package vn.lienthong.intake.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.Agency;
import vn.lienthong.intake.Deadlines;
import vn.lienthong.intake.LedgerIntake;
import vn.lienthong.intake.Page;
import vn.lienthong.intake.SettableClock;
import vn.lienthong.intake.Source;
import vn.lienthong.intake.exchange.ExchangeClient.Waiting;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.RealLedger;

/** An exchange that writes what it likes, byte by byte: what it can be understood to give is taken, and the rest is told. */
class MisleadingExchangeTest {

    private static final String NAMESPACE = "http://hoso.provider.exch.sharedservice.dtt.vn/";
    private static final Pattern ID = Pattern.compile("<idList>([^<]*)</idList>");

    @TempDir
    Path dir;

    private final List<List<String>> acknowledged = new ArrayList<>();
    private volatile String declaration = "";
    private volatile String gives = "";
    private HttpServer server;
    private RealLedger ledger;
    private Exchanges exchanges;
    private Source source;
    private ExchangeSettings settings;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        settings = settings(DataSize.ofMegabytes(20));
        ledger = RealLedger.onSqlite(dir.resolve("ledger"));
        open(settings);
    }

    private void open(ExchangeSettings to) {
        Agency agency = new Agency();
        LedgerIntake intake = new LedgerIntake(agency, agency.mappings(), ledger.ledger, Deadlines.none());
        exchanges = new Exchanges(Map.of("truc", to), Path.of("mappings"), intake, ledger.memos, new SettableClock());
        source = exchanges.open(new ExchangePolling("exchange-flow", "truc", Duration.ofSeconds(5), 10));
    }

    @AfterEach
    void stop() throws Exception {
        source.close();
        ledger.close();
        server.stop(0);
    }

    private ExchangeSettings settings(DataSize longest) {
        return new ExchangeSettings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
                "bo",
                "TEST-PASSWORD",
                "lgsp/exchange-2013.wsdl",
                Duration.ofSeconds(20),
                longest);
    }

    private void answer(HttpExchange call) throws IOException {
        String request = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean pull = request.contains("pullDocument");
        if (!pull) {
            acknowledged.add(
                    ID.matcher(request).results().map(found -> found.group(1)).toList());
        }
        String operation = pull ? "pullDocument" : "updateSendSignal";
        byte[] answer = (declaration
                        + "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><a:%1$sResponse xmlns:a=\"%2$s\"><return><errCode>0</errCode>%3$s</return></a:%1$sResponse></s:Body></s:Envelope>"
                                .formatted(operation, NAMESPACE, pull ? gives : ""))
                .getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "text/xml; charset=utf-8");
        call.sendResponseHeaders(200, answer.length);
        call.getResponseBody().write(answer);
        call.close();
    }

    private static String dossier(String id, String owner) {
        return "<onlineDocumentList><onlineId>%s</onlineId><maLoaiHoSo>H-%s</maLoaiHoSo><hoTenNguoiNop>%s</hoTenNguoiNop></onlineDocumentList>"
                .formatted(id, id.strip(), owner);
    }

    private void work() throws Exception {
        while (source.step(Page::enter)) {
            // until there is nothing more
        }
    }

    private List<String> entered() {
        return ledger.view.deliveries(DeliveryFilter.any(), 1, 500).items().reversed().stream()
                .map(delivery -> String.valueOf(delivery.dossier()))
                .toList();
    }

    private List<String> faults() {
        return exchanges.faults().stream().map(Problem::code).toList();
    }

    private List<Waiting> pulled() throws Exception {
        try (ExchangeClient client = new ExchangeClient(settings, Path.of("mappings"), new SettableClock())) {
            return client.pull().records();
        }
    }

    /** People paste them into forms, and old services write them as they are. */
    @ParameterizedTest
    @ValueSource(strings = {"\u000B", "&#11;", "&#xb;", "&#0;", "\uFFFF", "&#55357;", "&#x110000;"})
    void a_sign_that_xml_does_not_have_holds_up_no_other_dossier(String sign) throws Exception {
        gives = dossier("1", "Nguyễn" + sign + "Thử") + dossier("2", "Người thử");
        work();
        assertThat(entered()).containsExactly("H-1", "H-2");
        assertThat(acknowledged.getFirst()).containsExactly("1", "2");
        assertThat(new String(pulled().getFirst().record().body(), StandardCharsets.UTF_8))
                .contains("<hoTenNguoiNop>Nguyễn\uFFFDThử</hoTenNguoiNop>");
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void one_that_no_parser_reads_is_told_and_holds_up_no_other(String inside, String why) throws Exception {
        gives = dossier("1", "Người thử") + dossier("2", inside) + dossier("3", "Người thử");
        work();
        assertThat(entered()).containsExactly("H-1", "H-3");
        assertThat(acknowledged.getFirst()).containsExactly("1", "3");
        assertThat(exchanges.faults()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("intake.exchange-unreadable");
            assertThat(problem.details()).containsEntry("id", "2").containsEntry("why", why);
        });
        gives = dossier("4", "Người thử");
        work();
        assertThat(faults()).isEmpty();
    }

    static Stream<Arguments> unreadable() {
        String attributes =
                IntStream.rangeClosed(1, 201).mapToObj(n -> " a" + n + "=\"\"").collect(Collectors.joining());
        return Stream.of(
                arguments("<a>".repeat(101) + "</a>".repeat(101), "TOO_DEEP"),
                arguments("<a>".repeat(500_000) + "</a>".repeat(500_000), "TOO_DEEP"),
                arguments("<a" + attributes + "/>", "TOO_MANY_ATTRIBUTES"),
                arguments("<a/>".repeat(1_000_001), "TOO_MANY"),
                arguments("<" + "a".repeat(2000) + "/>", "NOT_XML"),
                arguments("<x:a/>", "NOT_XML"),
                arguments("<a></b>", "NOT_XML"),
                arguments("<a>", "NOT_XML"),
                arguments("Thử & thử", "NOT_XML"),
                arguments("3 < 5", "NOT_XML"),
                arguments("&nbsp;", "NOT_XML"),
                arguments("<!-- </onlineDocumentList> -->&nbsp;<![CDATA[<onlineDocumentList>]]>", "NOT_XML"));
    }

    @Test
    void many_that_cannot_be_read_hold_up_no_other() throws Exception {
        StringBuilder many = new StringBuilder();
        for (int n = 1; n <= 300; n++) {
            many.append(dossier("" + n, n % 3 == 0 ? "&nbsp;" : "A"));
        }
        gives = many.toString();
        assertThat(pulled()).hasSize(200);
    }

    @Test
    void those_that_are_too_many_together_come_one_part_after_the_other() throws Exception {
        gives = dossier("1", "<a/>".repeat(400_000))
                + dossier("2", "<a/>".repeat(400_000))
                + dossier("3", "<a/>".repeat(400_000));
        assertThat(pulled()).extracting(Waiting::id).containsExactly("1");
    }

    @Test
    void a_long_attribute_is_no_more_than_text() throws Exception {
        gives = dossier("1", "<a b=\"" + "x".repeat(100_000) + "\"/>");
        assertThat(pulled()).hasSize(1);
    }

    @Test
    void what_only_xml_1_1_can_say_holds_up_no_other_dossier() throws Exception {
        declaration = "<?xml version=\"1.1\" encoding=\"UTF-8\"?>";
        gives = dossier("1", "Nguyễn&#11;Thử") + dossier("2", "Người thử");
        work();
        assertThat(entered()).containsExactly("H-1", "H-2");
    }

    @Test
    void what_looks_like_such_a_sign_in_a_right_answer_stays() throws Exception {
        gives = dossier("1", "<![CDATA[A&#11;B]]>");
        assertThat(new String(pulled().getFirst().record().body(), StandardCharsets.UTF_8))
                .contains("A&amp;#11;B");
    }

    @Test
    void many_that_wait_are_taken_however_many_they_are() throws Exception {
        StringBuilder many = new StringBuilder();
        for (int n = 1; n <= 50_001; n++) {
            many.append(dossier("" + n, "A"));
        }
        gives = many.toString();
        assertThat(pulled()).hasSize(50_001);
    }

    /** Each address of an attached file has some. */
    @Test
    void many_ampersands_are_no_more_than_text() throws Exception {
        gives = dossier("1", "&amp;".repeat(100_001));
        assertThat(pulled()).hasSize(1);
    }

    @Test
    void an_id_is_the_number_it_is_however_it_is_written() throws Exception {
        gives = dossier(" 1234567890123456789 ", "A") + dossier("+5", "A");
        work();
        assertThat(acknowledged.getFirst()).containsExactly("1234567890123456789", "5");
        gives = dossier("7", "A") + dossier("007", "B");
        assertThat(pulled()).as("two dossiers under one id").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "７", "1e3", "7;8", "../7", "7&#13;&#10;8"})
    void what_is_no_such_number_is_no_id(String id) throws Exception {
        gives = dossier(id, "A") + dossier("8", "A");
        work();
        assertThat(acknowledged.getFirst()).containsExactly("8");
        assertThat(faults()).containsExactly("intake.exchange-without-id");
    }

    @Test
    void dossiers_under_a_name_the_contract_does_not_have_are_not_taken_for_none() throws Exception {
        gives = dossier("1", "A").replace("onlineDocumentList", "onlineDocumentSoap");
        work();
        assertThat(faults()).containsExactly("intake.exchange-contract");
    }

    @Test
    void an_answer_that_is_too_long_is_told_with_the_setting() throws Exception {
        source.close();
        open(settings(DataSize.ofKilobytes(1)));
        gives = dossier("1", "A".repeat(2000));
        work();
        assertThat(exchanges.faults()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("intake.exchange-answer-too-long");
            assertThat(problem.details()).containsEntry("longest", "1024");
        });
    }

    /** What it gives at most at a time may be all of it, and then nothing new comes any more. */
    @Test
    void one_that_gives_again_what_it_heard_is_taken_is_told_until_it_does_not() throws Exception {
        gives = dossier("1", "A") + dossier("2", "A");
        work();
        assertThat(faults()).as("it may be slow to forget").isEmpty();
        work();
        assertThat(exchanges.faults()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("intake.exchange-gives-again");
            assertThat(problem.details()).containsEntry("id", "1");
        });
        assertThat(entered()).containsExactly("H-1", "H-2");
        gives = dossier("3", "A");
        work();
        assertThat(faults()).isEmpty();
        assertThat(entered()).containsExactly("H-1", "H-2", "H-3");
    }

    /** In memory they take forty times as much as on the way. */
    @Test
    void an_answer_of_nothing_but_elements_is_not_built_in_memory() throws Exception {
        gives = "<a/>".repeat(1_000_001);
        work();
        assertThat(faults()).containsExactly("intake.exchange-unclear");
    }

    @Test
    void one_with_a_document_type_is_no_answer() throws Exception {
        declaration = "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";
        gives = dossier("1", "&e;");
        work();
        assertThat(faults()).containsExactly("intake.exchange-unclear");
        assertThatThrownBy(this::pulled).isInstanceOf(ExchangeFault.class);
    }
}
