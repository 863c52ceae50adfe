package vn.lienthong.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When something nightly is started. */
class NightlyTest {

    private static final Nightly TWO = Nightly.at("x", "02:00");
    private static final Instant TWO_IN_VIETNAM = Instant.parse("2026-03-01T19:00:00Z");

    @Test
    void is_due_once_at_its_time_in_vietnam() {
        assertThat(TWO.isDue(TWO_IN_VIETNAM.minusSeconds(1), Optional.empty())).isFalse();
        assertThat(TWO.isDue(TWO_IN_VIETNAM, Optional.empty())).isTrue();
        assertThat(TWO.isDue(TWO_IN_VIETNAM, Optional.of(TWO_IN_VIETNAM.minusSeconds(1))))
                .isTrue();
        assertThat(TWO.isDue(TWO_IN_VIETNAM.plusSeconds(60), Optional.of(TWO_IN_VIETNAM)))
                .isFalse();
    }

    @Test
    void is_not_made_up_for_in_the_middle_of_the_day() {
        assertThat(TWO.isDue(TWO_IN_VIETNAM.plusSeconds(3600), Optional.empty()))
                .isFalse();
    }

    @Test
    void is_due_again_after_it_was_started_by_a_clock_that_was_ahead() {
        Instant tomorrow = TWO_IN_VIETNAM.plusSeconds(24 * 3600);
        assertThat(TWO.isDue(TWO_IN_VIETNAM, Optional.of(tomorrow))).isTrue();
        assertThat(TWO.isDue(TWO_IN_VIETNAM.plusSeconds(60), Optional.of(TWO_IN_VIETNAM)))
                .isFalse();
    }

    @Test
    void no_time_is_never() {
        assertThat(Nightly.at("x", " ").isDue(TWO_IN_VIETNAM, Optional.empty())).isFalse();
    }

    @Test
    void what_is_no_time_is_refused_by_the_settings_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Nightly.at("x", "2 h"))
                .withMessageStartingWith("x.nightly: expected a time");
    }
}
