package vn.lienthong.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.SimulatedPortal;

/** The portal goes away under load and comes back; the connector is killed in mid-flight. Nothing needs a person. */
class PortalOutageIT {

    private static final int DOSSIERS = 60;
    private static final String FAST = """
            timeout: { connect: 1s, read: 2s }
            retry: { first: 200ms, factor: 2, longest: 2s, jitter: 20%, giveUpAfter: 7d }
            breaker: { window: 10 calls, failureRate: 50%, slowCall: 20s, openFor: 1s, probes: 1 }
            pace: { perSecond: 400, parallel: 8, rampAfterOutage: 1s }
            """;

    @Test
    void after_an_outage_under_load_everything_arrives_in_order_without_a_person(@TempDir Path folder)
            throws Exception {
        try (SimulatedPortal server = SimulatedPortal.start(0, Account.INVENTED);
                Connector connector = Connector.start(folder, server.adapter(), FAST)) {
            SimulatedPortalClient portal = new SimulatedPortalClient(server.address());
            pushAll(connector, 0, 1);
            portal.fault("{\"kind\":\"down\"}");
            pushAll(connector, 1, Dossiers.STATUSES.length);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> connector.health("/counterparts").contains("COUNTERPART_DOWN"));
            assertThat(connector.health("")).as("the connector's own health").contains("\"UP\"");

            portal.well();
            connector.awaitNothingOwed(Duration.ofSeconds(60));

            assertThat(connector.count("DEAD")).isZero();
            assertEveryLife(portal);
        }
    }

    @Test
    void killed_in_mid_flight_it_goes_on_where_it_was(@TempDir Path folder) throws Exception {
        try (SimulatedPortal server = SimulatedPortal.start(0, Account.INVENTED);
                Connector connector = Connector.start(
                        folder,
                        server.adapter(),
                        FAST.replace("400", "60"),
                        Map.of("relay.lease", "5s"),
                        Connector.SHORT_LIVED)) {
            SimulatedPortalClient portal = new SimulatedPortalClient(server.address());
            pushAll(connector, 0, Dossiers.STATUSES.length);
            for (int kill = 1; kill <= 3; kill++) {
                long before = portal.count("calls");
                await().atMost(Duration.ofSeconds(70)).until(() -> portal.count("calls") > before + 40);
                connector.process().kill();
                connector.startAgain();
            }
            connector.awaitNothingOwed(Duration.ofSeconds(120));

            assertThat(connector.count("DEAD")).isZero();
            assertThat(portal.count("creates")).isEqualTo(DOSSIERS);
            assertEveryLife(portal);
        }
    }

    /** Each dossier's statuses came in the order in which they were pushed; a step may be seen twice, never out of turn. */
    private static void assertEveryLife(SimulatedPortalClient portal) throws Exception {
        for (int dossier = 0; dossier < DOSSIERS; dossier++) {
            assertThat(portal.statuses(Dossiers.number(dossier)))
                    .as("statuses of dossier %d at the portal", dossier)
                    .containsExactly("2", "4", "9", "10");
        }
    }

    private static void pushAll(Connector connector, int from, int to) throws Exception {
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int dossier = 0; dossier < DOSSIERS; dossier++) {
                answers.add(senders.submit(life(connector, dossier, from, to)));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(202);
            }
        }
    }

    private static Callable<Integer> life(Connector connector, int dossier, int from, int to) {
        return () -> {
            int last = 202;
            for (int step = from; step < to && last == 202; step++) {
                last = connector
                        .push("npsp-dossier", Dossiers.dossier(dossier, Dossiers.STATUSES[step]))
                        .statusCode();
            }
            return last;
        };
    }
}
