package vn.lienthong.intake.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.intake.inbox.InboxFixture.HEADER;
import static vn.lienthong.intake.inbox.InboxFixture.rows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.intake.Agency;
import vn.lienthong.intake.IntakeException;

/** What an inbox waits for, and what it leaves alone meanwhile. */
class InboxWaitingTest {

    @TempDir
    Path dir;

    private InboxFixture here;

    private FlowInbox inbox;

    @BeforeEach
    void open() {
        here = new InboxFixture(dir, 3);
        inbox = here.open();
    }

    /** A path has 4,095 bytes at most on Linux; the folder of a file in work is deeper than the one it is dropped in. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void goes_on_with_the_files_behind_one_that_cannot_be_moved_and_tells_of_it() throws Exception {
        Path deep = dir;
        while (deep.toString().length() < 3850) {
            deep = deep.resolve("x".repeat(50));
        }
        here = new InboxFixture(Files.createDirectories(deep), 3);
        Inbox all = here.start();
        FlowInbox flow = all.open("csv-flow", "export*.csv");
        int room = 4090 - deep.resolve("csv-flow").toString().length();
        Path kept = here.drop("k".repeat(room - ".csv".length()) + ".csv", HEADER + rows(1, 1));
        Files.setLastModifiedTime(kept, FileTime.from(Instant.EPOCH));
        here.drop("export.csv", HEADER + rows(2, 3));

        here.work(flow);

        assertThat(here.dossiers()).containsExactly("H-2", "H-3");
        assertThat(here.in("csv-flow/.taking")).isEmpty();
        assertThat(all.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("intake.files-stuck");
            assertThat(fault.details()).containsEntry("why", "File name too long");
        });

        Files.move(kept, kept.resolveSibling("export-1.csv"));
        here.work(flow);

        assertThat(here.dossiers()).containsExactly("H-2", "H-3", "H-1");
        assertThat(all.faults()).isEmpty();
    }

    @Test
    void waits_for_a_file_that_is_still_written() throws Exception {
        Path file = here.drop("export.csv", HEADER + rows(1, 1));
        here.look(inbox);
        here.clock.advance(Duration.ofSeconds(1));
        Files.writeString(file, rows(2, 2), StandardOpenOption.APPEND);
        here.look(inbox);
        here.clock.advance(Duration.ofSeconds(1));
        here.look(inbox);
        assertThat(here.ledger.kept).isEmpty();

        here.clock.advance(Duration.ofSeconds(1));
        here.look(inbox);

        assertThat(here.dossiers()).containsExactly("H-1", "H-2");
    }

    @Test
    void leaves_files_alone_that_are_on_their_way_by_name() throws Exception {
        here.drop("export.csv.part", HEADER + rows(1, 1));
        here.drop("export.TMP", HEADER + rows(1, 1));
        here.drop(".export.csv", HEADER + rows(1, 1));
        here.drop("~$export.csv", HEADER + rows(1, 1));
        Files.createDirectories(dir.resolve("csv-flow/folder.csv"));

        here.work(inbox);

        assertThat(here.ledger.kept).isEmpty();
        assertThat(here.in("csv-flow"))
                .contains("export.csv.part", "export.TMP", ".export.csv", "~$export.csv", "folder.csv");
    }

    @Test
    void waits_while_the_ledger_is_away_and_goes_on_where_it_was() throws Exception {
        here.drop("export.csv", HEADER + rows(1, 7));
        here.ledger.afterCommit(here.ledger::goAway);
        here.work(inbox);
        assertThat(here.ledger.kept).hasSize(3);

        here.ledger.afterCommit(() -> {});
        here.ledger.comeBack();
        here.look(inbox);

        assertThat(here.dossiers()).containsExactly("H-1", "H-2", "H-3", "H-4", "H-5", "H-6", "H-7");
        assertThat(here.summary("csv-flow/done/export.csv").get("taken").asInt())
                .isEqualTo(7);
    }

    @Test
    void waits_while_its_flow_does_not_run() throws Exception {
        here.agency.close("csv-flow");
        here.drop("export.csv", HEADER + rows(1, 2));
        assertThatThrownBy(() -> here.work(inbox)).isInstanceOf(IntakeException.class);

        here.agency.add("csv-flow", Agency.format("csv"));
        here.look(inbox);

        assertThat(here.dossiers()).containsExactly("H-1", "H-2");
    }

    @Test
    void refuses_an_empty_file_only_after_a_long_wait() throws Exception {
        here.drop("export.csv", "");
        here.work(inbox);
        assertThat(here.in("csv-flow/failed")).isEmpty();

        here.clock.advance(InboxFixture.GRACE);
        here.look(inbox);

        assertThat(here.summary("csv-flow/failed/export.csv")
                        .at("/refused/code")
                        .asString())
                .isEqualTo("intake.empty-file");
    }

    @Test
    void says_so_when_a_file_is_written_to_while_it_is_read() throws Exception {
        here.drop("export.csv", HEADER + rows(1, 7));
        here.ledger.afterCommit(() -> append(dir));

        here.work(inbox);

        assertThat(here.summary("csv-flow/failed/export.csv")
                        .at("/refused/code")
                        .asString())
                .isEqualTo("intake.file-changed");
    }

    private static void append(Path dir) {
        try (var found = Files.walk(dir.resolve("csv-flow/.taking"))) {
            Path file = found.filter(path -> path.endsWith("export.csv"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(file, rows(8, 8), StandardOpenOption.APPEND);
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
