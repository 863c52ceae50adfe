package vn.lienthong.intake.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.lienthong.intake.SettableClock;
import vn.lienthong.intake.inbox.LayoutFolders.Fate;
import vn.lienthong.intake.inbox.LayoutFolders.Watched;

class LayoutFoldersTest {

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private final List<String> taken = new ArrayList<>();
    private LayoutFolders folders;
    private Path daily;

    @BeforeEach
    void start() throws IOException {
        folders = new LayoutFolders(
                Watched.of("lists", folder.toString(), Duration.ofSeconds(2), Duration.ofSeconds(5)), clock);
        daily = Files.createDirectories(folder.resolve("daily"));
    }

    @Test
    void a_file_that_takes_the_place_of_one_that_is_being_taken_is_not_lost() throws IOException {
        Path file = Files.writeString(daily.resolve("list.csv"), "old");
        look((dropped, layout) -> {
            Fate fate = take(dropped);
            Files.writeString(Files.createFile(folder.resolve("fresh")), "new");
            Files.move(folder.resolve("fresh"), file, StandardCopyOption.REPLACE_EXISTING);
            return fate;
        });
        assertThat(file).content().isEqualTo("new");

        look((dropped, layout) -> take(dropped));

        assertThat(taken).containsExactly("old", "new");
        assertThat(file).doesNotExist();
        assertThat(daily.resolve("done/list.csv")).content().isEqualTo("new");
    }

    static Stream<String> names_as_long_as_a_folder_takes() {
        return Stream.of(
                "a." + "b".repeat(250),
                "b".repeat(255),
                "a" + "\uD83D\uDCC4".repeat(60) + ".csv",
                "ư".repeat(120) + ".csv");
    }

    @ParameterizedTest
    @MethodSource
    void names_as_long_as_a_folder_takes(String name) throws IOException {
        Files.writeString(daily.resolve(name), "list");
        for (int i = 0; i < 3; i++) {
            look((dropped, layout) -> take(dropped));
        }

        assertThat(taken).as("once").hasSize(1);
        try (Stream<Path> done = Files.list(daily.resolve("done"))) {
            assertThat(done).as("the file and its report").hasSize(2);
        }
    }

    /** What it leads to may be for the connector alone, and reports tell of what stands in a file. */
    @Test
    void refuses_a_link() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "list");
        Files.createSymbolicLink(daily.resolve("list.csv"), elsewhere);
        look((dropped, layout) -> take(dropped));

        assertThat(taken).isEmpty();
        assertThat(daily.resolve("failed/list.csv.report.csv")).content().contains("intake.link");
        assertThat(elsewhere).content().isEqualTo("list");
    }

    @Test
    void a_report_takes_the_place_of_no_file() throws IOException {
        for (String name : List.of("list.csv.report.csv", "list.csv")) {
            Files.writeString(daily.resolve(name), name);
            look((dropped, layout) -> take(dropped));
        }

        assertThat(taken).containsExactly("list.csv.report.csv", "list.csv");
        assertThat(daily.resolve("done/list.csv.report.csv.csv")).content().isEqualTo("list.csv.report.csv");
        assertThat(daily.resolve("done/list.csv.report.csv")).content().isEqualTo("report");
    }

    private Fate take(Path file) throws IOException {
        taken.add(Files.readString(file));
        return new Fate.Done(out -> out.write("report".getBytes(StandardCharsets.UTF_8)));
    }

    /** Sees the files, and sees them again when they have settled. */
    private void look(LayoutFolders.Taker taker) {
        folders.look(List.of("daily"), taker);
        clock.advance(Duration.ofSeconds(3));
        folders.look(List.of("daily"), taker);
    }
}
