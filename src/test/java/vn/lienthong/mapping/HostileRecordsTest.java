package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;

/** Nothing a record holds makes the engine throw, wait, or fill the memory. */
class HostileRecordsTest {

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> each_is_an_unmapped_record_with_a_problem() {
        Mapping mapping = new Definitions(folder.resolve("mappings"))
                .mapping(
                        "A: { from: a, required: true }\nN: { from: n }\nL: { each: l, fields: { X: { from: x, required: true } } }")
                .load()
                .find("t")
                .orElseThrow();
        return Stream.of(
                        record("nothing", ""),
                        record("not JSON", "<a/>"),
                        record("a list", "[]"),
                        record("a null", "null"),
                        record("a text", "\"a\""),
                        record("cut off", "{\"a\":\"x"),
                        record("more after the end", "{\"a\":\"x\"} {}"),
                        record("a key twice", "{\"a\":\"x\",\"a\":\"y\"}"),
                        record("a key twice, deep", "{\"a\":\"x\",\"l\":[{\"x\":\"1\",\"x\":\"2\"}]}"),
                        record("nested 100,000 deep", "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
                        record("a number that is none", "{\"a\":\"x\",\"n\":NaN}"),
                        record("a number of 5,000 digits", "{\"a\":\"x\",\"n\":" + "9".repeat(5_000) + "}"),
                        record("a fraction for an integer", "{\"a\":\"x\",\"n\":1.5}"),
                        record("half a surrogate pair", "{\"a\":\"\\ud83d\"}"),
                        record("a text of a million letters", "{\"a\":\"" + "x".repeat(1_000_000) + "\"}"),
                        record("10,000 bad elements", "{\"a\":\"x\",\"l\":[" + "{},".repeat(9_999) + "{}]}"),
                        record("10,000 elements of no type", "{\"a\":\"x\",\"l\":[" + "null,".repeat(9_999) + "1]}"),
                        new Named("broken UTF-8", new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, '"', '}'}),
                        new Named("UTF-16", "{\"a\":\"x\"}".getBytes(StandardCharsets.UTF_16LE)))
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> refuse(mapping, each)));
    }

    /** Done anew for each sign, any of these would take hours. */
    @ParameterizedTest
    @CsvSource({
        "text, ?",
        "text, a\u0301",
        "text, \u0130",
        "dossier-number, \uFB01",
        "money, \u0130",
        "npsp-boolean, \u0130",
        "upper-restored, \uFB01",
        "phone, +"
    })
    void a_text_of_a_million_signs_is_looked_at_once(String conversion, String sign) {
        Definitions given =
                new Definitions(folder.resolve("mappings")).mapping("A: { from: a, as: " + conversion + " }");

        assertThat(given.map("{\"a\":\"" + sign.repeat(1_000_000) + "?\"}")).isInstanceOf(MappingResult.Unmapped.class);
    }

    private static void refuse(Mapping mapping, Named each) {
        MappingResult result = mapping.map(new SourceRecord(each.body(), "application/json"));
        if (each.name().equals("UTF-16") && result instanceof MappingResult.Mapped) {
            return; // JSON says of itself that it is UTF-16, so nothing is guessed
        }
        assertThat(result).isInstanceOfSatisfying(MappingResult.Unmapped.class, not -> {
            assertThat(not.problems()).isNotEmpty().hasSizeLessThanOrEqualTo(101);
            for (Problem problem : not.problems()) {
                assertThat(problem.toString()).hasSizeLessThan(1_000);
            }
        });
    }

    private record Named(String name, byte[] body) {}

    private static Named record(String name, String json) {
        return new Named(name, json.getBytes(StandardCharsets.UTF_8));
    }

    @org.junit.jupiter.api.Test
    void names_out_of_a_record_are_shown_short_and_in_one_line() {
        Definitions given = new Definitions(folder.resolve("mappings")).mapping("A: { from: a }");
        String name = "x\\n" + "y".repeat(500);
        var done = (MappingResult.Mapped) given.map("{\"a\":\"x\",\"" + name + "\":1}");
        assertThat(done.record().warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.field()).hasSizeLessThan(70).doesNotContain("\n");
            assertThat(warning.says(Locale.ENGLISH)).doesNotContain("\n");
        });
    }
}
