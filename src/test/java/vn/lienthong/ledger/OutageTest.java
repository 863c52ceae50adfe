package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OutageTest {

    private final AtomicLong ticks = new AtomicLong();
    private final Outage outage = new Outage(ticks::get);

    @Test
    void begins_with_the_first_failure() {
        assertThat(outage.lasts()).isFalse();
        assertThat(outage.kept()).isFalse();
        assertThat(outage.failed()).isTrue();
        assertThat(outage.failed()).isFalse();
        assertThat(outage.lasts()).isTrue();
    }

    @Test
    void lasts_while_small_things_are_kept_between_failures() {
        outage.failed();
        for (int second = 0; second < 30; second += 6) {
            pass(6);
            assertThat(outage.kept()).isFalse();
            assertThat(outage.failed()).isFalse();
        }
    }

    @Test
    void ends_once_with_what_is_kept_after_ten_seconds_without_a_failure() {
        outage.failed();
        pass(10);
        assertThat(outage.lasts()).isTrue();
        assertThat(outage.kept()).isTrue();
        assertThat(outage.kept()).isFalse();
        assertThat(outage.lasts()).isFalse();
        assertThat(outage.failed()).isTrue();
    }

    private void pass(int seconds) {
        ticks.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
