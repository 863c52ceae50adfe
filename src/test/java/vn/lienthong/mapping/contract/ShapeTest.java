package vn.lienthong.mapping.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns that are checked by hand say what the regular expression says. */
class ShapeTest {

    private static final List<String> VALUES = List.of(
            "",
            "0",
            "00",
            "07",
            "7",
            "70",
            "12",
            ".",
            "1.",
            "1.004614",
            "1.00461",
            "1.0046145",
            "01.004614",
            "123456789",
            "012345678901",
            "0123456789",
            "20240315083000",
            "2024031508300",
            "a",
            "1a",
            "١",
            " 1",
            "1 ",
            "-1",
            "1.5",
            "9.999999");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^\\d\\.\\d{6}$",
                "^(\\d{14})?$",
                "^(\\d{12}|\\d{9})$",
                "^(\\d{12}|\\d{9}|\\d{14})?$",
                "^(0|[1-9]\\d*)$",
                "^(0|[1-9]\\d*)?$",
                "^\\d*$",
                "^\\d\\d*$",
                "^(1|2|3)$",
                "^[1-9]$",
                "^7\\.\\d*$",
                "^$",
                "^()$"
            })
    void one_checked_by_hand_matches_what_the_expression_matches(String text) {
        Shape shape = Shape.of(text);
        assertThat(shape.forms()).isNotEmpty();
        isAlike(shape);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^1*$",
                "^\\d+$",
                "^\\d{1,3}$",
                "^(a|\\d)$",
                "^\\d?$",
                "\\d{3}",
                "^1|2$",
                "^(1)(2)$",
                "^\\d*\\d$",
                "^((1))$",
                "^[0-9]$",
                "^(1|2)*$",
                "^.\\d$",
                "^1{3}$"
            })
    void any_other_is_left_to_the_expression(String text) {
        Shape shape = Shape.of(text);
        assertThat(shape.forms()).isEmpty();
        isAlike(shape);
    }

    private static void isAlike(Shape shape) {
        Pattern pattern = Pattern.compile(shape.text());
        Random random = new Random(7);
        VALUES.forEach(value -> assertThat(shape.matches(value))
                .as(value)
                .isEqualTo(pattern.matcher(value).find()));
        for (int i = 0; i < 2_000; i++) {
            StringBuilder value = new StringBuilder();
            for (int length = random.nextInt(16); length > 0; length--) {
                value.append("0123456789.".charAt(random.nextInt(11)));
            }
            assertThat(shape.matches(value.toString()))
                    .isEqualTo(pattern.matcher(value).find());
        }
    }
}
