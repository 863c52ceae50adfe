package vn.lienthong.mapping.convert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in base64: whole, bounded, and never taken for prose. */
class Base64FileTest {

    @Test
    void a_file_comes_out_without_line_breaks_and_says_the_same() {
        assertThat(Converted.text("base64-file", null, "VOG7h3AgdGjh\r\nu60gbmdoaeG7h20K")
                        .result())
                .isEqualTo("VOG7h3AgdGjhu60gbmdoaeG7h20K");
        assertThat(Converted.text("base64-file", null, "QQ").result())
                .as("padding is put back")
                .isEqualTo("QQ==");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nguyễn", "VOG7h3Ag*", "data:text/plain;base64,QQ==", "A", "QQ==QQ=="})
    void what_does_not_decode_is_refused(String text) {
        assertThat(Converted.text("base64-file", null, text).result()).isEqualTo("convert.not-base64");
    }

    @Test
    void a_file_of_more_bytes_than_allowed_is_refused() {
        assertThat(Converted.text("base64-file", "{'largest':3}", "QUJD").result())
                .isEqualTo("QUJD");
        assertThat(Converted.text("base64-file", "{'largest':3}", "QUJDRA==").result())
                .isEqualTo("convert.file-too-large");
    }
}
