package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-30T03:00:00Z");

    @Test
    void seconds_and_dates_are_read() {
        assertThat(RetryAfter.read(" 120 ", NOW)).isEqualTo(Duration.ofMinutes(2));
        assertThat(RetryAfter.read("Mon, 30 Nov 2026 03:01:00 GMT", NOW)).isEqualTo(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"86401", "9999999999", "999999999999999999", "Tue, 30 Nov 2027 03:00:00 GMT"})
    void a_day_is_the_longest_that_is_waited(String value) {
        assertThat(RetryAfter.read(value, NOW)).isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-5", "1.5", "soon", "Mon, 30 Nov 2026 02:59:59 GMT"})
    void what_is_over_or_unreadable_asks_for_no_wait(String value) {
        assertThat(RetryAfter.read(value, NOW)).isNull();
    }
}
