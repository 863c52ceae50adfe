package vn.lienthong.console.doors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoginGuardTest {

    private Instant now = Instant.parse("2026-11-22T08:00:00Z");
    private final LoginGuard guard = new LoginGuard(() -> now);

    @Test
    void shuts_after_five_wrong_passwords_and_opens_again_by_itself() {
        fail(4);
        assertThat(guard.isShut("an", "10.0.0.1")).isFalse();
        fail(1);
        assertThat(guard.isShut("an", "10.0.0.1")).isTrue();
        now = now.plusSeconds(2);
        assertThat(guard.isShut("an", "10.0.0.1")).isFalse();
    }

    @Test
    void each_further_one_shuts_for_twice_as_long_up_to_five_minutes() {
        fail(7);
        now = now.plusSeconds(7);
        assertThat(guard.isShut("an", "10.0.0.1")).isTrue();
        now = now.plusSeconds(1);
        assertThat(guard.isShut("an", "10.0.0.1")).isFalse();
        fail(100);
        now = now.plusSeconds(299);
        assertThat(guard.isShut("an", "10.0.0.1")).isTrue();
        now = now.plusSeconds(1);
        assertThat(guard.isShut("an", "10.0.0.1")).isFalse();
    }

    @Test
    void keeps_out_neither_others_nor_the_same_person_elsewhere() {
        fail(10);
        assertThat(guard.isShut("binh", "10.0.0.1")).isFalse();
        assertThat(guard.isShut("an", "10.0.0.2")).isFalse();
    }

    @Test
    void forgets_failures_once_the_password_was_right() {
        fail(4);
        guard.succeeded("an", "10.0.0.1");
        fail(4);
        assertThat(guard.isShut("an", "10.0.0.1")).isFalse();
    }

    @Test
    void holds_little_of_what_somebody_calls_himself() {
        guard.failed("x".repeat(2_000_000), "10.0.0.1");
        for (int time = 0; time < 4; time++) {
            guard.failed("x".repeat(100) + "y".repeat(time), "10.0.0.1");
        }
        assertThat(guard.isShut("x".repeat(100), "10.0.0.1")).isTrue();
    }

    private void fail(int times) {
        IntStream.range(0, times).forEach(time -> guard.failed("an", "10.0.0.1"));
    }
}
