package vn.lienthong;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/** What can be held of {@code docker/} without an engine. */
class DockerFilesTest {

    private static final Path FOLDER = Path.of("docker");
    private static final Path SETTINGS = Path.of("src/main/resources/settings");
    private static final String CONNECTOR = "connector";

    private final List<String> dockerfile = instructions();
    private final Map<String, Object> compose = new Yaml().load(read(FOLDER.resolve("compose.yaml")));

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** One instruction a line, without comments. */
    private static List<String> instructions() {
        return read(FOLDER.resolve("Dockerfile"))
                .replace("\\\n", " ")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private Stream<String> instructions(String word) {
        return dockerfile.stream()
                .filter(line -> line.startsWith(word + " "))
                .map(line -> line.substring(word.length() + 1));
    }

    private String last(String word) {
        return instructions(word).reduce((first, second) -> second).orElseThrow();
    }

    @SuppressWarnings("unchecked") // what YAML maps are
    private static Map<String, Object> map(Map<String, Object> from, String name) {
        return (Map<String, Object>) Objects.requireNonNull(from.get(name), name);
    }

    @SuppressWarnings("unchecked") // what YAML lists are
    private static List<String> list(Map<String, Object> from, String name) {
        return (List<String>) Objects.requireNonNull(from.get(name), name);
    }

    private Map<String, Object> service(String name) {
        return map(map(compose, "services"), name);
    }

    @TestFactory
    Stream<DynamicTest> copies_only_files_that_are_there() {
        return instructions("COPY")
                .filter(copy -> !copy.startsWith("--from"))
                .flatMap(copy -> {
                    List<String> words = List.of(copy.split(" +"));
                    return words.subList(0, words.size() - 1).stream();
                })
                .map(file -> DynamicTest.dynamicTest(
                        file, () -> assertThat(Path.of(file)).exists()));
    }

    /** The runtime image of Eclipse Temurin has neither curl nor wget. */
    @Test
    void asks_after_health_with_what_the_image_has() {
        assertThat(last("HEALTHCHECK")).contains("bash").contains("/opt/lienthong/healthy");
        assertThat(read(FOLDER.resolve("healthy"))).contains("/actuator/health").doesNotContain("curl", "wget");
        assertThat(service(CONNECTOR)).doesNotContainKey("healthcheck");
    }

    @Test
    void runs_as_a_user_who_is_not_root() {
        assertThat(instructions("USER")).hasSize(2).allMatch(user -> user.matches("[1-9]\\d*"));
        assertThat(dockerfile.indexOf("USER " + last("USER")))
                .isLessThan(dockerfile.indexOf("ENTRYPOINT " + last("ENTRYPOINT")));
    }

    @TestFactory
    Stream<DynamicTest> writes_nowhere_but_where_it_must() {
        return Stream.of(CONNECTOR, "portal")
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> assertThat(service(name))
                                .containsEntry("read_only", true)
                                .containsEntry("tmpfs", List.of("/tmp"))
                                .containsEntry("cap_drop", List.of("ALL"))
                                .containsEntry("security_opt", List.of("no-new-privileges:true"))));
    }

    @Test
    void keeps_what_it_writes_on_volumes() {
        Map<String, String> image = imageVariables();
        List<String> kept = Stream.of("DATA_DIR", "INBOX_DIR")
                .map(name -> Objects.requireNonNull(image.get(name), name))
                .toList();
        assertThat(kept).allSatisfy(folder -> {
            assertThat(last("VOLUME")).contains('"' + folder + '"');
            assertThat(list(service(CONNECTOR), "volumes")).anyMatch(volume -> volume.endsWith(":" + folder));
        });
    }

    @Test
    void sets_only_settings_that_are() {
        Set<String> given = new TreeSet<>(map(service(CONNECTOR), "environment").keySet());
        given.addAll(imageVariables().keySet());
        String declared = settingsFiles();
        Set<String> variables = variables();
        assertThat(given)
                .isNotEmpty()
                .allMatch(name -> variables.contains(name)
                        || (name.endsWith("_FILE") && variables.contains(name.replaceFirst("_FILE$", "")))
                        || Pattern.compile("\\b" + name + "\\b")
                                .matcher(declared)
                                .find());
    }

    /** The unit for servers without an engine. */
    @Test
    void runs_as_a_service_with_settings_that_are_as_long_as_it_needs_to_stop() {
        List<String> unit = read(FOLDER.resolve("lienthong.service")).lines().toList();
        String environment = unit.stream()
                .filter(line -> line.startsWith("Environment="))
                .map(line -> line.substring("Environment=".length()))
                .findFirst()
                .orElseThrow();

        assertThat(environment.split(" "))
                .isNotEmpty()
                .allMatch(pair -> variables().contains(pair.substring(0, pair.indexOf('='))))
                .allMatch(pair -> pair.contains("=/var/lib/lienthong/"));
        assertThat(unit)
                .contains(
                        "ExecStart=/opt/lienthong/lienthong run",
                        "User=lienthong",
                        "StateDirectory=lienthong",
                        "ProtectSystem=strict",
                        "SuccessExitStatus=143");
        assertThat(read(Path.of("README.md"))).contains("docker/lienthong.service /etc/systemd/system/");
    }

    /** A rule about a metric that is gone, or misspelt, never fires. */
    @Test
    void alerting_rules_ask_for_metrics_there_are() throws IOException {
        Set<String> metrics = new HashSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            sources.filter(source -> source.toString().endsWith("Metrics.java"))
                    .forEach(source -> Pattern.compile("\"(lienthong\\.[a-z.]+)\"")
                            .matcher(read(source))
                            .results()
                            .forEach(name -> metrics.add(name.group(1).replace('.', '_'))));
        }
        String rules = read(FOLDER.resolve("prometheus-rules.yaml"));
        Set<String> asked = Pattern.compile("lienthong_[a-z_]+")
                .matcher(rules)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());

        assertThat(metrics).containsAll(asked);
        assertThat(asked).contains("lienthong_deliveries_dead", "lienthong_ledger_up", "lienthong_deadlines_passed");
    }

    @Test
    void reads_each_secret_from_a_file_that_is_declared() {
        Set<String> declared = map(compose, "secrets").keySet();
        assertThat(list(service(CONNECTOR), "secrets")).containsExactlyElementsOf(declared);
        assertThat(map(service(CONNECTOR), "environment").entrySet())
                .filteredOn(variable -> variable.getKey().endsWith("_FILE"))
                .extracting(variable -> String.valueOf(variable.getValue()).replace("/run/secrets/", ""))
                .containsExactlyInAnyOrderElementsOf(declared);
        assertThat(read(Path.of(".gitignore")).lines()).contains("docker/secrets/");
        assertThat(read(FOLDER.resolve("Dockerfile.dockerignore")).lines()).contains("docker/secrets");
    }

    /** A JVM refuses a cache that was trained with other options, and starts slowly. */
    @Test
    void starts_every_jvm_with_the_options_of_one_file() {
        String options = " @\"$app/jvm.options\" ";
        assertThat(Path.of("src/main/jvm/jvm.options")).isNotEmptyFile();
        assertThat(instructions("ENTRYPOINT"))
                .hasSize(2)
                .allMatch(command -> command.startsWith("[\"java\", \"@/opt/lienthong/jvm.options\", "));
        assertThat(read(FOLDER.resolve("train-aot")).lines().filter(line -> line.contains("\"$java\"")))
                .hasSize(1)
                .allMatch(line -> line.contains(options));
        assertThat(read(Path.of("lienthong")).lines().filter(line -> line.contains("\"$java_home/bin/java\" @")))
                .hasSize(4)
                .allMatch(line -> line.contains(options));
    }

    @Test
    void starts_the_simulated_portal_by_a_class_that_is() throws Exception {
        String main = instructions("ENTRYPOINT")
                .flatMap(line -> Arrays.stream(line.split("\"")))
                .filter(word -> word.startsWith("vn.lienthong."))
                .findFirst()
                .orElseThrow();
        assertThat(Class.forName(main).getMethod("main", String[].class)).isNotNull();
        assertThat(list(service("portal"), "profiles")).containsExactly("sandbox");
    }

    @Test
    void publishes_ports_on_this_machine_only() {
        List<String> published = new ArrayList<>(list(service(CONNECTOR), "ports"));
        published.addAll(list(service("portal"), "ports"));
        assertThat(published).containsExactly("127.0.0.1:8080:8080", "127.0.0.1:8081:8081", "127.0.0.1:8090:8090");
    }

    private Map<String, String> imageVariables() {
        return Arrays.stream(last("ENV").split(" +"))
                .map(pair -> pair.split("=", 2))
                .collect(java.util.stream.Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static String settingsFiles() {
        try (Stream<Path> files = Files.list(SETTINGS)) {
            return String.join("\n", files.map(DockerFilesTest::read).toList());
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** Every declared setting as Spring wants it in the environment: {@code npsp.agency-code} as NPSP_AGENCYCODE. */
    private static Set<String> variables() {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(SETTINGS)) {
            files.forEach(file -> collect("", new Yaml().load(read(file)), names));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
        return names;
    }

    private static void collect(String above, Object value, Set<String> names) {
        if (value instanceof Map<?, ?> below) {
            below.forEach((name, each) -> collect(above + name + ".", each, names));
        } else {
            names.add(above.substring(0, above.length() - 1)
                    .replace("-", "")
                    .replace('.', '_')
                    .toUpperCase(Locale.ROOT));
        }
    }
}
