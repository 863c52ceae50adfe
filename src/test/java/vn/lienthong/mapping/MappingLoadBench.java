package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long it takes to read, check and compile a folder with 500 mappings of the size of a ministry's own exports, each with
 * the contract, crosswalks and code tables it uses, in a JVM that has just started and in one that has not:
 * {@code ./mvnw -Pbench test -Dtest=MappingLoadBench}.
 */
@Tag("bench")
class MappingLoadBench {

    private static final int MAPPINGS = 500;
    private static final int TURNS = 5;
    private static final Path SHIPPED = Path.of("mappings");
    private static final List<String> EXPORTS =
            List.of("so-theo-doi-2020", "danh-sach-2025", "mot-cua-2018", "xuat-2023", "ho-so-cu-2006");

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    @Test
    void five_hundred_mappings_load_within_two_seconds() throws IOException {
        copy(SHIPPED, folder);
        for (int i = 0; i < MAPPINGS; i++) {
            String export = EXPORTS.get(i % EXPORTS.size());
            Path copy = Files.createDirectories(folder.resolve("npsp/exports/copy-" + i));
            String mapping = Files.readString(SHIPPED.resolve("npsp/exports/" + export + "/mapping.yaml"));
            Files.writeString(copy.resolve("mapping.yaml"), mapping.replace("exports/" + export, "exports/copy-" + i));
        }
        List<Turn> turns = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            long cpu = threads.getCurrentThreadCpuTime();
            long from = System.nanoTime();
            FileMappings mappings = new FileMappings(folder);
            turns.add(new Turn(
                    Duration.ofNanos(System.nanoTime() - from),
                    Duration.ofNanos(threads.getCurrentThreadCpuTime() - cpu)));
            assertThat(mappings.faults()).isEmpty();
            assertThat(mappings.names()).hasSizeGreaterThan(MAPPINGS);
        }
        System.out.printf(Locale.ROOT, "%d mappings, the first time and then: %s%n", MAPPINGS, turns);
        assertThat(turns.getFirst().cpu()).isLessThan(Duration.ofSeconds(2));
    }

    /** @param cpu of the thread that loads, which a busy machine does not change much */
    private record Turn(Duration took, Duration cpu) {

        @Override
        public String toString() {
            return took.toMillis() + " ms (CPU " + cpu.toMillis() + ")";
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
