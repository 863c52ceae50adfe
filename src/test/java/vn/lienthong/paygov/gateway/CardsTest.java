package vn.lienthong.paygov.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardsTest {

    @ParameterizedTest
    @ValueSource(strings = {"4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "9704000000000018"})
    void takes_out_the_number_of_a_card_however_it_is_grouped(String number) {
        assertThat(Cards.masked("the " + number + " thu phi")).isEqualTo("the *** thu phi");
    }

    @Test
    void leaves_other_numbers_as_they_are() {
        String text = "THANH TOAN HO SO 000.00.00.G16-240315-0012, 20240315143512, 4111111111111112";
        assertThat(Cards.masked(text)).isEqualTo(text);
    }
}
