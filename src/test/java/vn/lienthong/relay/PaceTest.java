package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final Pace pace = new Pace();

    @Test
    void without_a_pace_everything_may_go() {
        pace.change(0);

        assertThat(pace.take(1000)).isEqualTo(1000);
        assertThat(pace.untilNext()).isZero();
    }

    @Test
    void five_a_second_means_one_now_and_the_next_within_a_fifth_of_a_second() {
        pace.change(5);

        assertThat(pace.take(10)).isEqualTo(1);
        assertThat(pace.untilNext()).isPositive().isLessThanOrEqualTo(Duration.ofMillis(201));
    }

    /** Holds at any moment, however slow the machine: the beat that runs and the one before it, and none in advance. */
    @Test
    void no_more_goes_out_than_the_pace_allows() {
        long start = System.nanoTime();
        pace.change(100);
        int taken = 0;
        while (taken < 30) {
            taken += pace.take(20);
            double beats = (System.nanoTime() - start) / 1e8;
            assertThat(taken).isLessThanOrEqualTo(10 * (int) (beats + 2));
        }
    }

    @Test
    void a_permit_that_found_nothing_due_is_kept_for_the_next_time() {
        pace.change(0.01);
        int taken = pace.take(1);
        pace.putBack(1);

        assertThat(taken).isEqualTo(1);
        assertThat(pace.take(1)).isEqualTo(1);
        assertThat(pace.take(1)).isZero();
    }

    @Test
    void calls_beyond_the_one_paid_for_are_paid_afterwards() {
        pace.change(0.01);
        int taken = pace.take(1);
        pace.putBack(-2);
        pace.putBack(2);

        assertThat(taken).isEqualTo(1);
        assertThat(pace.take(1)).isZero();
    }

    @Test
    void a_pace_that_changes_gives_nothing_in_advance() {
        pace.change(0.01);
        int taken = pace.take(4);
        for (int change = 1; change <= 18; change++) {
            pace.change(0.01 + change * 0.005);
            taken += pace.take(4);
        }

        assertThat(taken).isEqualTo(1);
    }

    /** The second one would be two seconds off. */
    @Test
    void behind_the_call_that_was_waited_for_a_changed_pace_has_none_to_spare() {
        pace.change(5);
        pace.take(1);
        pace.change(0.5);
        await().atMost(Duration.ofSeconds(20)).until(() -> pace.take(1) == 1);

        assertThat(pace.take(4)).isZero();
    }

    @Test
    void who_waits_for_the_next_call_waits_the_less_the_more_a_changed_pace_allows() {
        pace.change(0.01);
        pace.take(4);
        pace.change(0.02);

        assertThat(pace.take(1)).isZero();
        assertThat(pace.untilNext()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(50));
    }

    @Test
    void a_pace_of_less_than_one_a_day_lets_no_more_go_out() {
        pace.change(0.000001);

        assertThat(pace.take(4)).isEqualTo(1);
        assertThat(pace.take(4)).isZero();
    }

    @Test
    void who_waits_borrows_from_the_deliveries_a_second_s_worth_at_most() {
        pace.change(0.01);

        assertThat(pace.borrow()).as("the one in hand").isTrue();
        assertThat(pace.borrow()).as("the next one").isTrue();
        assertThat(pace.borrow()).isFalse();
        pace.putBack(1);
        assertThat(pace.take(1)).as("what was owed is paid first").isZero();
    }

    @Test
    void without_a_pace_nothing_is_owed() {
        pace.change(0);

        assertThat(pace.borrow()).isTrue();
        assertThat(pace.borrow()).isTrue();
        assertThat(pace.take(3)).isEqualTo(3);
    }

    @Test
    void the_ramp_grows_from_a_tenth_to_all() {
        Instant start = Instant.parse("2026-01-05T08:00:00Z");
        Duration length = Duration.ofMinutes(2);

        assertThat(Ramp.share(null, start, length)).isEqualTo(1);
        assertThat(Ramp.share(start, start, length)).isEqualTo(0.1);
        assertThat(Ramp.share(start, start.plusSeconds(60), length)).isEqualTo(0.55);
        assertThat(Ramp.share(start, start.plusSeconds(119), length)).isBetween(0.9, 1.0);
        assertThat(Ramp.share(start, start.plusSeconds(120), length)).isEqualTo(1);
        assertThat(Ramp.share(start.plus(Duration.ofDays(1)), start, length))
                .as("it came back while the clock was ahead")
                .isEqualTo(1);
        assertThat(Ramp.share(start, start, Duration.ZERO)).isEqualTo(0.1);
        assertThat(Ramp.share(start, start.plusMillis(1), Duration.ZERO)).isEqualTo(1);
    }
}
