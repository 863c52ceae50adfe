package vn.lienthong.mapping.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vn.lienthong.mapping.source.RecordReader.Unreadable;

/** What is read the quick way is read alike the other way; and what the other way refuses is never read the quick way. */
class CommonJsonTest {

    private static final SourceNames NAMES =
            new SourceNames(List.of("a", "name", "Mã hồ sơ", "", "applicantIdentity", "ho\u0300", "x"));
    private static final EncodedNames ENCODED = new EncodedNames(NAMES);
    private static final JsonRecord RECORD = new JsonRecord(NAMES);

    /** Whole values and halves of them: what is put together of these is JSON, nearly JSON, or none. */
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            " ",
            "\n",
            "\t",
            "\"",
            "\"a\":",
            "\"name\" :",
            "\"Mã hồ sơ\":",
            "\"\":",
            "\"#error\":",
            "\"ho\u0300\":",
            "\"hồ\":",
            "\"khác\":",
            "\"a b\":1,",
            "1",
            "0",
            "-0",
            "01",
            "-7",
            "2147483648",
            "-2147483648",
            "123456789012345678",
            "1234567890123456789",
            "1.50",
            "1e3",
            "true",
            "false",
            "null",
            "nul",
            "\"Nguyễn Văn A\"",
            "\"\"",
            "\" a\"",
            "\"a \"",
            "\"a?\"",
            "\"CÃ´ng ty\"",
            "\"Müller\"",
            "\"Đơn\\n\"",
            "\"\\\"x\\\"\"",
            "\"\\/\"",
            "\"\\u1ea1\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\uD83D\uDE00\"",
            "\"\u00A0\"",
            "\"Ho\u0300\"",
            "\u0001",
            "\\",
            "\uFEFF",
            "\"a\":{\"name\":1,\"x\":\"y\"}",
            "\"a\":[1,\"b\",{\"x\":null}]");

    @Property(tries = 4_000)
    void pieces_in_any_order_are_read_alike(@ForAll Random random) {
        StringBuilder text = new StringBuilder("{");
        int pieces = random.nextInt(12);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        isReadAlike(text.append(random.nextInt(8) == 0 ? "" : "}").toString().getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 4_000)
    void a_record_with_one_byte_changed_is_read_alike(@ForAll Random random) {
        byte[] body = record(random, 0).getBytes(StandardCharsets.UTF_8);
        body[random.nextInt(body.length)] = (byte) random.nextInt();
        isReadAlike(body);
        isReadAlike(Arrays.copyOf(body, random.nextInt(body.length)));
    }

    @Property(tries = 1_000)
    void a_good_record_is_read_the_quick_way(@ForAll Random random) {
        byte[] body = record(random, 0).getBytes(StandardCharsets.UTF_8);
        assertThat(CommonJson.read(NAMES, ENCODED, body)).isNotNull();
        isReadAlike(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Đề nghị Nguyeãn", "Nắng Môùi", "quận huyÖn", "Nguyễn Vuõ Anh"})
    void words_of_old_tables_are_not_plain(String text) {
        byte[] body = ("{\"name\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);

        SourceObject record = Objects.requireNonNull(CommonJson.read(NAMES, ENCODED, body));

        assertThat(record.get("name"))
                .isInstanceOfSatisfying(
                        SourceText.class, name -> assertThat(name.isPlain()).isFalse());
        isReadAlike(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":1}x",
                "{\"a\":1} {}",
                "{\"a\":01}",
                "{\"a\":1.0}",
                "{\"a\":tru}",
                "{\"a\":}",
                "{\"a\"}",
                "{,}",
                "{\"a\":1,}",
                "[]",
                "\"a\"",
                "",
                "{\"#error\":\"#N/A\"}",
                "{\"a\":\"\u0007\"}"
            })
    void anything_odd_is_left_to_the_other(String body) {
        assertThat(CommonJson.read(NAMES, ENCODED, body.getBytes(StandardCharsets.UTF_8)))
                .isNull();
        isReadAlike(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void bytes_that_are_no_utf_8_are_left_to_the_other() {
        for (int lead = 0x80; lead < 0x100; lead++) {
            byte[] body = "{\"a\":\"??\"}".getBytes(StandardCharsets.UTF_8);
            body[6] = (byte) lead;
            assertThat(CommonJson.read(NAMES, ENCODED, body)).isNull();
        }
        assertThat(CommonJson.read(NAMES, ENCODED, bytes(0xED, 0xA0, 0x80))).isNull(); // half of a pair
        assertThat(CommonJson.read(NAMES, ENCODED, bytes(0xE0, 0x80, 0xAF))).isNull(); // longer than need be
    }

    @Test
    void a_depth_no_record_has_is_left_to_the_other() {
        isReadAlike(("{\"a\":" + "[".repeat(60) + "]".repeat(60) + "}").getBytes(StandardCharsets.UTF_8));
        isReadAlike(("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
    }

    /** Each of them the mapping's first name, which is the first guess at any name. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ho\u0300 | ho\u0300
            a\\b    | a\\b
            a\\b    | x":1,"a\\b
            a"b    | a"b
            a\\     | a\\"b
            \uD800 | ?
            """)
    void a_name_that_json_writes_otherwise_is_not_found_by_its_bytes(String known, String written) {
        SourceNames names = new SourceNames(List.of(known, "x"));
        byte[] body = ("{\"" + written + "\":1}").getBytes(StandardCharsets.UTF_8);
        SourceObject common = CommonJson.read(names, new EncodedNames(names), body);
        if (common != null) {
            sameTexts(common, other(new JsonRecord(names), body));
        }
    }

    private static byte[] bytes(int... text) {
        byte[] body = ("{\"a\":\"" + "?".repeat(text.length) + "\"}").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < text.length; i++) {
            body[6 + i] = (byte) text[i];
        }
        return body;
    }

    private static String record(Random random, int depth) {
        List<String> names =
                List.of("a", "name", "Mã hồ sơ", "", "applicantIdentity", "x", "khác", "hồ", "n1", "n2", "n3");
        StringBuilder record = new StringBuilder("{");
        for (String name : names.subList(0, random.nextInt(names.size() + 1))) {
            record.append(record.length() > 1 ? "," : "")
                    .append('"')
                    .append(name)
                    .append("\":");
            switch (random.nextInt(depth < 3 ? 8 : 6)) {
                case 0 -> record.append(random.nextInt());
                case 1 -> record.append(random.nextLong() / 100);
                case 2 -> record.append(random.nextBoolean()).append(' ');
                case 3 -> record.append("\"Cấp lại giấy phép \\\"A\\\" tại Hà Nội\"");
                case 4 -> record.append("\"abc-").append(random.nextInt(1_000)).append("\"\n");
                case 5 -> record.append("null");
                case 6 -> record.append(record(random, depth + 1));
                default -> record.append("[").append(record(random, depth + 1)).append(", \"x\"]");
            }
        }
        return record.append("}").toString();
    }

    private static void isReadAlike(byte[] body) {
        SourceObject common = CommonJson.read(NAMES, ENCODED, body);
        if (common != null) {
            SourceObject other = other(RECORD, body);
            assertThat((JsonNode) common).isEqualTo(other);
            assertThat(common.toString()).isEqualTo(String.valueOf(other));
            sameTexts(common, other);
        }
    }

    private static @Nullable SourceObject other(JsonRecord record, byte[] body) {
        try {
            return record.readAny(body);
        } catch (Unreadable refused) {
            return null;
        }
    }

    private static void sameTexts(JsonNode common, @Nullable JsonNode other) {
        assertThat(common.getClass()).isEqualTo(other == null ? null : other.getClass());
        if (common instanceof SourceText text && other instanceof SourceText same) {
            assertThat(text.isPlain()).isEqualTo(same.isPlain());
            assertThat(text.isBlank()).isEqualTo(same.isBlank());
            if (text.record() != null) {
                byte[] written = Arrays.copyOfRange(text.record(), text.from(), text.to());
                assertThat('"' + new String(written, StandardCharsets.UTF_8) + '"')
                        .isEqualTo(same.toString());
            }
        }
        if (common instanceof SourceObject object && other instanceof SourceObject same) {
            for (int i = 0; i < object.size(); i++) {
                assertThat(object.numberAt(i)).isEqualTo(same.numberAt(i));
                assertThat(object.nameAt(i)).isEqualTo(same.nameAt(i));
                sameTexts(object.valueAt(i), same.valueAt(i));
            }
        } else if (other != null) {
            for (int i = 0; i < common.size(); i++) {
                sameTexts(common.get(i), other.get(i));
            }
        }
    }
}
