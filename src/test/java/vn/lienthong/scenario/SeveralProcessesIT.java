package vn.lienthong.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
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
import vn.lienthong.TestFolders;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.SimulatedPortal;

/** Two connectors on one ledger: one is paused for longer than its leases, the other takes its work over. */
class SeveralProcessesIT {

    private static final int DOSSIERS = 60;
    private static final int PARALLEL = 16;
    private static final String POLICY = """
            timeout: { connect: 2s, read: 10s }
            retry: { first: 200ms, factor: 2, longest: 2s, jitter: 20%%, giveUpAfter: 7d }
            breaker: { window: 20 calls, failureRate: 50%%, slowCall: 20s, openFor: 1s, probes: 1 }
            pace: { perSecond: 0, parallel: %d, rampAfterOutage: 1s }
            """.formatted(PARALLEL);

    @Test
    void a_process_that_wakes_up_late_sends_and_records_nothing_of_what_another_took_over(@TempDir Path folder)
            throws Exception {
        try (EmbeddedPostgres database = TestFolders.postgres().start();
                SimulatedPortal server = SimulatedPortal.start(0, Account.INVENTED);
                Connector sleeper = connector(folder.resolve("sleeper"), server, database);
                Connector other = connector(folder.resolve("other"), server, database)) {
            SimulatedPortalClient portal = new SimulatedPortalClient(server.address());
            portal.fault("{\"kind\":\"slow\",\"seconds\":1}");
            pushAll(other);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> sleeper.inFlight() > 1 && portal.count("creates") > DOSSIERS / 4);

            sleeper.process().pause();
            long underWay = count(database, "SELECT COUNT(*) FROM delivery WHERE state = 'SENDING'");
            assertThat(underWay).isPositive();
            portal.well();
            other.awaitNothingOwed(Duration.ofSeconds(90));
            long attempts = count(database, "SELECT COUNT(*) FROM attempt");
            long calls = sent(portal);

            sleeper.process().resume();
            await().atMost(Duration.ofSeconds(60)).until(() -> sleeper.inFlight() == 0);
            assertThat(sent(portal))
                    .as("messages at the portal: none but one for each lane that was on its way")
                    .isBetween(calls, calls + underWay);
            assertThat(count(database, "SELECT COUNT(*) FROM attempt")).isEqualTo(attempts);
            assertThat(count(database, "SELECT COUNT(*) FROM delivery WHERE state <> 'DELIVERED'"))
                    .isZero();
            assertThat(count(
                            database,
                            "SELECT COUNT(*) FROM (SELECT delivery FROM attempt WHERE outcome = 'delivered'"
                                    + " GROUP BY delivery HAVING COUNT(*) > 1) AS twice"))
                    .isZero();
            assertThat(portal.count("creates")).isEqualTo(DOSSIERS);
            assertThat(portal.count("alreadyThere")).as("each was asked about").isZero();
            assertEveryLife(portal);
            assertThat(portal.count("logins")).as("one login for both").isEqualTo(1);
        }
    }

    private static Connector connector(Path folder, SimulatedPortal portal, EmbeddedPostgres database)
            throws Exception {
        return Connector.start(
                folder,
                portal.adapter(),
                POLICY,
                Map.of(
                        "ledger.url", database.getJdbcUrl("postgres", "postgres"),
                        "ledger.username", "postgres",
                        "ledger.password", "postgres",
                        "relay.lease", "3s"),
                Connector.SHORT_LIVED);
    }

    private static long sent(SimulatedPortalClient portal) throws Exception {
        return portal.count("creates") + portal.count("updates") + portal.count("lookups");
    }

    private static long count(EmbeddedPostgres database, String sql) throws SQLException {
        try (var connection = database.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void assertEveryLife(SimulatedPortalClient portal) throws Exception {
        for (int dossier = 0; dossier < DOSSIERS; dossier++) {
            List<String> statuses = new ArrayList<>();
            portal.history(Dossiers.number(dossier)).forEach(change -> {
                String status = change.path("status").asString();
                if (statuses.isEmpty() || !statuses.getLast().equals(status)) {
                    statuses.add(status);
                }
            });
            assertThat(statuses)
                    .as("statuses of dossier %d at the portal", dossier)
                    .containsExactly("2", "4", "9", "10");
        }
    }

    private static void pushAll(Connector connector) throws Exception {
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int dossier = 0; dossier < DOSSIERS; dossier++) {
                answers.add(senders.submit(life(connector, dossier)));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(202);
            }
        }
    }

    private static Callable<Integer> life(Connector connector, int dossier) {
        return () -> {
            int last = 202;
            for (int step = 0; step < Dossiers.STATUSES.length && last == 202; step++) {
                last = connector
                        .push("npsp-dossier", Dossiers.dossier(dossier, Dossiers.STATUSES[step]))
                        .statusCode();
            }
            return last;
        };
    }
}
