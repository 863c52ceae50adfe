package vn.lienthong.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.SimulatedPortal;

/** The shipped policy as it is, and a portal that is really away for two minutes while an agency goes on working. */
@Tag("long")
class TwoMinuteOutageTest {

    private static final Duration OUTAGE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_PUSHES = Duration.ofMillis(500);
    private static final int DOSSIERS = 80;
    private static final int PUSHES = DOSSIERS * Dossiers.STATUSES.length;

    @Test
    void everything_arrives_in_order_without_a_person(@TempDir Path folder) throws Exception {
        try (SimulatedPortal server = SimulatedPortal.start(0, Account.INVENTED);
                Connector connector = Connector.start(folder, server.adapter(), "");
                ScheduledExecutorService agency = Executors.newScheduledThreadPool(2)) {
            SimulatedPortalClient portal = new SimulatedPortalClient(server.address());
            CountDownLatch pushes = push(agency, connector);
            await().atMost(Duration.ofMinutes(1)).until(() -> portal.count("creates") > 0);
            portal.fault("{\"kind\":\"down\"}");

            String health = agency.schedule(
                            () -> connector.health("") + connector.health("/counterparts"),
                            OUTAGE.toSeconds(),
                            TimeUnit.SECONDS)
                    .get();
            assertThat(health).contains("\"status\":\"UP\"").contains("COUNTERPART_DOWN");
            assertThat(pushes.getCount()).as("pushes to come").isPositive();

            portal.well();
            assertThat(pushes.await(10, TimeUnit.MINUTES)).isTrue();
            connector.awaitNothingOwed(Duration.ofMinutes(10));

            assertThat(connector.count("DEAD")).isZero();
            assertThat(connector.count("DELIVERED")).isEqualTo(PUSHES);
            assertThat(portal.count("creates")).isEqualTo(DOSSIERS);
            for (int dossier = 0; dossier < DOSSIERS; dossier++) {
                assertThat(portal.statuses(Dossiers.number(dossier)))
                        .as("statuses of dossier %d at the portal", dossier)
                        .containsExactly("2", "4", "9", "10");
            }
        }
    }

    /** All dossiers in their first state, then all in their second, and so on, before, in and after the outage. */
    private static CountDownLatch push(ScheduledExecutorService agency, Connector connector) {
        CountDownLatch left = new CountDownLatch(PUSHES);
        agency.scheduleAtFixedRate(
                () -> {
                    int pushed = PUSHES - (int) left.getCount();
                    if (pushed < PUSHES) {
                        push(connector, pushed % DOSSIERS, Dossiers.STATUSES[pushed / DOSSIERS]);
                        left.countDown();
                    }
                },
                0,
                BETWEEN_PUSHES.toMillis(),
                TimeUnit.MILLISECONDS);
        return left;
    }

    private static void push(Connector connector, int dossier, String status) {
        try {
            assertThat(connector
                            .push("npsp-dossier", Dossiers.dossier(dossier, status))
                            .statusCode())
                    .isEqualTo(202);
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
