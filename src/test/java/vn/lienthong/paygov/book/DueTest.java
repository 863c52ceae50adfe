package vn.lienthong.paygov.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** All that is open is read once a minute, and when time went back; otherwise an index answers what is due. */
class DueTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    private final Due due = new Due();

    @Test
    void what_a_clock_has_put_off_is_looked_for_at_the_start_and_once_a_minute() {
        assertThat(looks(NOW)).isTrue();
        assertThat(looks(NOW.plusSeconds(1))).isFalse();
        assertThat(looks(NOW.plusSeconds(59))).isFalse();
        assertThat(looks(NOW.plusSeconds(60))).isTrue();
        assertThat(looks(NOW.plusSeconds(61))).isFalse();
    }

    @Test
    void and_as_soon_as_time_has_gone_back() {
        looks(NOW.plus(Duration.ofDays(1)));
        assertThat(looks(NOW)).isTrue();
        assertThat(looks(NOW.plusSeconds(1))).isFalse();
    }

    private boolean looks(Instant now) {
        return due.condition("ask_at", "created_at", now).contains("created_at");
    }
}
