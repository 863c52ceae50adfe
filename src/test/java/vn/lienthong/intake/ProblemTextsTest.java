package vn.lienthong.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import vn.lienthong.dossier.Problem;

/** Every code this room raises says what happened and what to do, in both languages. */
class ProblemTextsTest {

    private static final Pattern CODE = Pattern.compile("\"(intake\\.[a-z0-9-]+)\"");

    @TestFactory
    Stream<DynamicTest> every_code_has_its_texts() throws IOException {
        return codes().stream()
                .map(code -> DynamicTest.dynamicTest(code, () -> {
                    for (Locale locale : new Locale[] {Locale.of("vi"), Locale.ENGLISH}) {
                        assertThat(Problem.of(code).says(locale))
                                .isNotEqualTo(code)
                                .isNotBlank();
                        assertThat(Problem.of(code).advice(locale))
                                .isNotEqualTo(code)
                                .isNotBlank();
                    }
                    assertThat(Problem.of(code).says(Locale.of("vi")))
                            .isNotEqualTo(Problem.of(code).says(Locale.ENGLISH));
                }));
    }

    private static Set<String> codes() throws IOException {
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/vn/lienthong/intake"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                CODE.matcher(Files.readString(source)).results().forEach(found -> codes.add(found.group(1)));
            }
        }
        assertThat(codes).hasSizeGreaterThan(20);
        return codes;
    }
}
