package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.Relay;

class CounterpartsHealthTest {

    private static final Instant NOW = Instant.parse("2026-03-02T01:02:03.456Z");

    @Test
    void one_that_is_down_is_told_with_its_last_failure_and_its_last_delivery() {
        assertThat(CounterpartsHealth.describe(portal("open", NOW.minusSeconds(3600))))
                .isEqualTo("breaker open: npsp.login-refused, last at 2026-03-02T08:02:03+07:00,"
                        + " last delivery at 2026-03-02T07:02:03+07:00; what is owed waits and will be sent");
    }

    @Test
    void of_one_that_never_took_anything_no_delivery_is_told() {
        assertThat(CounterpartsHealth.describe(portal("half-open", null)))
                .isEqualTo("breaker half-open: npsp.login-refused, last at 2026-03-02T08:02:03+07:00;"
                        + " what is owed waits and will be sent");
    }

    @Test
    void a_failure_that_is_over_is_not_told() {
        assertThat(CounterpartsHealth.describe(portal("closed", NOW))).isEqualTo("breaker closed");
    }

    private static Relay.Counterpart portal(String breaker, @Nullable Instant delivered) {
        return new Relay.Counterpart("npsp", breaker, null, 5, 4, 0, Problem.of("npsp.login-refused"), NOW, delivered);
    }
}
