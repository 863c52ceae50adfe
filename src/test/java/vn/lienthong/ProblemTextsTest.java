package vn.lienthong;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.lienthong.dossier.ProblemTexts;

/**
 * Every code of the program has its texts: what happened and what to do, in Vietnamese and English, and an example. A new
 * code wants, in {@code problems/<room>.properties}, {@code <code>.says}, {@code .advice} and, if these name any values,
 * {@code .example = name=value ; name=value}; in {@code problems/<room>_en.properties} {@code .says} and {@code .advice}.
 */
class ProblemTextsTest {

    private static final Path JAVA = Path.of("src/main/java");
    private static final Path TEXTS = Path.of("src/main/resources/problems");
    private static final Pattern CODE =
            Pattern.compile("\"((?:" + String.join("|", ProblemTexts.ROOMS) + ")\\.[a-z0-9]+(?:-[a-z0-9]+)*)\"");

    /** Settings, keys and files whose names look like codes. */
    private static final Set<String> NO_CODES = Set.of(
            "relay.lease",
            "relay.poll",
            "relay.stop-within",
            "ledger.db",
            "procedures.csv",
            "ledger.lock",
            "paygov.sweep",
            "npsp.inbound",
            "alerts.console");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-z]\\w*}");

    static List<String> rooms() {
        return ProblemTexts.ROOMS;
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void every_code_the_program_tells_is_documented_and_no_other(String room) {
        Set<String> told = told().stream()
                .filter(code -> code.startsWith(room + "."))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(codes(texts(room + ".properties"))).isNotEmpty().isEqualTo(told);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void each_has_cause_and_advice_in_both_languages(String room) {
        Properties vietnamese = texts(room + ".properties");
        Properties english = texts(room + "_en.properties");
        Set<String> wanted = codes(vietnamese).stream()
                .flatMap(code -> Stream.of(code + ".says", code + ".advice"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(english.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(vietnamese.stringPropertyNames()).containsAll(wanted);
        assertThat(vietnamese.stringPropertyNames()).allMatch(key -> key.matches(".*\\.(says|advice|example)"));
        for (String key : wanted) {
            assertThat(vietnamese.getProperty(key)).as(key).isNotBlank().isNotEqualTo(english.getProperty(key));
            assertThat(names(english.getProperty(key))).as(key).isEqualTo(names(vietnamese.getProperty(key)));
        }
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void each_example_has_a_value_for_all_its_texts_name(String room) {
        for (ProblemTexts.Entry entry : ProblemTexts.of(room)) {
            for (Locale language : List.of(Locale.ENGLISH, Locale.of("vi"))) {
                String told = entry.example().says(language) + entry.example().advice(language);
                assertThat(told)
                        .as(entry.code())
                        .doesNotContainPattern(PLACEHOLDER)
                        .doesNotContain("{place}", " ? ");
            }
        }
    }

    @Test
    void every_room_with_texts_is_on_the_page() throws IOException {
        try (Stream<Path> files = Files.list(TEXTS)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceAll("(_en)?\\.properties", "")))
                    .containsOnlyElementsOf(ProblemTexts.ROOMS);
        }
    }

    private static Set<String> told() {
        Set<String> told = new TreeSet<>();
        try (Stream<Path> files = Files.walk(JAVA)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                CODE.matcher(Files.readString(file)).results().forEach(code -> told.add(code.group(1)));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        told.removeAll(NO_CODES);
        return told;
    }

    /** What a text names; a sentence that is the mapping's own is there in both languages. */
    private static Set<String> names(String text) {
        return PLACEHOLDER
                .matcher(text.replace("{vi}", "{en}"))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> codes(Properties texts) {
        return texts.stringPropertyNames().stream()
                .map(key -> key.substring(0, key.lastIndexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties texts(String file) {
        Properties texts = new Properties();
        try (var in = Files.newBufferedReader(TEXTS.resolve(file))) {
            texts.load(in);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return texts;
    }
}
