package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

    private static final Instant START = Instant.parse("2026-03-02T02:00:00Z");

    private final AtomicReference<Instant> wall = new AtomicReference<>(START);
    private final AtomicLong ticks = new AtomicLong(Long.MAX_VALUE - 5);
    private final SteadyClock clock = new SteadyClock(wall::get, ticks::get);

    @Test
    void goes_with_the_wall_clock_while_nobody_sets_it() {
        pass(Duration.ofHours(30));
        assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofHours(30)));
    }

    @Test
    void a_clock_set_forward_makes_no_lease_run_out() {
        step(Duration.ofMinutes(10));
        pass(Duration.ofSeconds(50));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(55));
    }

    @Test
    void a_clock_set_back_does_not_turn_time_back() {
        step(Duration.ofMinutes(-10));
        assertThat(clock.instant()).isEqualTo(START);
        pass(Duration.ofSeconds(50));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(45));
    }

    @Test
    void follows_a_set_clock_within_ten_times_the_difference() {
        step(Duration.ofMinutes(6));
        for (int minute = 0; minute < 60; minute++) {
            pass(Duration.ofMinutes(1));
            clock.instant();
        }
        assertThat(clock.instant()).isEqualTo(wall.get());
    }

    @Test
    void a_wrong_clock_set_right_is_followed_at_once() {
        step(Duration.ofDays(20_000));
        assertThat(clock.instant()).isEqualTo(wall.get());
    }

    private void pass(Duration time) {
        ticks.addAndGet(time.toNanos());
        step(time);
    }

    private void step(Duration time) {
        wall.updateAndGet(now -> now.plus(time));
    }
}
