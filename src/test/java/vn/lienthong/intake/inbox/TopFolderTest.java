package vn.lienthong.intake.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.intake.inbox.InboxFixture.HEADER;
import static vn.lienthong.intake.inbox.InboxFixture.rows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.dossier.Problem;

class TopFolderTest {

    @TempDir
    Path dir;

    private InboxFixture here;
    private Inbox inbox;

    @BeforeEach
    void start() {
        here = new InboxFixture(dir, 3);
        inbox = here.start();
    }

    @Test
    void gives_a_file_to_the_flow_whose_pattern_fits_whatever_the_case_and_composition_of_its_name() throws Exception {
        FlowInbox flow = inbox.open("csv-flow", "*sổ-theo-dõi*.csv");
        String name = Normalizer.normalize("01_Sổ-Theo-Dõi_2020.CSV", Normalizer.Form.NFD);
        Files.writeString(dir.resolve(name), HEADER + rows(1, 2));

        here.work(flow);
        here.work(flow);

        assertThat(here.dossiers()).containsExactly("H-1", "H-2");
        assertThat(here.in("csv-flow/done")).contains(name);
    }

    @Test
    void refuses_a_file_that_fits_no_flow_once_every_route_had_time_to_start() throws Exception {
        FlowInbox flow = inbox.open("csv-flow", "export*.csv");
        Files.writeString(dir.resolve("other.txt"), "x");
        here.work(flow);
        assertThat(here.in("")).contains("other.txt");

        here.clock.advance(InboxFixture.GRACE);
        here.work(flow);

        assertThat(here.in("failed")).containsExactly("other.txt", "other.txt.report.csv", "other.txt.report.json");
        assertThat(here.summary("failed/other.txt").at("/refused/code").asString())
                .isEqualTo("intake.no-flow-for-file");
        assertThat(here.in(".taking")).isEmpty();
    }

    @Test
    void does_not_choose_between_two_flows() throws Exception {
        FlowInbox flow = inbox.open("csv-flow", "export*.csv");
        inbox.open("xml-flow", "*");
        Files.writeString(dir.resolve("export.csv"), HEADER + rows(1, 1));
        here.work(flow);
        here.clock.advance(InboxFixture.GRACE);
        here.work(flow);

        assertThat(here.ledger.kept).isEmpty();
        assertThat(here.summary("failed/export.csv").at("/refused/says_en").asString())
                .contains("csv-flow, xml-flow");
    }

    @Test
    void does_not_put_a_file_over_another_of_its_name() throws Exception {
        FlowInbox flow = inbox.open("csv-flow", "export*.csv");
        here.drop("export.csv", HEADER + rows(1, 1));
        Files.writeString(dir.resolve("export.csv"), HEADER + rows(2, 2));

        here.work(flow);
        here.work(flow);

        assertThat(here.dossiers()).containsExactlyInAnyOrder("H-1", "H-2");
        assertThat(here.in("csv-flow/done")).contains("export.csv", "export-2.csv");
    }

    @Test
    void does_not_keep_other_flows_from_their_files_when_one_file_cannot_be_moved() throws Exception {
        FlowInbox flow = inbox.open("csv-flow", "export*.csv");
        inbox.open("xml-flow", "*.xml");
        Path other = dir.resolve("xml-flow");
        for (String made : List.of("done", "failed", ".taking", "")) {
            Files.delete(other.resolve(made));
        }
        Files.writeString(other, "a file in the folder's place");
        Files.writeString(dir.resolve("a.xml"), "<x/>");
        Files.writeString(dir.resolve("export.csv"), HEADER + rows(1, 2));
        here.drop("export-3.csv", HEADER + rows(3, 3));

        here.work(flow);
        here.work(flow);

        assertThat(here.dossiers()).containsExactlyInAnyOrder("H-1", "H-2", "H-3");
        assertThat(here.in("")).contains("a.xml");
        assertThat(inbox.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("intake.files-stuck");
            assertThat(fault.place()).isEqualTo(dir.toString());
            assertThat(fault.details()).containsEntry("count", "1");
        });

        Files.delete(other);
        Files.createDirectory(other);
        here.clock.advance(Duration.ofSeconds(10));
        here.look(flow);
        here.look(flow);

        assertThat(here.in("xml-flow")).contains("a.xml");
        assertThat(inbox.faults()).isEmpty();
    }

    @Test
    void does_not_keep_flows_from_their_own_folders_when_it_cannot_be_worked() throws Exception {
        FlowInbox flow = inbox.open("csv-flow", "export*.csv");
        Path failed = dir.resolve("failed");
        Files.writeString(failed, "a file in the folder's place");
        here.drop("export.csv", HEADER + rows(1, 1));

        here.work(flow);

        assertThat(here.dossiers()).containsExactly("H-1");
        assertThat(inbox.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("intake.top-fails");
            assertThat(fault.place()).isEqualTo(failed.toString());
        });

        Files.delete(failed);
        here.work(flow);

        assertThat(inbox.faults()).isEmpty();
    }

    @Test
    void tells_of_files_in_a_folder_that_is_no_flows() throws Exception {
        FlowInbox flow = inbox.open("csv-flow", "export*.csv");
        Path stranger = Files.createDirectories(dir.resolve("cvs-flow"));
        Files.createDirectories(dir.resolve("settlements/daily"));
        Files.writeString(stranger.resolve("export.csv"), HEADER + rows(1, 1));
        here.work(flow);
        assertThat(inbox.faults()).isEmpty();

        here.clock.advance(InboxFixture.GRACE);
        here.work(flow);

        assertThat(inbox.faults())
                .singleElement()
                .isEqualTo(Problem.of("intake.folder-without-flow")
                        .with("count", "1")
                        .at(stranger.toString()));

        Files.move(stranger.resolve("export.csv"), dir.resolve("csv-flow/export.csv"));
        here.work(flow);

        assertThat(inbox.faults()).isEmpty();
        assertThat(here.dossiers()).containsExactly("H-1");
    }

    /** The flow was renamed or taken away while it took a file. */
    @Test
    void tells_of_a_file_that_was_half_taken_when_its_flow_went() throws Exception {
        FlowInbox flow = inbox.open("csv-flow", "export*.csv");
        Path gone = Files.createDirectories(dir.resolve("gone"));
        Path file = Files.writeString(gone.resolve("export.csv"), HEADER + rows(1, 1));
        Path taking = Files.createDirectories(gone.resolve(".taking"));
        TakeFolder.take(file, taking, Take.begun("export.csv", "0001", here.clock.instant()));
        here.work(flow);
        here.clock.advance(InboxFixture.GRACE);
        here.work(flow);

        assertThat(inbox.faults())
                .singleElement()
                .isEqualTo(Problem.of("intake.folder-without-flow")
                        .with("count", "1")
                        .at(gone.toString()));
    }
}
