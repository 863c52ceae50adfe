package vn.lienthong.paygov.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    @Test
    void keeps_each_value_in_the_characters_it_had() throws Unreadable {
        Fields fields =
                json("{\"a\":\"650.000\",\"b\":650000.0,\"c\":1E5,\"d\":null,\"e\":{\"f\":1},\"g\":\"\\u0110\"}");
        assertThat(fields.values()).isEqualTo(Map.of("a", "650.000", "b", "650000.0", "c", "1E5", "g", "Đ"));
    }

    @Test
    void reads_past_a_byte_order_mark() throws Unreadable {
        assertThat(json("\uFEFF{\"a\":\"1\"}").values()).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void does_not_compose_what_came_decomposed() throws Unreadable {
        assertThat(json("{\"a\":\"e\u0302\"}").get("a")).hasSize(2);
    }

    @Test
    void reads_a_form_as_browsers_write_it() throws Unreadable {
        Fields fields = Fields.form("orderInfo=Thanh+to%C3%A1n&amount=650000&empty=".getBytes(StandardCharsets.UTF_8));
        assertThat(fields.values()).isEqualTo(Map.of("orderInfo", "Thanh toán", "amount", "650000", "empty", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"a\":1}{\"a\":1}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":null,\"a\":\"1\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\u0000\"}",
                "a=1&b=2"
            })
    void refuses_json_that_can_be_read_in_two_ways_or_none(String text) {
        assertThatThrownBy(() -> json(text)).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "=1", "a=1&a=2", "a=%", "a=%C3", "a=%zz", "a=é", "a=1&", "a=%00"})
    void refuses_a_form_that_can_be_read_in_two_ways_or_none(String text) {
        assertThatThrownBy(() -> Fields.form(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void refuses_other_encodings_than_utf8() {
        String text = "{\"a\":\"é\"}";
        assertThatThrownBy(() -> Fields.json(text.getBytes(StandardCharsets.UTF_16)))
                .isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> Fields.json(text.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(Unreadable.class);
    }

    private static Fields json(String text) throws Unreadable {
        return Fields.json(text.getBytes(StandardCharsets.UTF_8));
    }
}
