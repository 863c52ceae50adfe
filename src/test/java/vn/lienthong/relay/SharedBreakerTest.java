package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.relay.RelayStage.await;
import static vn.lienthong.relay.RelayStage.delivered;
import static vn.lienthong.relay.RelayStage.down;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.DeliveryState;

/** One breaker for all processes on a ledger. */
class SharedBreakerTest {

    private static final Problem LOCKED_OUT = Problem.of("portal.login-refused");

    @TempDir
    Path dir;

    @Test
    void what_opens_in_one_process_holds_the_deliveries_of_all() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("dossiers", 1)) {
            open(stage);
            int calls = stage.calls.get();
            DispatchingRelay other = stage.another();
            other.start();
            try {
                await(() -> status(other).breaker().equals("open"));
                stage.lookAgain();
                assertThat(stage.calls).hasValue(calls);
                assertThat(status(other).lastFailure()).isEqualTo(RelayStage.DOWN);
                assertThat(status(other).openUntil())
                        .isEqualTo(stage.portalStatus().openUntil());
            } finally {
                other.stop();
            }
        }
    }

    @Test
    void an_open_breaker_survives_a_restart() throws Exception {
        RelayStage stage = new RelayStage(dir).open("dossiers", 1);
        open(stage);
        stage.close();
        int calls = stage.calls.get();
        DispatchingRelay restarted = stage.another();
        restarted.start();
        await(() -> status(restarted).breaker().equals("open"));
        stage.lookAgain();
        assertThat(stage.calls).hasValue(calls);
        restarted.stop();
    }

    @Test
    void all_processes_together_send_one_probe_for_each_interval() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("dossiers", 1)) {
            open(stage);
            DispatchingRelay other = stage.another();
            other.start();
            try {
                for (int interval = 1; interval <= 5; interval++) {
                    int calls = stage.calls.get();
                    stage.pass(Duration.ofSeconds(31));
                    other.wake();
                    await(() -> stage.calls.get() > calls);
                    await(() -> isHeldAgain(stage.relay, stage) || isHeldAgain(other, stage));
                    stage.pass(Duration.ofSeconds(2));
                    other.wake();
                    await(() -> stage.portalStatus().breaker().equals("open")
                            && status(other).breaker().equals("open"));
                    stage.lookAgain();
                    assertThat(stage.calls).hasValue(calls + 1);
                }
            } finally {
                other.stop();
            }
        }
    }

    @Test
    void a_probe_that_comes_off_closes_it_for_all_and_starts_one_ramp() throws Exception {
        try (RelayStage stage = new RelayStage(dir, "parallel: 4", "parallel: 20").open("dossiers", 1)) {
            open(stage);
            DispatchingRelay other = stage.another();
            other.start();
            await(() -> status(other).breaker().equals("open"));
            CountDownLatch hold = new CountDownLatch(1);
            int before = stage.calls.get();
            stage.portal = batch -> {
                if (stage.calls.get() > before + 1) {
                    SharedBreakerTest.hold(hold);
                }
                return delivered();
            };
            try {
                stage.pass(Duration.ofSeconds(31));
                await(() -> stage.portalStatus().breaker().equals("closed")
                        || status(other).breaker().equals("closed"));
                stage.pass(Duration.ofSeconds(2));
                other.wake();
                await(() -> stage.portalStatus().breaker().equals("closed")
                        && status(other).breaker().equals("closed"));
                assertThat(stage.portalStatus().parallel())
                        .isEqualTo(status(other).parallel())
                        .isEqualTo(2);
            } finally {
                hold.countDown();
                other.stop();
            }
        }
    }

    @Test
    void a_prober_that_dies_is_followed_by_another_after_an_interval() throws Exception {
        RelayStage stage = new RelayStage(dir).open("dossiers", 1);
        open(stage);
        CountDownLatch hold = new CountDownLatch(1);
        stage.portal = batch -> {
            hold(hold);
            return down();
        };
        int calls = stage.calls.get();
        stage.pass(Duration.ofSeconds(31));
        await(() -> stage.calls.get() == calls + 1);
        await(() -> stage.portalStatus().breaker().equals("half-open"));
        stage.relay.stop();
        stage.portal = batch -> delivered();
        DispatchingRelay other = stage.another();
        other.start();
        await(() -> status(other).breaker().equals("half-open"));
        stage.lookAgain();
        assertThat(stage.calls).hasValue(calls + 1);
        stage.clock.pass(Duration.ofSeconds(31));
        other.wake();
        await(() -> status(other).breaker().equals("closed"));
        hold.countDown();
        other.stop();
    }

    @Test
    void a_refused_account_opens_it_at_once_and_uses_up_no_attempts() throws Exception {
        try (RelayStage stage = new RelayStage(dir, "parallel: 4", "parallel: 1").open("dossiers", 1)) {
            stage.portal = batch -> new Reply(Outcome.Deferred.shut(LOCKED_OUT), List.of());
            IntStream.range(0, 20).forEach(lane -> stage.owe("dossiers", "G16-" + lane, "a"));
            stage.start();
            await(() -> stage.portalStatus().breaker().equals("open"));
            await(() -> stage.portalStatus().inFlight() == 0);
            stage.lookAgain();

            assertThat(stage.calls).hasValue(1);
            assertThat(stage.portalStatus().lastFailure()).isEqualTo(LOCKED_OUT);
            for (int probe = 2; probe <= 4; probe++) {
                stage.pass(Duration.ofSeconds(31));
                int calls = probe;
                await(() -> stage.calls.get() == calls);
                await(() -> stage.portalStatus().breaker().equals("open"));
            }
            assertThat(stage.ledger.rows()).allMatch(row -> row.attempts == 0);

            stage.portal = batch -> delivered();
            stage.pass(Duration.ofSeconds(31));
            await(() -> stage.portalStatus().breaker().equals("closed"));
            stage.pass(Duration.ofMinutes(2));
            await(() -> stage.ledger.rows().stream().allMatch(row -> row.state == DeliveryState.DELIVERED));
        }
    }

    @Test
    void all_counterparts_of_a_process_cost_one_look_a_second() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("dossiers", 1).start()) {
            stage.lookAgain();
            int reads = stage.memos.reads();
            stage.lookAgain();
            stage.lookAgain();
            assertThat(stage.memos.reads()).isEqualTo(reads);
            stage.pass(Duration.ofSeconds(1));
            await(() -> stage.memos.reads() == reads + 1);
        }
    }

    private static void open(RelayStage stage) {
        stage.portal = batch -> down();
        IntStream.range(0, 20).forEach(lane -> stage.owe("dossiers", "G16-" + lane, "a"));
        stage.start();
        await(() -> stage.portalStatus().breaker().equals("open")
                && stage.portalStatus().inFlight() == 0);
    }

    private static boolean isHeldAgain(Relay relay, RelayStage stage) {
        Relay.Counterpart portal = status(relay);
        return portal.breaker().equals("open")
                && Objects.requireNonNull(portal.openUntil()).isAfter(stage.clock.instant());
    }

    private static Relay.Counterpart status(Relay relay) {
        return relay.counterparts().getFirst();
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
