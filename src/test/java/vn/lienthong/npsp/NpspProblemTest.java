package vn.lienthong.npsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.dossier.Problem;

/** Every problem of the room speaks both languages. */
class NpspProblemTest {

    @ParameterizedTest
    @EnumSource(NpspProblem.class)
    void says_what_happened_and_what_to_do_in_both_languages(NpspProblem kind) {
        Problem problem = kind.problem();
        for (Locale locale : new Locale[] {Locale.forLanguageTag("vi"), Locale.ENGLISH}) {
            assertThat(problem.says(locale)).isNotEqualTo(problem.code()).isNotBlank();
            assertThat(problem.advice(locale)).isNotEqualTo(problem.code()).isNotBlank();
        }
        assertThat(problem.says(Locale.ENGLISH)).isNotEqualTo(problem.says(Locale.forLanguageTag("vi")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/problems/npsp.properties", "/problems/npsp_en.properties"})
    void has_no_text_without_a_problem(String file) throws IOException {
        Properties texts = read(file);
        Set<String> wanted = new TreeSet<>();
        for (NpspProblem kind : NpspProblem.values()) {
            wanted.add(kind.code() + ".says");
            wanted.add(kind.code() + ".advice");
        }
        assertThat(texts.stringPropertyNames()).isEqualTo(wanted);
    }

    @Test
    void names_the_same_details_in_both_languages() throws IOException {
        Properties vietnamese = read("/problems/npsp.properties");
        Properties english = read("/problems/npsp_en.properties");
        for (String name : vietnamese.stringPropertyNames()) {
            assertThat(placeholders(english.getProperty(name)))
                    .as(name)
                    .isEqualTo(placeholders(vietnamese.getProperty(name)));
        }
    }

    private static Set<String> placeholders(String text) {
        Set<String> names = new TreeSet<>();
        Pattern.compile("\\{(\\w+)}").matcher(text).results().forEach(match -> names.add(match.group(1)));
        return names;
    }

    private static Properties read(String file) throws IOException {
        Properties texts = new Properties();
        try (var reader = new InputStreamReader(
                Objects.requireNonNull(NpspProblemTest.class.getResourceAsStream(file)), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
