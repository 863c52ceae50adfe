package vn.lienthong.intake.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @Test
    void a_name_stays_as_it_is_but_composed() {
        assertThat(Names.plain("Sổ theo do\u0303i (1) – 2020 \uD83D\uDCC4.csv"))
                .isEqualTo("Sổ theo dõi (1) – 2020 \uD83D\uDCC4.csv");
    }

    /** In a log they begin a line of their own, colour it, or turn what stands behind them round. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n", "\r", "\u001B", "\u0085", "\u009B", "\u2028", "\u2029", "\u202E", "\u2066", "\uD83D", "\uFFFD"
            })
    void nothing_in_a_name_steers_how_it_is_shown(String sign) {
        assertThat(Names.plain("a" + sign + "31m.csv")).isEqualTo("a?31m.csv");
    }

    @Test
    void a_name_that_somebody_gave_is_one_line_of_two_hundred_letters_at_most() {
        assertThat(Names.given(" quyết toán\r\n2024-03\t.csv ")).isEqualTo("quyết toán2024-03.csv");
        assertThat(Names.given("ổ".repeat(201))).isEqualTo("ổ".repeat(200));
        assertThat(Names.given("a".repeat(199) + "\uD83D\uDCC4.csv")).isEqualTo("a".repeat(199));
    }
}
