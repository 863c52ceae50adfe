package vn.lienthong.intake.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.intake.inbox.InboxFixture.HEADER;
import static vn.lienthong.intake.inbox.InboxFixture.rows;

import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.intake.Page;

/** What is written to a file after it has left the inbox. */
class LateWritesTest {

    @TempDir
    Path dir;

    private InboxFixture here;

    private FlowInbox inbox;

    @BeforeEach
    void open() {
        here = new InboxFixture(dir, 3);
        inbox = here.open();
    }

    @AfterEach
    void close() throws Exception {
        inbox.close();
    }

    @Test
    void takes_a_file_again_whose_writer_goes_on_after_it_was_taken() throws Exception {
        Path file = here.drop("export.csv", HEADER + rows(1, 2));
        try (Writer writer = Files.newBufferedWriter(file, StandardOpenOption.APPEND)) {
            here.work(inbox);
            writer.write(rows(3, 4));
        }
        here.work(inbox);

        assertThat(here.dossiers()).containsExactly("H-1", "H-2", "H-3", "H-4");
        assertThat(here.in("csv-flow/done")).contains("export.csv.report.csv");
        assertThat(here.in("csv-flow/done").stream().filter(name -> name.endsWith(".csv.report.json")))
                .hasSize(2);
    }

    @Test
    void the_next_process_takes_what_was_written_after_the_last_one_took_the_file() throws Exception {
        here.drop("export.csv", HEADER + rows(1, 2));
        here.work(inbox);
        grow("done/export.csv", rows(3, 3), Duration.ZERO);
        startAgain();
        here.work(inbox);

        assertThat(here.dossiers()).containsExactly("H-1", "H-2", "H-3");
        assertThat(here.in("csv-flow/done")).doesNotContain("export.csv");
    }

    @Test
    void what_was_written_while_no_process_ran_is_taken_however_long_that_was() throws Exception {
        here.drop("export.csv", HEADER + rows(1, 2));
        here.work(inbox);
        grow("done/export.csv", rows(3, 3), Duration.ofMinutes(9));
        here.clock.advance(Duration.ofDays(2));
        startAgain();
        here.work(inbox);

        assertThat(here.dossiers()).containsExactly("H-1", "H-2", "H-3");
    }

    @Test
    void what_was_written_long_after_a_file_was_taken_is_left_alone_by_the_next_process_too() throws Exception {
        here.drop("export.csv", HEADER + rows(1, 2));
        here.work(inbox);
        grow("done/export.csv", rows(3, 3), Duration.ofMinutes(11));
        here.clock.advance(Duration.ofDays(2));
        startAgain();
        here.work(inbox);

        assertThat(here.dossiers()).containsExactly("H-1", "H-2");
    }

    @Test
    void a_file_that_was_refused_because_its_writer_had_not_ended_comes_back_to_the_next_process() throws Exception {
        here.drop("export.csv", "row;dos");
        here.work(inbox);
        assertThat(here.summary("csv-flow/failed/export.csv").get("bytes").asInt())
                .isEqualTo("row;dos".length());
        grow("failed/export.csv", HEADER.substring("row;dos".length()) + rows(1, 2), Duration.ZERO);
        startAgain();
        here.work(inbox);

        assertThat(here.dossiers()).containsExactly("H-1", "H-2");
    }

    @Test
    void killed_before_the_file_is_in_its_last_folder_the_next_process_watches_it() throws Exception {
        here.drop("export.csv", HEADER + rows(1, 2));
        Files.createDirectories(dir.resolve("csv-flow/done"));
        here.look(inbox);
        here.clock.advance(InboxFixture.SETTLE);
        while (Files.notExists(dir.resolve("csv-flow/.taking/left"))) {
            assertThat(inbox.step(Page::enter)).isTrue();
        }
        startAgain();
        here.work(inbox);
        grow("done/export.csv", rows(3, 3), Duration.ZERO);
        here.work(inbox);

        assertThat(here.dossiers()).containsExactly("H-1", "H-2", "H-3");
    }

    @Test
    void a_line_of_the_notes_that_was_cut_off_takes_no_other_with_it() throws Exception {
        here.drop("export.csv", HEADER + rows(1, 2));
        here.work(inbox);
        Path notes = dir.resolve("csv-flow/.taking/left");
        String line = Files.readString(notes);
        Files.writeString(notes, line.substring(0, line.length() / 2) + "\n" + line + "{\"file\"");
        grow("done/export.csv", rows(3, 3), Duration.ZERO);
        startAgain();
        here.work(inbox);

        assertThat(here.dossiers()).containsExactly("H-1", "H-2", "H-3");
    }

    @Test
    void the_notes_do_not_grow_with_what_was_ever_taken() throws Exception {
        Path flow = Files.createDirectories(dir.resolve("flow"));
        Path file = Files.writeString(flow.resolve("export.csv"), rows(1, 1));
        LateWrites late = new LateWrites(flow, flow, here.clock);
        Take take = Take.begun("export.csv", "0000", here.clock.instant()).ofSize(Files.size(file));
        for (int drop = 0; drop < 5_000; drop++) {
            late.watch(file, flow.resolve("done/export.csv"), take);
        }

        assertThat(Files.readAllLines(flow.resolve("left"))).hasSizeLessThanOrEqualTo(2_000);
    }

    @Test
    void leaves_a_file_alone_that_somebody_saves_anew_where_it_was_moved() throws Exception {
        here.drop("export.csv", HEADER + rows(1, 2));
        here.work(inbox);
        Path copy = here.drop("done/export.csv.edited", HEADER + rows(1, 5));
        Files.move(copy, dir.resolve("csv-flow/done/export.csv"), StandardCopyOption.REPLACE_EXISTING);
        here.work(inbox);

        assertThat(here.dossiers()).containsExactly("H-1", "H-2");
    }

    @Test
    void lets_a_file_be_that_grows_for_ever() throws Exception {
        Path file = here.drop("export.csv", HEADER + rows(1, 1));
        here.work(inbox);
        here.clock.advance(Duration.ofMinutes(6));
        grow("done/export.csv", rows(2, 2), Duration.ZERO);
        here.work(inbox);
        assertThat(here.dossiers()).containsExactly("H-1", "H-2");
        here.clock.advance(Duration.ofMinutes(6));
        grow("done/export-2.csv", rows(3, 3), Duration.ZERO);
        here.work(inbox);

        assertThat(file).doesNotExist();
        assertThat(here.dossiers()).containsExactly("H-1", "H-2");
    }

    @Test
    void what_was_written_late_waits_for_another_file_of_that_name_however_long_that_takes() throws Exception {
        here.drop("export.csv", HEADER + rows(1, 1));
        here.work(inbox);
        here.drop("export.csv", HEADER + rows(2, 2));
        grow("done/export.csv", rows(3, 3), Duration.ZERO);
        here.look(inbox);
        here.clock.advance(Duration.ofMinutes(11));
        here.look(inbox);
        here.work(inbox);

        assertThat(here.dossiers()).containsExactly("H-1", "H-2", "H-3");
    }

    private void startAgain() throws Exception {
        inbox.close();
        inbox = here.open();
    }

    /** @param later than now it was written to last */
    private void grow(String file, String rest, Duration later) throws Exception {
        Path taken = dir.resolve("csv-flow").resolve(file);
        Files.writeString(taken, rest, StandardOpenOption.APPEND);
        Files.setLastModifiedTime(taken, FileTime.from(here.clock.instant().plus(later)));
    }
}
