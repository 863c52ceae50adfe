package vn.lienthong.mapping.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.SourceRecord;

/** Marks heaped on one letter, which anybody can write into a form: composing them takes the square of their number. */
class MarksTest {

    private static String read(String format, String record) throws Exception {
        RecordReader reader = RecordReader.of(
                JsonMapper.shared()
                        .readTree("{\"format\":\"" + format + "\"" + (format.equals("xml") ? ",\"rows\":\"a\"" : "")
                                + "}"),
                new SourceNames(List.of("ten")));
        return reader.read(new SourceRecord(record.getBytes(StandardCharsets.UTF_8), "text/plain"))
                .path("ten")
                .asString();
    }

    @ParameterizedTest
    @CsvSource({"json, '{\"ten\":\"%s\"}'", "xml, <a><ten>%s</ten></a>"})
    @Timeout(20)
    void hold_up_nobody_and_are_seen_to_be_damage(String format, String record) throws Exception {
        String text = read(format, record.formatted("Nguyễn e" + "\u0323\u0301".repeat(100_000) + " An"));
        assertThat(text).startsWith("Nguyễn ẹ").endsWith("\uFFFD An").hasSizeLessThan(60);
    }

    @Test
    void as_many_as_a_language_has_stay() throws Exception {
        assertThat(read("json", "{\"ten\":\"e\u0302\u0323\u0301x\"}")).isEqualTo("ệ\u0301x");
    }
}
