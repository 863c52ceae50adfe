package vn.lienthong.paygov.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    private static final Instant MADE = Instant.parse("2026-03-02T02:00:00Z");

    @Test
    void asks_at_5_15_30_60_minutes_then_hourly_and_stops_at_3_days() {
        Schedule schedule = Schedule.parse("5m,15m,30m,1h,…,3d");
        assertThat(schedule.ages())
                .startsWith(
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(30),
                        Duration.ofHours(1),
                        Duration.ofHours(2))
                .endsWith(Duration.ofHours(71), Duration.ofHours(72))
                .hasSize(75);
        assertThat(schedule.next(MADE, MADE)).contains(MADE.plus(Duration.ofMinutes(5)));
        assertThat(schedule.next(MADE, MADE.plus(Duration.ofMinutes(5)))).contains(MADE.plus(Duration.ofMinutes(15)));
        assertThat(schedule.next(MADE, MADE.plus(Duration.ofDays(3)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "soon", "15m,5m", "0m", "5m,…", "…,3d", "1s,…,3650d"})
    void refuses_what_is_no_rising_list_of_ages(String text) {
        assertThatThrownBy(() -> Schedule.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
