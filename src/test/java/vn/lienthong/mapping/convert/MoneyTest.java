package vn.lienthong.mapping.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    325.000 đ            | 325000
                    1.234.567            | 1234567
                    1.234.567 đ          | 1234567
                    1.500.000 đồng       | 1500000
                    1.500.000 ĐỒNG.      | 1500000
                    120.000 VNĐ          | 120000
                    VNĐ 120.000          | 120000
                    120.000 vnd          | 120000
                    ₫120.000             | 120000
                    70.000 Việt Nam Đồng | 70000
                    50.000đ              | 50000
                    1 250 000 đ          | 1250000
                    1\u00A0250\u202F000  | 1250000
                    50000                | 50000
                    0050000              | 50000
                    0                    | 0
                    325.000,00           | 325000
                    325000.00            | 325000
                    325000.0000          | 325000
                    325000,000           | 325000
                    999.999.999.999.999  | 999999999999999
                    """)
    void whole_dong_in_every_usual_form(String text, String result) {
        assertThat(Converted.text("money", null, text)).isEqualTo(new Converted(result, List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1,234,567            | 1234567
                    70,000 Việt Nam Đồng | 70000
                    1,500.00             | 1500
                    """)
    void commas_between_thousands_are_taken_and_told(String text, String result) {
        assertThat(Converted.text("money", null, text))
                .isEqualTo(new Converted(result, List.of("convert.money-with-commas")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1.23.456             | convert.money-misgrouped
                    99.999.9999 đồng     | convert.money-misgrouped
                    12.34.567            | convert.money-misgrouped
                    1234.567.890         | convert.money-misgrouped
                    1.234,567            | convert.money-misgrouped
                    1.234,000            | convert.money-misgrouped
                    1,234.567            | convert.money-misgrouped
                    1.234 567            | convert.money-misgrouped
                    1..000               | convert.money-misgrouped
                    .500                 | convert.money-misgrouped
                    500.                 | convert.money-misgrouped
                    0.500                | convert.money-misgrouped
                    000.500              | convert.money-misgrouped
                    500.0000             | convert.money-misgrouped
                    1.5                  | convert.money-fraction
                    1,5                  | convert.money-fraction
                    325.000,50           | convert.money-fraction
                    325000.0050          | convert.money-fraction
                    -50.000              | convert.money-negative
                    −50.000 đ            | convert.money-negative
                    (50.000)             | convert.money-negative
                    (50.000 đ)           | convert.money-negative
                    50.000-              | convert.money-negative
                    1,2 triệu            | convert.not-money
                    50 nghìn             | convert.not-money
                    50k                  | convert.not-money
                    miễn                 | convert.not-money
                    $50                  | convert.not-money
                    50 USD               | convert.not-money
                    50.000 đ/hồ sơ       | convert.not-money
                    50.000 - 100.000     | convert.not-money
                    １２３                | convert.not-money
                    1e6                  | convert.not-money
                    đ                    | convert.not-money
                    1.000.000.000.000.000 | convert.not-money
                    """)
    void what_is_not_whole_dong_is_refused_with_its_reason(String text, String code) {
        assertThat(Converted.text("money", null, text)).isEqualTo(new Converted(code, List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "3000000, 3000000",
        "3000000.0, 3000000",
        "3E6, 3000000",
        "0, 0",
        "0.5, convert.money-fraction",
        "-1, convert.money-negative",
        "-0.5, convert.money-negative",
        "1E15, convert.not-money",
        "1000000000000000, convert.not-money",
        "1E999999999, convert.not-money",
        "1E-999999999, convert.money-fraction",
        "123456789012345678901234567890, convert.not-money"
    })
    void number_cells_are_whole_dong_or_refused(String number, String result) {
        assertThat(Converted.number("money", null, number)).isEqualTo(new Converted(result, List.of()));
    }

    @Test
    void words_of_the_source_mean_nothing_to_pay_or_not_known() {
        String words = "{'zero':['Không thu phí'],'unknown':['chưa rõ']}";

        assertThat(Converted.text("money", words, "KHÔNG THU  PHÍ").result()).isEqualTo("0");
        assertThat(Converted.text("money", words, "Chưa rõ").result()).isEqualTo("");
    }

    @Test
    void a_million_digits_are_refused_at_once() {
        assertThat(Converted.text("money", null, "9".repeat(1_000_000)).result())
                .isEqualTo("convert.money-misgrouped");
    }
}
