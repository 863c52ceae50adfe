package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.dossier.Problem;

/** Every code that the relay and the route files raise has its texts, in both languages. */
class RelayTextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"relay", "operations/routes"})
    void no_code_lacks_a_text(String room) throws IOException {
        Set<String> codes = codes(Path.of("src/main/java/vn/lienthong").resolve(room));

        assertThat(codes).isNotEmpty().allSatisfy(code -> {
            Problem problem = Problem.of(code);
            assertThat(problem.says(Locale.of("vi"))).isNotEqualTo(code);
            assertThat(problem.advice(Locale.of("vi"))).isNotEqualTo(code);
            assertThat(problem.says(Locale.ENGLISH)).isNotEqualTo(code).isNotEqualTo(problem.says(Locale.of("vi")));
            assertThat(problem.advice(Locale.ENGLISH)).isNotEqualTo(code);
        });
    }

    private static Set<String> codes(Path folder) throws IOException {
        Pattern code = Pattern.compile("\"((?:relay|route)\\.[a-z]+(?:-[a-z]+)*)\"");
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                code.matcher(Files.readString(file)).results().forEach(match -> found.add(match.group(1)));
            }
        }
        found.removeAll(Set.of("relay.lease", "relay.poll", "relay.stop-within"));
        return found;
    }
}
