package vn.lienthong.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows the guide for integrators, block by block, as it stands: writes the files it shows, runs the commands it names. */
class GuideTest {

    private static final Path GUIDE = Path.of("mappings/README.md");
    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- (file|run)(?:: ([^ ]+))? -->\n)?```\\w+\n(.*?)```", Pattern.DOTALL);
    private static final String LAUNCHER = "./lienthong ";

    @TempDir
    Path home;

    private final List<String> said = new ArrayList<>();

    @Test
    void leads_from_a_spreadsheet_to_a_route_with_green_tests() throws Exception {
        copy(Path.of("mappings"));
        copy(Path.of("routes"));
        int files = 0;
        int commands = 0;
        Matcher blocks = BLOCK.matcher(Files.readString(GUIDE));
        while (blocks.find()) {
            String text = blocks.group(3);
            assertThat(blocks.group(1)).as("says what to do with:\n" + text).isNotNull();
            if (blocks.group(1).equals("file")) {
                write(home.resolve(blocks.group(2)), text);
                files++;
            } else {
                String expected = blocks.group(2);
                run(text.strip(), expected == null ? 0 : Integer.parseInt(expected));
                commands++;
            }
        }
        assertThat(files).isGreaterThan(4);
        assertThat(commands).isGreaterThan(3);
        assertThat(said.getLast()).as("the route check").contains(routes() + " routes", "0 faults");
    }

    private void run(String command, int expected) throws IOException, InterruptedException {
        assertThat(command).startsWith(LAUNCHER).doesNotContain("\n");
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "vn.lienthong.operations.CommandLine"));
        line.addAll(List.of(command.substring(LAUNCHER.length()).split(" ")));
        Process process = new ProcessBuilder(line)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(command + "\n" + output).isEqualTo(expected);
        said.add(output);
    }

    private long routes() throws IOException {
        try (Stream<Path> all = Files.list(home.resolve("routes"))) {
            return all.filter(file -> file.toString().endsWith(".camel.yaml")).count();
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    private void copy(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                Path to = home.resolve(each.toString());
                Files.createDirectories(Objects.requireNonNull(to.getParent()));
                Files.copy(each, to);
            }
        }
    }
}
