package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.lienthong.ledger.InMemoryMemos;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.paygov.Payments;
import vn.lienthong.paygov.Reconciliations;

class PaymentRetentionTest {

    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final Deque<Boolean> answers = new ArrayDeque<>();
    private final List<Object> asked = new ArrayList<>();

    @Test
    void goes_on_until_nothing_is_left_of_what_is_older_than_the_setting() {
        answers.addAll(List.of(true, true, false, true));
        work(DAY.multipliedBy(3650)).forget();
        assertThat(answers).hasSize(1);
        assertThat(asked).containsOnly(Instant.parse("2016-03-04T01:00:00Z"));
    }

    @Test
    void zero_keeps_reports_for_ever() {
        work(Duration.ZERO).forget();
        assertThat(asked).isEmpty();
    }

    @Test
    void tries_again_when_the_ledger_was_away() {
        work(DAY).forget();
        answers.add(false);
        work(DAY).forget();
        assertThat(answers).isEmpty();
    }

    @Test
    void refuses_to_keep_reports_for_less_than_nothing() {
        assertThatThrownBy(() -> work(DAY.negated())).hasMessageContaining("retention.reconciliations");
    }

    private PaymentRetention work(Duration kept) {
        return new PaymentRetention(
                standIn(Payments.class, arguments -> 0),
                standIn(Reconciliations.class, arguments -> {
                    asked.add(arguments[0]);
                    if (answers.isEmpty()) {
                        throw new LedgerUnavailable("away", new IllegalStateException());
                    }
                    return answers.remove();
                }),
                new RetentionSettings(DAY, DAY, DAY, kept, DAY, DAY, 200),
                new RetentionTime(new InMemoryMemos(), () -> NOW));
    }

    private interface Answer {

        Object to(Object[] arguments);
    }

    private static <T> T standIn(Class<T> room, Answer answer) {
        return room.cast(Proxy.newProxyInstance(
                room.getClassLoader(), new Class<?>[] {room}, (self, method, arguments) -> answer.to(arguments)));
    }
}
