package vn.lienthong.intake.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.intake.inbox.InboxFixture.HEADER;
import static vn.lienthong.intake.inbox.InboxFixture.rows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.dossier.Problem;

class InboxReportTest {

    @TempDir
    Path dir;

    private InboxFixture here;
    private Inbox all;
    private FlowInbox inbox;

    @BeforeEach
    void open() {
        here = new InboxFixture(dir, 3);
        all = here.start();
        inbox = all.open("csv-flow", "export*.csv");
    }

    @Test
    void has_nothing_to_tell_when_all_is_well() throws Exception {
        here.drop("export.csv", HEADER + rows(1, 7));

        here.work(inbox);
        here.clock.advance(Duration.ofDays(1));
        here.work(inbox);

        assertThat(all.faults()).isEmpty();
    }

    @Test
    void tells_of_files_that_were_refused_until_somebody_has_put_them_away() throws Exception {
        here.drop("export-1.csv", HEADER + "1;\"H-1");
        here.drop("export-2.csv", "");
        here.clock.advance(InboxFixture.GRACE);
        here.work(inbox);
        here.clock.advance(InboxFixture.GRACE);
        here.work(inbox);

        assertThat(all.faults())
                .singleElement()
                .isEqualTo(Problem.of("intake.files-refused").with("count", "2").at(folder("failed")));
        try (Inboxes later = new Inboxes(here)) {
            here.work(later.flow);
            assertThat(later.all.faults()).as("by the next process too").hasSize(1);
        }

        Files.delete(dir.resolve("csv-flow/failed/export-1.csv"));
        Files.delete(dir.resolve("csv-flow/failed/export-2.csv"));
        here.work(inbox);

        assertThat(all.faults()).isEmpty();
    }

    @Test
    void tells_of_folders_and_pipes_which_nobody_takes() throws Exception {
        Files.createDirectories(dir.resolve("csv-flow/November"));
        here.work(inbox);
        assertThat(all.faults()).isEmpty();

        here.clock.advance(InboxFixture.GRACE);
        here.drop("November/export.csv", HEADER + rows(1, 1));
        here.work(inbox);

        assertThat(all.faults())
                .singleElement()
                .isEqualTo(Problem.of("intake.not-a-file").with("count", "1").at(folder("")));
    }

    @Test
    void tells_of_files_that_have_long_been_on_their_way() throws Exception {
        here.drop("export.csv.part", HEADER + rows(1, 1));
        here.drop("export.csv.crdownload", HEADER + rows(1, 1));
        here.drop(".hidden", "x");
        here.work(inbox);
        assertThat(all.faults()).isEmpty();

        here.clock.advance(Duration.ofHours(1));
        here.work(inbox);

        assertThat(all.faults())
                .singleElement()
                .isEqualTo(
                        Problem.of("intake.unfinished-files").with("count", "2").at(folder("")));
        assertThat(here.ledger.kept).isEmpty();
    }

    @Test
    void tells_which_folder_it_cannot_work_with_until_it_can() throws Exception {
        Path done = dir.resolve("csv-flow/done");
        Files.delete(done);
        Files.writeString(done, "a file in the folder's place");

        assertThatThrownBy(() -> here.work(inbox)).isInstanceOf(IOException.class);

        assertThat(all.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("intake.inbox-fails");
            assertThat(fault.place()).isEqualTo(done.toString());
            assertThat(fault.details()).containsEntry("flow", "csv-flow");
        });

        Files.delete(done);
        here.work(inbox);

        assertThat(all.faults()).isEmpty();
    }

    @Test
    void tells_of_the_folder_that_takes_nothing_when_a_move_fails() throws Exception {
        Map<String, Problem> faults = new HashMap<>();
        Path done = dir.resolve("csv-flow/done");
        Files.delete(done);

        new InboxReport(dir.resolve("csv-flow"), faults)
                .fails(
                        "csv-flow",
                        new AccessDeniedException(
                                folder(".taking/1-0000/export.csv"), folder("done/export.csv"), null));

        assertThat(faults.values())
                .singleElement()
                .satisfies(fault -> assertThat(fault.place()).isEqualTo(done.toString()));
    }

    @Test
    void tells_of_an_error_and_goes_on_where_it_was() throws Exception {
        here.drop("export.csv", HEADER + rows(1, 7));
        here.ledger.afterCommit(() -> {
            throw new OutOfMemoryError("of a test");
        });

        assertThatThrownBy(() -> here.work(inbox)).isInstanceOf(OutOfMemoryError.class);

        assertThat(all.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.details()).containsEntry("why", "OutOfMemoryError"));

        here.ledger.afterCommit(() -> {});
        here.work(inbox);

        assertThat(here.dossiers()).containsExactly("H-1", "H-2", "H-3", "H-4", "H-5", "H-6", "H-7");
        assertThat(all.faults()).isEmpty();
    }

    @Test
    void tells_what_to_do_about_a_file_in_work_whose_state_is_broken() throws Exception {
        Path take = Files.createDirectories(dir.resolve("csv-flow/.taking/1-0001"));
        Files.writeString(take.resolve(".take.json"), "");

        assertThatThrownBy(() -> here.work(inbox)).isInstanceOf(IOException.class);

        assertThat(all.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.place()).isEqualTo(folder(".taking"));
            assertThat(fault.says(Locale.ENGLISH)).contains("move the file beside it back into the inbox");
        });
    }

    @Test
    void has_no_more_to_tell_of_a_route_that_stopped() throws Exception {
        here.drop("export.csv", HEADER + "1;\"H-1");
        here.work(inbox);
        here.work(inbox);
        assertThat(all.faults()).hasSize(1);

        inbox.close();

        assertThat(all.faults()).isEmpty();
    }

    private String folder(String name) {
        return dir.resolve("csv-flow").resolve(name).toString();
    }

    /** Another process, once this one has let go. */
    private final class Inboxes implements AutoCloseable {

        private final Inbox all;
        private final FlowInbox flow;

        Inboxes(InboxFixture here) throws IOException {
            inbox.close();
            this.all = here.start();
            this.flow = all.open("csv-flow", "export*.csv");
        }

        @Override
        public void close() throws IOException {
            flow.close();
            inbox = InboxReportTest.this.all.open("csv-flow", "export*.csv");
        }
    }
}
