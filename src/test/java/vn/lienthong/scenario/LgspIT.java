package vn.lienthong.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.SimulatedPortal;

/**
 * A ministry's connector sends by SOAP to another connector, which takes by SOAP as an LGSP and sends to the portal.
 * Both are killed on the way.
 */
class LgspIT {

    private static final int DOSSIERS = 30;
    private static final String POLICY = """
            timeout: { connect: 2s, read: 10s }
            retry: { first: 200ms, factor: 2, longest: 2s, jitter: 20%, giveUpAfter: 7d }
            breaker: { window: 20 calls, failureRate: 50%, slowCall: 20s, openFor: 1s, probes: 1 }
            pace: { perSecond: 100, parallel: 4, rampAfterOutage: 1s }
            """;

    @Test
    void every_dossier_arrives_once_and_its_last_state_too(@TempDir Path folder) throws Exception {
        Path above = folder.resolve("above");
        try (SimulatedPortal server = SimulatedPortal.start(0, Account.INVENTED);
                Connector lgsp = Connector.start(
                        folder.resolve("lgsp"),
                        server.adapter(),
                        POLICY,
                        Map.of(
                                "agency.systems.agency.folder",
                                Files.createDirectories(above).toString()),
                        Connector.SHORT_LIVED);
                Connector ministry = Connector.start(
                        folder.resolve("ministry"),
                        server.adapter(),
                        POLICY,
                        Map.of("agency.systems.lgsp.url", "http://127.0.0.1:" + lgsp.port() + "/services/lgsp/dossier"),
                        Connector.SHORT_LIVED)) {
            Connector.use(folder.resolve("lgsp"), "lgsp-dossier", "lgsp-dossier-soap");
            Connector.use(
                    folder.resolve("lgsp"), "lgsp-figures", "lgsp-figures-soap", "lgsp-ratings", "lgsp-ratings-soap");
            Connector.use(folder.resolve("ministry"), "to-lgsp-dossier", "to-lgsp-figures", "to-lgsp-ratings");
            await().atMost(Duration.ofSeconds(60)).until(() -> lgsp.status("/services/lgsp/dossier?wsdl") == 200);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> ministry.push("to-lgsp-dossier", Dossiers.dossier(0, "received"))
                                    .statusCode()
                            < 300);

            push(ministry, "received");
            lgsp.process().kill();
            push(ministry, "processing");
            ministry.process().kill();
            lgsp.startAgain();
            ministry.startAgain();
            push(ministry, "returned");
            pushExample(ministry, "to-lgsp-figures", "lgsp/figures");
            pushExample(ministry, "to-lgsp-ratings", "lgsp/ratings");
            ministry.awaitNothingOwed(Duration.ofSeconds(120));
            lgsp.awaitNothingOwed(Duration.ofSeconds(120));

            assertThat(above.toFile().list())
                    .as("figures and ratings, for the ministry above")
                    .hasSize(2)
                    .anyMatch(name -> name.startsWith("so-lieu-"))
                    .anyMatch(name -> name.startsWith("danh-gia-"));
            SimulatedPortalClient portal = new SimulatedPortalClient(server.address());
            for (int dossier = 1; dossier <= DOSSIERS; dossier++) {
                List<String> changes = portal.history(Dossiers.number(dossier)).stream()
                        .map(change -> change.path("kind").asString())
                        .toList();
                assertThat(changes)
                        .as("an update may be told again when nobody heard its answer")
                        .startsWith("created")
                        .containsOnlyOnce("created");
                assertThat(portal.history(Dossiers.number(dossier))
                                .getLast()
                                .path("status")
                                .asString())
                        .isEqualTo("10");
            }
            assertThat(ministry.get("/api/deliveries?state=DEAD").path("total").asInt())
                    .isZero();
        }
    }

    private static void pushExample(Connector ministry, String flow, String mapping) throws Exception {
        String example = Files.readString(Path.of("mappings", mapping, "tests/agency-example.json"));
        assertThat(ministry.push(flow, example).statusCode()).isEqualTo(202);
    }

    private static void push(Connector ministry, String status) throws Exception {
        for (int dossier = 1; dossier <= DOSSIERS; dossier++) {
            assertThat(ministry.push("to-lgsp-dossier", Dossiers.dossier(dossier, status))
                            .statusCode())
                    .isEqualTo(202);
        }
    }
}
