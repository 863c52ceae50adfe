package vn.lienthong.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.SimulatedPortal;

/** The portal's catalogue, pulled through a kill and an outage: each procedure once, and what changed then. */
class ProceduresIT {

    private static final String POLICY = "pace: { perSecond: 500, parallel: 8, rampAfterOutage: 1s }";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void each_procedure_is_kept_once_and_what_changed_is_told(@TempDir Path folder) throws Exception {
        try (SimulatedPortal portal = SimulatedPortal.start(0, Account.INVENTED);
                Connector connector = Connector.start(
                        folder,
                        portal.adapterBehindDoor(),
                        POLICY,
                        Map.of("procedures.per-second", "60"),
                        List.of("-Xmx512m"))) {
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
