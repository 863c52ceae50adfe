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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.SimulatedPortal;

/**
 * The portal and a list of the ministry's own system against the ledger, all as they are: what was planted is found after a kill in
 * the middle, and nothing else.
 */
class AgreementIT {

    private static final int DOSSIERS = 30;
    private static final int GONE_AT_THE_SOURCE = 3;
    private static final int REFUSED = 7;
    private static final int NEVER_EXPORTED = 90;
    private static final String POLICY = "pace: { perSecond: 500, parallel: 8, rampAfterOutage: 1s }";

    @Test
    void planted_differences_are_found_and_no_others(@TempDir Path folder) throws Exception {
        try (SimulatedPortal server = SimulatedPortal.start(0, Account.INVENTED);
                Connector connector = Connector.start(
                        folder,
                        server.adapter(),
                        POLICY,
                        Map.of("agreement.per-second", "5", "agreement.on-the-way", "0s"),
                        Connector.SHORT_LIVED)) {
            SimulatedPortalClient portal = new SimulatedPortalClient(server.address());
            server.refuse(List.of(Dossiers.number(REFUSED)));
            for (int n = 1; n <= DOSSIERS; n++) {
                connector.push("npsp-dossier", Dossiers.dossier(n, "received"));
                connector.push("npsp-progress", Dossiers.progress(n, 1));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> portal.count("progress") == DOSSIERS - 1);

            giveSourceList(connector);
            post(connector, "/api/agreement");
            await().until(() -> looked(connector) > 0);
            connector.process().kill();
            connector.startAgain();
            await().atMost(Duration.ofSeconds(60)).until(() -> state(connector).equals("finished"));

            JsonNode found = connector.get("/api/agreement");
            assertThat(found.path("dossiers").asInt()).isEqualTo(DOSSIERS + 1);
            assertThat(found.path("agree").asInt()).isEqualTo(DOSSIERS - 2);
            assertThat(found.path("differences").valueStream())
                    .extracting(one -> one.path("dossier").asString() + " "
                            + one.path("problem").path("code").asString())
                    .containsExactly(
                            Dossiers.number(GONE_AT_THE_SOURCE) + " agreement.not-at-source",
                            Dossiers.number(REFUSED) + " agreement.never-sent",
                            Dossiers.number(NEVER_EXPORTED) + " agreement.missing-here");

            forgetEverythingAtThePortal(server);
            post(connector, "/api/agreement");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> state(connector).equals("finished")
                            && connector.get("/api/agreement").path("differ").asInt() == DOSSIERS + 1);
            assertThat(connector.text("/api/agreement/differences.csv").lines()).hasSize(DOSSIERS + 2);
        }
    }

    private static void giveSourceList(Connector connector) throws Exception {
        StringBuilder list = new StringBuilder("dossierNo,changedAt\n");
        IntStream.concat(IntStream.rangeClosed(1, DOSSIERS), IntStream.of(NEVER_EXPORTED))
                .filter(n -> n != GONE_AT_THE_SOURCE)
                .forEach(n -> list.append(Dossiers.number(n)).append(",2024-03-15T08:30:00\n"));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + connector.port() + "/api/agreement/source?name=list.csv"))
                                .header("Content-Type", "application/octet-stream")
                                .POST(HttpRequest.BodyPublishers.ofString(list.toString()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(201);
    }

    private static void forgetEverythingAtThePortal(SimulatedPortal server) throws Exception {
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.address() + "/_sandbox/reset"))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
    }

    private static void post(Connector connector, String path) throws Exception {
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.port() + path))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"reason\":\"thử\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
    }

    private static int looked(Connector connector) {
        return connector.get("/api/agreement").path("dossiers").asInt();
    }

    private static String state(Connector connector) {
        return connector.get("/api/agreement").path("state").asString();
    }
}
