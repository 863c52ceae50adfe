package vn.lienthong.paygov;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.dossier.SourceRecord;

/** What is put into a dossier's record, and what is left as it was. */
class PaidOnlineTest {

    private static SourceRecord record(String body) {
        return new SourceRecord(body.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    private static String said(String body) {
        return new String(PaidOnline.read(record(body)).orElseThrow().said().body(), StandardCharsets.UTF_8);
    }

    @Test
    void nothing_else_is_changed() {
        String before =
                "\"dossierNo\":\"H-1\",\"note\":\"phí “gấp” \\\"1\\\"\",\"none\":null,\"fees\":[{\"amount\":1.10},"
                        + "{\"amount\":12345678901234567890.120}],\"unknown\":{\"a\":[],\"b\":{}}";
        assertThat(said("{" + before + "}")).isEqualTo("{" + before + ",\"onlinePayment\":\"online\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"none\"", "\"other\"", "\"\"", "7"})
    void whatever_else_it_said_is_put_right_in_its_place(String other) {
        String before = "{\"onlinePayment\":" + other + ",\"unit\":\"A\"}";
        assertThat(PaidOnline.read(record(before)).orElseThrow().isSaid()).isFalse();
        assertThat(said(before)).isEqualTo("{\"onlinePayment\":\"online\",\"unit\":\"A\"}");
        assertThat(PaidOnline.read(record(said(before))).orElseThrow().isSaid()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "[{\"a\":1}]", "\"online\"", "{\"a\":1", "{} {}", "{\"a\":1,\"a\":2}", "<a/>", "a;b"})
    void what_is_no_single_object_is_not_guessed_at(String body) {
        assertThat(PaidOnline.read(record(body))).isEmpty();
    }
}
