package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.Problem;

class LedgerProblemsTest {

    private static final Pattern RAISED = Pattern.compile("Problem\\.of\\(\"(ledger\\.[a-z-]+)\"\\)");

    @Test
    void every_problem_has_its_texts_in_both_languages() throws IOException {
        Set<String> codes = codes();
        assertThat(codes).isNotEmpty().allSatisfy(code -> {
            for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.of("vi")}) {
                assertThat(Problem.of(code).says(locale)).isNotEqualTo(code);
                assertThat(Problem.of(code).advice(locale)).isNotEqualTo(code);
            }
            assertThat(Problem.of(code).says(Locale.ENGLISH))
                    .isNotEqualTo(Problem.of(code).says(Locale.of("vi")));
        });
    }

    private static Set<String> codes() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/vn/lienthong/ledger"))) {
            return files.flatMap(file -> RAISED.matcher(read(file)).results())
                    .map((MatchResult match) -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
