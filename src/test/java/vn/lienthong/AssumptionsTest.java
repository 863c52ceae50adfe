package vn.lienthong;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

/** The page of assumptions names each one that code, settings and files rely on, and what decides it is there. */
class AssumptionsTest {

    private static final Path PAGE = Path.of("mappings/ASSUMPTIONS.md");
    private static final Pattern NUMBER = Pattern.compile("\\b[ABPS]-\\d{2}\\b");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([ABPS]-\\d{2}) \\|[^|]+\\|([^|]+)\\|");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final List<String> RELY = List.of("src/main", "routes", "mappings", "README.md");

    @Test
    void every_assumption_something_relies_on_is_on_the_page_and_no_other() throws IOException {
        Set<String> named = new TreeSet<>();
        for (String place : RELY) {
            try (Stream<Path> files = Files.walk(Path.of(place))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (!file.equals(PAGE)
                            && file.toString().matches(".*\\.(java|ya?ml|json|md|xsd|wsdl|properties)")) {
                        named.addAll(found(NUMBER, Files.readString(file), 0));
                    }
                }
            }
        }

        // Two that are said nowhere but in a contract's or a mapping's own shape.
        named.addAll(List.of("A-10", "A-15"));
        assertThat(found(ROW, page(), 1)).containsExactlyElementsOf(inOrder(named));
    }

    @Test
    void what_decides_an_assumption_is_there() throws IOException {
        Set<String> settings = settings();
        for (String decided : found(ROW, page(), 2)) {
            for (String name : found(QUOTED, decided, 1)) {
                if (name.contains("/")) {
                    assertThat(Path.of(name)).exists();
                } else if (name.contains(".") && !name.contains("<")) {
                    assertThat(settings)
                            .as(name)
                            .anyMatch(setting -> setting.equals(name) || setting.startsWith(name + "."));
                } else if (!name.contains("<")) {
                    assertThat(Path.of("routes/policies/npsp.yaml")).content().containsPattern("(?m)^" + name + ":");
                }
            }
        }
    }

    private static List<String> inOrder(Set<String> named) {
        return Stream.of("A", "B", "P", "S")
                .flatMap(kind -> named.stream().filter(number -> number.startsWith(kind)))
                .toList();
    }

    private static Set<String> settings() throws IOException {
        List<PropertySource<?>> sources = new ArrayList<>();
        for (String room : List.of("npsp", "npsp-2026", "paygov")) {
            Path file = Path.of("src/main/resources/settings/" + room + ".yaml");
            sources.addAll(new YamlPropertySourceLoader().load(room, new FileSystemResource(file)));
        }
        return sources.stream()
                .flatMap(source -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
                .map(name -> name.replaceAll("\\[.*", ""))
                .collect(Collectors.toSet());
    }

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }

    private static List<String> found(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult one) -> one.group(group))
                .toList();
    }
}
