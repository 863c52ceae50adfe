package vn.lienthong.scenario;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.TestFolders;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.SimulatedPortal;

/**
 * The way of a dossier that is filed on the portal: to the ministry's own system, and its status back; and of a
 * question asked there, and its answer. The portal files and takes, the connector is killed on the way, the ministry's
 * system answers by HTTP.
 */
class PortalFiledIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TAKES = "/api/ho-so";
    private static final String POLICY = """
            timeout: { connect: 2s, read: 5s }
            retry: { first: 200ms, factor: 2, longest: 2s, jitter: 20%, giveUpAfter: 7d }
            breaker: { window: 20 calls, failureRate: 50%, slowCall: 20s, openFor: 1s, probes: 1 }
            pace: { perSecond: 500, parallel: 8, rampAfterOutage: 1s }
            """;

    @Test
    void a_dossier_goes_round_on_sqlite(@TempDir Path folder) throws Exception {
        goesRound(folder, Map.of());
    }

    @Test
    void a_dossier_goes_round_on_postgresql(@TempDir Path folder) throws Exception {
        try (EmbeddedPostgres database = TestFolders.postgres().start()) {
            goesRound(
                    folder,
                    Map.of(
                            "ledger.url", database.getJdbcUrl("postgres", "postgres"),
                            "ledger.username", "postgres",
                            "ledger.password", "postgres",
                            "relay.lease", "3s"));
        }
    }

    private static void goesRound(Path folder, Map<String, String> ledger) throws Exception {
        WireMockServer ministry = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        ministry.start();
        Map<String, String> settings = new HashMap<>(ledger);
        settings.put("agency.systems.agency.url", ministry.baseUrl() + TAKES);
        try (SimulatedPortal server = SimulatedPortal.start(0, Account.INVENTED);
                Connector connector =
                        Connector.start(folder, server.adapter(), POLICY, settings, Connector.SHORT_LIVED)) {
            SimulatedPortalClient portal = new SimulatedPortalClient(server.address());
            server.ministryAt("http://127.0.0.1:" + connector.port() + SimulatedPortal.PATH);
            ministry.stubFor(post(TAKES).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

            JsonNode filed = portal.file("{}");
            String number = filed.path("no").asString();
            assertThat(answerCode(filed)).isZero();
            await().atMost(Duration.ofSeconds(30)).until(() -> sent(ministry) > 0);
            connector.process().kill();
            ministry.stubFor(post(TAKES).willReturn(aResponse().withStatus(201)));
            connector.startAgain();
            connector.awaitNothingOwed(Duration.ofSeconds(90));
            JsonNode again = portal.file("{\"no\":\"" + number + "\",\"dossier\":" + content(portal, number) + "}");

            assertThat(answerCode(again)).as("told again").isEqualTo(1);
            assertThat(keys(ministry))
                    .as("one message, however often it was sent")
                    .hasSize(1);
            statusGoesBack(connector, portal, number);
            ministryNeverPushesItBack(connector, portal, number);
            Connector.use(folder, "portal-question", "portal-question-source", "npsp-answer", "npsp-rating");
            aQuestionIsAnswered(connector, portal, ministry);
            theMonthIsRated(connector, portal);
        } finally {
            ministry.stop();
        }
    }

    private static void statusGoesBack(Connector connector, SimulatedPortalClient portal, String number)
            throws Exception {
        connector.push("npsp-portal-status", status(number, "received", "08:30"));
        connector.push("npsp-portal-status", status(number, "supplement", "09:30"));
        connector.awaitNothingOwed(Duration.ofSeconds(30));

        assertThat(portal.history(number))
                .filteredOn(change -> change.path("kind").asString().equals("status"))
                .extracting(change -> change.path("status").asString())
                .containsExactly("2", "5");
    }

    private static void ministryNeverPushesItBack(Connector connector, SimulatedPortalClient portal, String number)
            throws Exception {
        connector.push("npsp-dossier", Dossiers.dossier(1, "received").replace(Dossiers.number(1), number));
        connector.awaitNothingOwed(Duration.ofSeconds(30));

        assertThat(connector
                        .get("/api/deliveries?state=DEAD")
                        .path("items")
                        .valueStream()
                        .map(delivery ->
                                delivery.path("problems").get(0).path("code").asString()))
                .containsExactly("npsp.filed-on-the-portal");
        assertThat(portal.count("creates") + portal.count("updates")).isZero();
        assertThat(portal.count("refused")).as("refused by the portal").isZero();
    }

    private static void aQuestionIsAnswered(Connector connector, SimulatedPortalClient portal, WireMockServer ministry)
            throws Exception {
        await().atMost(Duration.ofSeconds(60)).until(() -> questions(ministry).size() == 2);
        String question = questions(ministry).getFirst();

        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        connector.push("npsp-answer", """
                        {"questionId":%s,"agencyCode":"000.00.00.G16","answeredBy":"Lê Thị Ví Dụ","title":"Chuyên viên",
                        "answeredAt":"2024-03-18T09:00:00+07:00","answer":"15 ngày làm việc."}""".formatted(question)).statusCode() == 202);
        connector.awaitNothingOwed(Duration.ofSeconds(30));

        assertThat(portal.opinions("questions").valueStream())
                .filteredOn(row -> row.path("HOIDAPID").asString().equals(question))
                .extracting(row -> row.path("NOIDUNGTRALOI").asString())
                .containsExactly("15 ngày làm việc.");
    }

    private static void theMonthIsRated(Connector connector, SimulatedPortalClient portal) throws Exception {
        String rating = Files.readString(Path.of("mappings/npsp/ratings/tests/agency-example.json"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> connector.push("npsp-rating", rating).statusCode() < 300);
        connector.awaitNothingOwed(Duration.ofSeconds(30));

        assertThat(portal.opinions("ratings")
                        .valueStream()
                        .map(row -> row.path("NgayTongHop").asString()))
                .containsExactly("3-2024");
    }

    /** Ids of the questions that came to the ministry's system. */
    private static List<String> questions(WireMockServer ministry) {
        return ministry.findAll(postRequestedFor(urlEqualTo(TAKES))).stream()
                .map(request ->
                        JSON.readTree(request.getBody()).path("questionId").asString(""))
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }

    private static String status(String number, String status, String time) {
        return """
                {"portalDossierNo":"%s","dossierNo":"000.00.00.G16-240315-0014","at":"2024-03-15T%s:00+07:00",
                "status":"%s","note":"Thử nghiệm"}""".formatted(number, time, status);
    }

    private static String content(SimulatedPortalClient portal, String number) throws Exception {
        return portal.history(number).getFirst().path("content").toString();
    }

    private static int answerCode(JsonNode filed) {
        return JSON.readTree(filed.path("answer").asString()).path("error_code").asInt(-99);
    }

    private static int sent(WireMockServer ministry) {
        return ministry.findAll(postRequestedFor(urlEqualTo(TAKES))).size();
    }

    private static List<String> keys(WireMockServer ministry) {
        return ministry.findAll(postRequestedFor(urlEqualTo(TAKES))).stream()
                .map(request -> request.getHeader("Idempotency-Key"))
                .distinct()
                .toList();
    }
}
