package vn.lienthong.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.lienthong.situation.Alert.Line;

/** When what is told; a look is one call of {@link #look}, as the alerts take it. */
class AlertStateTest {

    private static final Duration AFTER = Duration.ofMinutes(5);
    private static final AlertSettings SETTINGS = AlertSamples.settings();

    private Instant now = Instant.parse("2026-03-02T02:00:00Z");
    private AlertState state = AlertState.NOTHING;

    @Test
    void what_lasts_is_told_once() {
        assertThat(look(dead(3))).isEmpty();
        pass(4);
        assertThat(look(dead(3))).isEmpty();
        pass(1);
        assertThat(look(dead(3))).hasValueSatisfying(alert -> {
            assertThat(says(alert.fresh())).containsExactly("3 dead");
            assertThat(alert.open()).isEmpty();
            assertThat(alert.over()).isEmpty();
        });
        pass(60);
        assertThat(look(dead(3))).isEmpty();
    }

    @Test
    void what_passes_by_itself_is_never_told() {
        look(dead(3));
        pass(4);
        assertThat(look()).isEmpty();
        pass(4);
        assertThat(look(dead(3))).as("it begins anew").isEmpty();
    }

    @Test
    void what_grows_is_told_again_and_what_shrinks_is_not() {
        told(dead(3));
        pass(20);
        assertThat(look(dead(2))).isEmpty();
        assertThat(look(dead(3)))
                .hasValueSatisfying(alert -> assertThat(says(alert.fresh())).containsExactly("3 dead"));
    }

    @Test
    void that_it_is_over_is_told_with_what_is_still_so() {
        told(dead(3), down());
        pass(20);
        assertThat(look(down())).hasValueSatisfying(alert -> {
            assertThat(alert.fresh()).isEmpty();
            assertThat(says(alert.open())).containsExactly("npsp is down");
            assertThat(alert.over()).containsExactly(Line.over("3 dead"));
        });
        pass(20);
        assertThat(look(down())).isEmpty();
    }

    @Test
    void however_much_happens_it_is_told_together() {
        told(dead(1));
        pass(5);
        assertThat(look(dead(100))).isEmpty();
        pass(5);
        assertThat(look(dead(400), down())).isEmpty();
        pass(5);
        assertThat(look(dead(500), down()))
                .hasValueSatisfying(
                        alert -> assertThat(says(alert.fresh())).containsExactly("500 dead", "npsp is down"));
    }

    @Test
    void what_is_still_so_is_told_again_after_a_day() {
        told(dead(3));
        pass(60 * 24 - 1);
        assertThat(look(dead(3))).isEmpty();
        pass(1);
        assertThat(look(dead(3))).hasValueSatisfying(alert -> {
            assertThat(alert.fresh()).isEmpty();
            assertThat(says(alert.open())).containsExactly("3 dead");
        });
    }

    @Test
    void what_failed_to_be_told_waits_and_is_told_whole() {
        look(dead(3));
        pass(5);
        state = state.waitingUntil(now.plus(AlertSettings.AGAIN));
        pass(4);
        assertThat(look(dead(4))).isEmpty();
        pass(1);
        assertThat(look(dead(4)))
                .hasValueSatisfying(alert -> assertThat(says(alert.fresh())).containsExactly("4 dead"));
    }

    @Test
    void what_is_not_known_now_stands_as_it_was_told() {
        look(Concern.notKnownNow("dead", "/deliveries"));
        told(dead(3));
        pass(20);
        assertThat(look(Concern.notKnownNow("dead", "/deliveries"))).isEmpty();
        pass(60 * 24);
        assertThat(look(Concern.notKnownNow("dead", "/deliveries")))
                .hasValueSatisfying(alert -> assertThat(says(alert.open())).containsExactly("3 dead"));
        pass(20);
        assertThat(look(dead(3))).isEmpty();
        assertThat(look(dead(4))).isPresent();
    }

    @Test
    void a_clock_that_was_ahead_keeps_nothing_back() {
        told(dead(3));
        state = state.waitingUntil(now.plus(AlertSettings.AGAIN));
        look(dead(3), down());
        pass(-60 * 24);
        look(dead(3), down());
        pass(5);
        assertThat(look(dead(3), down()))
                .hasValueSatisfying(alert -> assertThat(says(alert.fresh())).containsExactly("npsp is down"));
    }

    @Test
    void what_was_told_while_the_clock_was_a_year_ahead_is_told_again_as_soon_as_any_other() {
        pass(60 * 24 * 365);
        told(dead(3));
        pass(-60 * 24 * 365);

        assertThat(look(dead(3))).isPresent();
        pass(60 * 24);
        assertThat(look(dead(3))).isPresent();
    }

    /** As the alerts take a look: what is due has been told when it returns. */
    private Optional<Alert> look(Concern... concerns) {
        AlertState seen = state.seeing(List.of(concerns), now);
        Optional<Alert> due = seen.due(List.of(concerns), now, SETTINGS);
        state = due.isPresent() ? seen.told(List.of(concerns), now) : seen;
        return due;
    }

    private void told(Concern... concerns) {
        look(concerns);
        pass(5);
        assertThat(look(concerns)).isPresent();
    }

    private void pass(int minutes) {
        now = now.plus(Duration.ofMinutes(minutes));
    }

    private static Concern dead(long count) {
        return new Concern("dead", count, AFTER, count + " dead", "/deliveries");
    }

    private static Concern down() {
        return new Concern("down", 1, AFTER, "npsp is down", "/");
    }

    private static List<String> says(List<Line> lines) {
        return lines.stream().map(Line::says).toList();
    }
}
