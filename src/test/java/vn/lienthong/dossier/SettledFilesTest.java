package vn.lienthong.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettledFilesTest {

    private long nanos;
    private final SettledFiles settled = SettledFiles.afterRest(() -> nanos);

    private boolean isSettled(Object look, int millisLater) {
        nanos += Duration.ofMillis(millisLater).toNanos();
        return settled.at(look);
    }

    @Test
    void the_first_look_is_taken() {
        assertThat(isSettled("whole", 0)).isTrue();
        assertThat(isSettled("whole", 0)).isTrue();
    }

    @Test
    void a_change_is_taken_when_it_has_rested() {
        isSettled("before", 0);

        assertThat(isSettled("half", 1000)).isFalse();
        assertThat(isSettled("half", 500)).isFalse();
        assertThat(isSettled("whole", 500)).isFalse();
        assertThat(isSettled("whole", 1000)).isTrue();
        assertThat(isSettled("whole", 1)).isTrue();
        assertThat(isSettled("other", 1)).isFalse();
    }

    @Test
    void what_never_rests_is_taken_in_the_end_and_then_not_at_once_again() {
        isSettled(0, 0);
        for (int i = 1; i <= 30; i++) {
            assertThat(isSettled(i, 1000)).as("look %d", i).isFalse();
        }

        assertThat(isSettled(31, 1000)).isTrue();
        assertThat(isSettled(32, 1000)).isFalse();
    }

    @Test
    void what_somebody_writes_himself_is_taken_at_once() {
        SettledFiles atOnce = SettledFiles.atOnce();

        assertThat(atOnce.at("one")).isTrue();
        assertThat(atOnce.at("another")).isTrue();
    }
}
