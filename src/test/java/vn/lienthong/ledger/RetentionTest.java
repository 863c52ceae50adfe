package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {

    private static final Duration EVERY = Duration.ofHours(1);

    @ParameterizedTest
    @CsvSource({"90,730,3650", "90,90,90", "90,730,0", "90,0,0", "0,0,0"})
    void later_stages_are_kept_as_long_or_longer(int bodies, int rows, int identities) {
        assertThatCode(() -> retention(bodies, rows, identities)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"90,30,3650", "0,730,3650", "90,730,100", "90,0,3650", "-1,730,3650"})
    void nothing_is_forgotten_before_what_leads_to_it(int bodies, int rows, int identities) {
        assertThatThrownBy(() -> retention(bodies, rows, identities)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_pass_is_not_followed_at_once_by_the_next() {
        assertThatThrownBy(() -> new Retention(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Retention retention(int bodies, int rows, int identities) {
        return new Retention(Duration.ofDays(bodies), Duration.ofDays(rows), Duration.ofDays(identities), EVERY);
    }
}
