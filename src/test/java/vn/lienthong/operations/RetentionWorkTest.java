package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;
import vn.lienthong.ledger.InMemoryMemos;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

class RetentionWorkTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T01:00:00Z"));
    private final Deque<Boolean> answers = new ArrayDeque<>();
    private final RetentionWork work = new RetentionWork(
            ledger(), settings(200, Duration.ofSeconds(1)), now::get, new RetentionTime(new InMemoryMemos(), now::get));

    private static RetentionSettings settings(int step, Duration pause) {
        Duration day = Duration.ofDays(1);
        return new RetentionSettings(day, day, day, day, HOUR, pause, step);
    }

    private Ledger ledger() {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (self, method, arguments) -> {
                    if (answers.isEmpty()) {
                        throw new LedgerUnavailable("away", new IllegalStateException());
                    }
                    return answers.remove();
                });
    }

    @Test
    void three_minutes_are_refused_since_months_were_meant() {
        Duration day = Duration.ofDays(1);
        Duration minutes = DurationStyle.detectAndParse("3M");
        assertThatThrownBy(() -> new RetentionSettings(minutes, day, day, day, HOUR, HOUR, 1))
                .hasMessageContainingAll("retention.bodies", "90d", "PT3M");
        assertThatThrownBy(() -> new RetentionSettings(day, minutes, day, day, HOUR, HOUR, 1))
                .hasMessageContaining("retention.rows");
        assertThatThrownBy(() -> new RetentionSettings(day, day, minutes, day, HOUR, HOUR, 1))
                .hasMessageContaining("retention.identities");
        assertThatThrownBy(() -> new RetentionSettings(day, day, day, minutes, HOUR, HOUR, 1))
                .hasMessageContaining("retention.reconciliations");
    }

    @Test
    void goes_on_step_by_step_and_rests_when_there_is_nothing_left() {
        answers.addAll(List.of(true, true, false, false));
        for (int run = 0; run < 10; run++) {
            work.goOn();
        }
        assertThat(answers).hasSize(1);
        now.updateAndGet(time -> time.plus(HOUR));
        work.goOn();
        assertThat(answers).isEmpty();
    }

    @Test
    void forgets_nothing_for_a_day_after_the_clock_has_leapt() {
        answers.addAll(List.of(false, false, false));
        work.goOn();
        now.updateAndGet(time -> time.plus(Duration.ofDays(3650)));
        work.goOn();
        now.updateAndGet(time -> time.plus(Duration.ofHours(23)));
        work.goOn();
        assertThat(answers).as("doubted").hasSize(2);
        now.updateAndGet(time -> time.plus(HOUR));
        work.goOn();
        assertThat(answers).as("believed").hasSize(1);
    }

    @Test
    void goes_on_as_soon_as_a_clock_that_had_leapt_is_set_right() {
        answers.addAll(List.of(false, false));
        work.goOn();
        now.updateAndGet(time -> time.plus(Duration.ofDays(3650)));
        work.goOn();
        now.updateAndGet(time -> time.minus(Duration.ofDays(3650)).plus(HOUR));
        work.goOn();
        assertThat(answers).isEmpty();
    }

    @Test
    void a_clock_put_back_makes_nothing_wait() {
        answers.addAll(List.of(false, false));
        work.goOn();
        now.updateAndGet(time -> time.minus(Duration.ofDays(1)));
        work.goOn();
        assertThat(answers).isEmpty();
    }

    @Test
    void tries_again_when_the_ledger_was_away() {
        work.goOn();
        answers.add(true);
        work.goOn();
        assertThat(answers).isEmpty();
    }

    @Test
    void refuses_steps_and_pauses_that_would_hold_up_the_ledger() {
        assertThatThrownBy(() -> settings(0, HOUR)).hasMessageContaining("retention.step");
        assertThatThrownBy(() -> settings(5000, HOUR)).hasMessageContaining("retention.step");
        assertThatThrownBy(() -> settings(10, Duration.ZERO)).hasMessageContaining("retention.pause");
    }
}
