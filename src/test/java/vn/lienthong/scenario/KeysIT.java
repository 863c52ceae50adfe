package vn.lienthong.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.SimulatedPortal;

/** Systems with keys of their own, each to its own flows. */
class KeysIT {

    private static final Path DOCUMENT = Path.of("mappings/npsp/lgsp/dossier/tests/dossier.xml");
    private static final String CASE_SYSTEM = "a-long-secret-of-the-case-system";
    private static final String SERVICE_BUS = "a-long-secret-of-the-service-bus";

    private static final Map<String, String> KEYS = Map.of(
            "api.keys[0].name", "mot-cua",
            "api.keys[0].secret", CASE_SYSTEM,
            "api.keys[0].flows", "npsp-dossier",
            "api.keys[1].name", "truc-tich-hop",
            "api.keys[1].secret", SERVICE_BUS,
            "api.keys[1].flows", "npsp-progress,lgsp-dossier");

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void a_key_gives_records_to_its_flows_and_to_no_other(@TempDir Path folder) throws Exception {
        try (SimulatedPortal portal = SimulatedPortal.start(0, Account.INVENTED);
                Connector connector = Connector.start(
                        folder,
                        portal.adapter(),
                        "pace: { perSecond: 500, parallel: 8 }",
                        KEYS,
                        Connector.SHORT_LIVED)) {
            Connector.use(folder, "lgsp-dossier", "lgsp-dossier-soap");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> call(connector, SERVICE_BUS).body().contains("<Status>200</Status>"));

            assertThat(call(connector, CASE_SYSTEM).body())
                    .contains("intake.flow-not-open")
                    .doesNotContain("<Status>");
            assertThat(push(connector, "npsp-dossier", CASE_SYSTEM)).isEqualTo(202);
            assertThat(push(connector, "npsp-progress", CASE_SYSTEM)).isEqualTo(403);
            assertThat(push(connector, "npsp-dossier", SERVICE_BUS)).isEqualTo(403);
        }
    }

    private int push(Connector connector, String flow, String key) throws Exception {
        return send(
                        connector,
                        "/api/records/" + flow,
                        "application/json",
                        key,
                        flow.endsWith("progress") ? Dossiers.progress(1, 1) : Dossiers.dossier(1, "received"))
                .statusCode();
    }

    private HttpResponse<String> call(Connector connector, String key) throws Exception {
        String envelope = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
                + "<d:SyncDocument xmlns:d=\"urn:vn:gov:lgsp:dossier:1\">"
                + Files.readString(DOCUMENT).strip() + "</d:SyncDocument></s:Body></s:Envelope>";
        return send(connector, "/services/lgsp/dossier", "text/xml; charset=utf-8", key, envelope);
    }

    private HttpResponse<String> send(Connector connector, String path, String type, String key, String body)
            throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.port() + path))
                        .header("Content-Type", type)
                        .header("X-Api-Key", key)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
