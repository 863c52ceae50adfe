package vn.lienthong.scenario;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.SimulatedPortal;

/** The portal's catalogue, pulled and passed on through a kill and an outage: each procedure once, and what changed then. */
class ProceduresIT {

    private static final String POLICY = "pace: { perSecond: 500, parallel: 8, rampAfterOutage: 1s }";
    private static final String TAKES = "/api/thu-tuc";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void each_procedure_is_kept_once_and_what_changed_is_told(@TempDir Path folder) throws Exception {
        try (SimulatedPortal portal = SimulatedPortal.start(0, Account.INVENTED);
                Connector connector = Connector.start(
                        folder,
                        portal.adapterBehindDoor(),
                        POLICY,
                        Map.of("procedures.per-second", "60"),
                        Connector.SHORT_LIVED)) {
            pull(connector);
            await().atMost(PATIENCE).until(() -> report(connector).path("asked").asInt() > 0);
            connector.process().kill();
            connector.startAgain();
            finished(connector);
            assertThat(report(connector).path("listed").asInt()).isEqualTo(162);
            assertThat(report(connector).path("found").path("fresh").asInt()).isEqualTo(162);

            portal.changeProcedure("1.011451", "{\"YEUCAU\":\"Có bản dịch\"}");
            portal.dropProcedure("1.011452");
            portal.leave();
            pull(connector);
            await().atMost(PATIENCE)
                    .until(() -> report(connector).path("waits").path("code").asString(""), "npsp.not-reached"::equals);
            portal.comeBack();
            finished(connector);

            JsonNode found = report(connector).path("found");
            assertThat(found.path("changed").asInt()).isEqualTo(1);
            assertThat(found.path("gone").asInt()).isEqualTo(1);
            assertThat(found.path("fresh").asInt()).isZero();
            JsonNode changed =
                    connector.get("/api/procedures/1.011451").path("changes").path(0);
            assertThat(changed.path("fields").path(0).path("after").asString()).isEqualTo("Có bản dịch");
            assertThat(connector.get("/api/procedures/1.011452").path("state").asString())
                    .isEqualTo("gone");
        }
    }

    @Test
    void each_new_version_reaches_a_ministry_portal_once_and_in_order(@TempDir Path folder) throws Exception {
        WireMockServer ministry = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        ministry.start();
        ministry.stubFor(post(TAKES).willReturn(aResponse().withStatus(201)));
        Map<String, String> settings = Map.of(
                "procedures.per-second",
                "100",
                "procedures.relay",
                "portal-procedure",
                "agency.systems.agency.url",
                ministry.baseUrl() + TAKES);
        try (SimulatedPortal portal = SimulatedPortal.start(0, Account.INVENTED);
                Connector connector =
                        Connector.start(folder, portal.adapter(), POLICY, settings, Connector.SHORT_LIVED)) {
            pull(connector);
            await().atMost(PATIENCE).until(() -> taken(ministry).size() > 0);
            finished(connector); // a step that dies with its process is taken over after minutes
            connector.process().kill();
            connector.startAgain();
            await().atMost(PATIENCE).until(() -> codes(ministry).size() == 162);

            portal.changeProcedure("1.011451", "{\"YEUCAU\":\"Có bản dịch\"}");
            pull(connector);
            await().atMost(PATIENCE)
                    .until(() -> taken(ministry).getLast().path("requirements").asString(""), "Có bản dịch"::equals);
            connector.awaitNothingOwed(PATIENCE);

            assertThat(taken(ministry))
                    .filteredOn(record -> record.path("code").asString().equals("1.011451"))
                    .extracting(record -> record.path("requirements").asString(""))
                    .containsExactly("", "Có bản dịch");
            assertThat(keys(ministry)).as("one message for each version").hasSize(163);
        } finally {
            ministry.stop();
        }
    }

    /** In the order of arrival; one that was sent again because nobody heard its answer counts once. */
    private static List<JsonNode> taken(WireMockServer ministry) {
        Map<String, JsonNode> byKey = new LinkedHashMap<>();
        for (LoggedRequest request : messages(ministry)) {
            byKey.putIfAbsent(request.getHeader("Idempotency-Key"), JSON.readTree(request.getBody()));
        }
        return List.copyOf(byKey.values());
    }

    private static Set<String> codes(WireMockServer ministry) {
        return taken(ministry).stream()
                .map(record -> record.path("code").asString())
                .collect(Collectors.toSet());
    }

    private static Set<String> keys(WireMockServer ministry) {
        return messages(ministry).stream()
                .map(request -> request.getHeader("Idempotency-Key"))
                .collect(Collectors.toSet());
    }

    private static List<LoggedRequest> messages(WireMockServer ministry) {
        return ministry.getAllServeEvents().reversed().stream()
                .map(ServeEvent::getRequest)
                .map(LoggedRequest.class::cast)
                .toList();
    }

    private static void finished(Connector connector) {
        await().atMost(PATIENCE)
                .until(() -> report(connector).path("state").asString().equals("finished"));
    }

    private static JsonNode report(Connector connector) {
        return connector.get("/api/procedures").path("pull");
    }

    private static void pull(Connector connector) throws Exception {
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + connector.port() + "/api/procedures/pull"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"reason\":\"thử\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
    }
}
