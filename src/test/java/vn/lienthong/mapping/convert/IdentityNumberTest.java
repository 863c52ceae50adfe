package vn.lienthong.mapping.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityNumberTest {

    private static final String HOLDER = "{'holder':'|','citizen':['Công dân'],'enterprise':['Doanh nghiệp']}";

    @ParameterizedTest
    @CsvSource({
        "Công dân|092073000292",
        "Công dân|171000925",
        "Công dân|028000162",
        "Công dân|B1234567",
        "Công dân|0199673622",
        "Doanh nghiệp|0199673622",
        "Doanh nghiệp|0199673622-001",
        "Doanh nghiệp|092073000292",
        "Lê Thị B|079186000374",
        "079186000374"
    })
    void a_number_of_the_right_length_and_make_is_passed_on(String text) {
        assertThat(converted(text)).isEqualTo(new Converted(text.substring(text.indexOf('|') + 1), List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "Công dân|92073000292, 092073000292",
        "Công dân|28000162, 028000162",
        "Lê Thị B|92073000292, 092073000292",
        "Lê Thị B|28000162, 028000162",
        "92073000292, 092073000292",
        "Doanh nghiệp|199673622, 0199673622",
        "Công ty TNHH A|199673622, 0199673622"
    })
    void zeros_that_a_spreadsheet_dropped_are_restored_on_proof(String text, String result) {
        assertThat(converted(text)).isEqualTo(new Converted(result, List.of("convert.leading-zero-restored")));
    }

    /** The separator within a field makes no part of it disappear. */
    @ParameterizedTest
    @CsvSource({
        "Công dân|092073000292|079186000374, 092073000292|079186000374, convert.identity-number-odd",
        "Công dân|092073000292|, 092073000292|, convert.identity-number-odd",
        "Lê Thị B|092073000292|079186000374, 092073000292|079186000374, convert.identity-number-odd",
        "Công ty A|B|0199673622, 0199673622,"
    })
    void several_numbers_in_one_field_are_told_and_none_is_lost(String text, String result, @Nullable String warning) {
        assertThat(converted(text)).isEqualTo(new Converted(result, warning == null ? List.of() : List.of(warning)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Công dân|7,9186E+10", "Lê Thị B|7.9186E+10", "Doanh nghiệp|1E+09", "Công dân|########"})
    void a_number_that_a_spreadsheet_cut_short_is_not_sent(String text) {
        assertThat(converted(text)).isEqualTo(new Converted("convert.identity-number-shortened", List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Công dân|NULL", "Doanh nghiệp|không có", "Lê Thị B|N/A", "Lê Thị B|-"})
    void words_are_not_sent_as_a_number(String text) {
        assertThat(converted(text)).isEqualTo(new Converted("convert.identity-number-without-digits", List.of()));
    }

    /** 03 is no province, 5 no century anybody alive was born in; two zeros, or a tax code that does not add up. */
    @ParameterizedTest
    @CsvSource({
        "Công dân|32073000292",
        "Công dân|92573000292",
        "Công dân|1186000374",
        "Lê Thị B|1186000374",
        "1186000374",
        "Doanh nghiệp|199673623",
        "Doanh nghiệp|92073000292"
    })
    void a_number_that_may_have_lost_zeros_is_held_where_that_is_not_proven(String text) {
        assertThat(converted(text)).isEqualTo(new Converted("convert.identity-number-lost-zeros", List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "Công dân|12345, convert.identity-number-odd",
        "Công dân|0199673623, convert.identity-number-odd",
        "Công dân|02807300029, convert.identity-number-odd",
        "Công dân|0920730002921, convert.identity-number-odd",
        "Doanh nghiệp|0199673623, convert.identity-number-odd",
        "Doanh nghiệp|12345678, convert.identity-number-odd",
        "Lê Thị B|177000775, convert.identity-number-unsure",
        "Công dân|CMND 171000925, convert.identity-number-odd"
    })
    void an_odd_number_is_passed_on_as_it_is_and_told(String text, String warning) {
        String number = text.substring(text.indexOf('|') + 1);

        assertThat(converted(text)).isEqualTo(new Converted(number.replace(" ", ""), List.of(warning)));
    }

    @ParameterizedTest
    @CsvSource({
        "92073000292, 092073000292",
        "92073000292.0, 092073000292",
        "9.2073000292E10, 092073000292",
        "28000162, 028000162"
    })
    void number_cells_are_read_in_plain_digits(String number, String result) {
        assertThat(Converted.number("identity-number", null, number))
                .isEqualTo(new Converted(result, List.of("convert.leading-zero-restored")));
    }

    /** As programs write numbers that were text: {@code 92073000292.0}; the nought is none of its digits. */
    @ParameterizedTest
    @CsvSource({
        "Công dân|92073000292.0, 092073000292",
        "92073000292.0, 092073000292",
        "Công dân|28000162.00, 028000162",
        "Doanh nghiệp|199673622.0, 0199673622"
    })
    void a_fraction_of_zeros_is_no_digit_of_a_number(String text, String result) {
        assertThat(converted(text)).isEqualTo(new Converted(result, List.of("convert.leading-zero-restored")));
    }

    @ParameterizedTest
    @CsvSource({"92073000292.5, 92073000292.5", "92073000292.12, 92073000292.12", "092073000292.5, 092073000292.5"})
    void a_fraction_makes_no_other_number(String text, String result) {
        assertThat(converted(text)).isEqualTo(new Converted(result, List.of("convert.identity-number-odd")));
        assertThat(converted("Công dân|" + text))
                .isEqualTo(new Converted(result, List.of("convert.identity-number-odd")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200B092073000292",
                "\u202D092073000292\u202C",
                "092\u202F073\u2009000\u00A0292",
                "092.073.000.292"
            })
    void what_nobody_sees_and_what_groups_digits_is_left_out(String text) {
        assertThat(converted("Công dân|" + text)).isEqualTo(new Converted("092073000292", List.of()));
        assertThat(converted(text)).isEqualTo(new Converted("092073000292", List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "978000026.0, 0978000026, convert.leading-zero-restored",
        "0978000026.0, 0978000026,",
        "84978000026.0, 0978000026, convert.phone-made-national",
        "\u202A0978000026\u202C, 0978000026,"
    })
    void telephones_in_text_get_no_digit_more(String text, String result, @Nullable String warning) {
        assertThat(Converted.text("phone", null, text))
                .isEqualTo(new Converted(result, warning == null ? List.of() : List.of(warning)));
    }

    @ParameterizedTest
    @CsvSource({"978000026.0, 0978000026, convert.leading-zero-restored", "1.9001234E7, 19001234,"})
    void telephones_in_number_cells_get_no_digit_more(String number, String result, @Nullable String warning) {
        assertThat(Converted.number("phone", null, number))
                .isEqualTo(new Converted(result, warning == null ? List.of() : List.of(warning)));
    }

    private static Converted converted(String text) {
        return Converted.text("identity-number", HOLDER, text);
    }
}
