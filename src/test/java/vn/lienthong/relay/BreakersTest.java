package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.relay.RelayStage.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that are no deliveries, at the breaker that all processes share. */
class BreakersTest {

    private static final String PORTAL = "portal";
    private static final Duration QUICK = Duration.ofMillis(5);

    @TempDir
    Path dir;

    private RelayStage stage;
    private DispatchingRelay other;

    @BeforeEach
    void start() throws Exception {
        stage = new RelayStage(dir);
        stage.relay.start();
        other = stage.another();
        other.start();
    }

    @AfterEach
    void stop() {
        other.stop();
        stage.close();
    }

    @Test
    void calls_that_fail_in_one_process_let_none_go_out_in_any() {
        open();
        assertThat(stage.relay.lets(PORTAL)).isFalse();
        assertThat(other.lets(PORTAL)).isFalse();
        assertThat(status(other).lastFailure()).isEqualTo(RelayStage.DOWN);
    }

    @Test
    void calls_that_are_answered_hold_nothing_back() {
        for (int i = 0; i < 20; i++) {
            stage.relay.answered(PORTAL, QUICK);
        }
        stage.relay.failed(PORTAL, RelayStage.DOWN, QUICK);
        stage.lookAgain();
        assertThat(stage.relay.lets(PORTAL)).isTrue();
        assertThat(status(stage.relay).breaker()).isEqualTo("closed");
    }

    @Test
    void after_its_time_the_first_call_that_is_answered_closes_it_for_all() {
        open();
        stage.relay.answered(PORTAL, QUICK);
        stage.lookAgain();
        assertThat(stage.relay.lets(PORTAL)).as("before its time").isFalse();
        pass(Duration.ofSeconds(31));
        await(() -> other.lets(PORTAL));
        other.answered(PORTAL, QUICK);
        await(() -> status(other).breaker().equals("closed"));
        pass(Duration.ofSeconds(2));
        await(() -> status(stage.relay).breaker().equals("closed"));
        assertThat(stage.relay.lets(PORTAL)).isTrue();
    }

    @Test
    void after_its_time_a_call_that_fails_opens_it_again() {
        open();
        pass(Duration.ofSeconds(31));
        await(() -> stage.relay.lets(PORTAL));
        stage.relay.failed(PORTAL, RelayStage.DOWN, QUICK);
        await(() -> !stage.relay.lets(PORTAL));
        pass(Duration.ofSeconds(2));
        await(() -> !other.lets(PORTAL));
        assertThat(status(other).breaker()).isEqualTo("open");
    }

    private void open() {
        for (int i = 0; i < 4; i++) {
            stage.relay.failed(PORTAL, RelayStage.DOWN, QUICK);
        }
        await(() -> status(stage.relay).breaker().equals("open"));
        pass(Duration.ofSeconds(2));
        await(() -> status(other).breaker().equals("open"));
    }

    private void pass(Duration time) {
        stage.pass(time);
        other.wake();
    }

    private static Relay.Counterpart status(DispatchingRelay relay) {
        return relay.counterparts().getFirst();
    }
}
