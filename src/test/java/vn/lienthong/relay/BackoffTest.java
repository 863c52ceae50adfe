package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.Problem;

class BackoffTest {

    private static final Backoff PLAIN = new Backoff(Duration.ofSeconds(10), 2, Duration.ofMinutes(30), 0);
    private static final Backoff SPREAD = new Backoff(Duration.ofSeconds(10), 2, Duration.ofMinutes(30), 0.2);
    private final RandomGenerator random = new SplittableRandom(7);

    @Test
    void waits_twice_as_long_after_each_attempt_up_to_the_longest() {
        assertThat(IntStream.rangeClosed(1, 10)
                        .mapToObj(number -> PLAIN.after(number, random).toSeconds()))
                .containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 640L, 1280L, 1800L, 1800L);
    }

    @Test
    void waits_the_longest_after_any_number_of_attempts() {
        assertThat(PLAIN.after(Integer.MAX_VALUE, random)).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void no_two_deliveries_wait_equally_long_and_none_off_by_more_than_the_jitter() {
        var waits = IntStream.range(0, 100)
                .mapToObj(each -> SPREAD.after(1, random).toMillis())
                .toList();

        assertThat(waits).allMatch(wait -> wait >= 8_000 && wait <= 12_000);
        assertThat(waits.stream().distinct().count()).isGreaterThan(90);
    }

    @Test
    void what_the_counterpart_asked_for_wins_if_it_is_longer() {
        assertThat(PLAIN.after(1, asked(Duration.ofMinutes(2)), random)).isEqualTo(Duration.ofMinutes(2));
        assertThat(PLAIN.after(5, asked(Duration.ofMinutes(2)), random)).isEqualTo(Duration.ofSeconds(160));
        assertThat(PLAIN.afterWaiting(Duration.ZERO, asked(Duration.ofMinutes(2)), random))
                .isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void attempts_that_do_not_count_follow_the_same_curve_by_the_time_passed() {
        assertThat(PLAIN.afterWaiting(Duration.ZERO, asked(Duration.ZERO), random))
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(PLAIN.afterWaiting(Duration.ofSeconds(10), asked(Duration.ZERO), random))
                .isEqualTo(PLAIN.after(2, random));
        assertThat(PLAIN.afterWaiting(Duration.ofSeconds(70), asked(Duration.ZERO), random))
                .isEqualTo(PLAIN.after(4, random));
        assertThat(PLAIN.afterWaiting(Duration.ofDays(3), asked(Duration.ZERO), random))
                .isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void knows_how_long_a_number_of_attempts_takes() {
        assertThat(PLAIN.total(3)).isEqualTo(Duration.ofSeconds(70));
        assertThat(PLAIN.total(0)).isZero();
    }

    private static Outcome.Deferred asked(Duration wait) {
        return new Outcome.Deferred(Problem.of("npsp.busy"), wait, true);
    }
}
