package vn.lienthong.intake.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.intake.inbox.InboxFixture.HEADER;
import static vn.lienthong.intake.inbox.InboxFixture.rows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.intake.Page;
import vn.lienthong.intake.inbox.DroppedFiles.Finished;
import vn.lienthong.intake.inbox.DroppedFiles.Folder;
import vn.lienthong.intake.inbox.DroppedFiles.NameRefused;

/** What people see of the inbox, and how they drop a file without reaching it. */
class DroppedFilesTest {

    @TempDir
    Path dir;

    @TempDir
    Path elsewhere;

    private InboxFixture here;
    private FlowInbox inbox;
    private DroppedFiles files;

    @BeforeEach
    void open() throws Exception {
        here = new InboxFixture(dir, 3);
        inbox = here.open();
        files = new DroppedFiles(dir);
        here.look(inbox);
    }

    @AfterEach
    void close() throws Exception {
        inbox.close();
    }

    @Test
    void an_inbox_that_is_not_there_yet_has_nothing() throws Exception {
        assertThat(new DroppedFiles(dir.resolve("none")).folders(5)).isEmpty();
    }

    @Test
    void what_was_taken_is_told_with_what_became_of_its_rows_the_newest_first() throws Exception {
        here.drop("export-1.csv", HEADER + rows(1, 2));
        here.work(inbox);
        here.clock.advance(Duration.ofMinutes(1));
        here.drop("export-2.csv", HEADER + rows(2, 4) + "5;H-5;;new\n");
        here.work(inbox);
        here.drop("waits.csv", HEADER);
        here.drop("on-its-way.csv.part", HEADER);

        Folder folder = only();
        assertThat(folder.name()).isEqualTo("csv-flow");
        assertThat(folder.isForPeople()).isTrue();
        assertThat(folder.waiting()).isEqualTo(1);
        assertThat(folder.inWork()).isNull();
        assertThat(folder.left()).extracting(Finished::file).containsExactly("export-2.csv", "export-1.csv");
        Finished second = folder.left().getFirst();
        assertThat(second.isThere()).isTrue();
        assertThat(second.refused()).isNull();
        assertThat(second.at()).isEqualTo(here.clock.instant());
        assertThat(second.rows()).isEqualTo(4);
        assertThat(second.taken()).isEqualTo(2);
        assertThat(second.known()).isEqualTo(1);
        assertThat(second.dead()).isEqualTo(1);
        assertThat(files.folders(1).getFirst().left()).hasSize(1);
    }

    @Test
    void a_file_in_work_is_told_with_how_far_it_is() throws Exception {
        here.drop("export.csv", HEADER + rows(1, 7));
        here.look(inbox);
        here.clock.advance(InboxFixture.SETTLE);
        for (int step = 0; step < 3; step++) {
            assertThat(inbox.step(Page::enter)).isTrue();
        }

        assertThat(only().inWork()).isEqualTo(new DroppedFiles.InWork("export.csv", here.clock.instant(), 3));
        assertThat(only().waiting()).isZero();
    }

    @Test
    void a_refused_file_and_one_that_came_back_are_told_as_that() throws Exception {
        here.drop("export.csv", "row;dos");
        here.work(inbox);
        assertThat(only().left()).singleElement().satisfies(refused -> {
            assertThat(refused.refused()).isNotNull();
            assertThat(refused.as()).isEqualTo("failed/export.csv");
        });
        Files.writeString(
                dir.resolve("csv-flow/failed/export.csv"),
                HEADER.substring("row;dos".length()) + rows(1, 1),
                StandardOpenOption.APPEND);
        here.work(inbox);

        assertThat(only().left()).extracting(Finished::as).containsExactly("done/export.csv", "failed/export.csv");
        assertThat(only().left()).extracting(Finished::isThere).containsExactly(true, false);
    }

    @Test
    void a_folder_that_cannot_be_read_hides_no_other() throws Exception {
        Path work = Files.createDirectories(dir.resolve("broken-flow/.taking/1-0000"));
        Files.writeString(work.resolve(".take.json"), "{");
        here.drop("export.csv", HEADER + rows(1, 1));
        here.work(inbox);

        assertThat(files.folders(20)).extracting(Folder::name).containsExactly("broken-flow", "csv-flow");
        assertThat(files.folders(20)).extracting(Folder::isReadable).containsExactly(false, true);
        assertThat(files.folders(20)).extracting(Folder::isEmpty).containsExactly(false, false);
    }

    @Test
    void what_was_cleared_away_with_its_report_is_told_no_more() throws Exception {
        here.drop("export.csv", HEADER + rows(1, 1));
        here.work(inbox);
        Files.delete(dir.resolve("csv-flow/done/export.csv.report.json"));

        assertThat(only().left()).isEmpty();
    }

    @Test
    void the_report_of_a_file_is_found_and_nothing_else() throws Exception {
        here.drop("export.csv", HEADER + rows(1, 1));
        here.work(inbox);
        Files.writeString(dir.resolve("csv-flow/secret.report.csv"), "x");

        assertThat(files.report("csv-flow", "done/export.csv"))
                .contains(dir.resolve("csv-flow/done/export.csv.report.csv"));
        assertThat(files.report("csv-flow", "secret")).isEmpty();
        assertThat(files.report("csv-flow", "../csv-flow/done/export.csv")).isEmpty();
        assertThat(files.report("../" + dir.getFileName() + "/csv-flow/done", "export.csv"))
                .isEmpty();
        assertThat(files.report("..", "done/export.csv")).isEmpty();
        assertThat(files.report("none", "done/export.csv")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "export.csv, export.csv",
        "C:\\Users\\lan\\export.csv, export.csv",
        "../../export.csv, export.csv",
        "'sổ theo dõi.csv', 'sổ theo dõi.csv'"
    })
    void a_given_file_is_taken_as_a_dropped_one(String given, String name) throws Exception {
        assertThat(files.drop("csv-flow", file(HEADER + rows(1, 2)), given)).contains(name);
        here.work(inbox);

        assertThat(here.dossiers()).containsExactly("H-1", "H-2");
        assertThat(here.in("csv-flow/done")).contains(name);
        assertThat(here.in("csv-flow")).containsExactlyInAnyOrder(".taking", "done", "failed");
    }

    @Test
    void a_given_file_takes_the_place_of_no_other() throws Exception {
        here.drop("export.csv", HEADER + rows(1, 1));
        assertThat(files.drop("csv-flow", file(HEADER + rows(2, 2)), "export.csv"))
                .contains("export-2.csv");
        here.work(inbox);

        assertThat(here.dossiers()).containsExactlyInAnyOrder("H-1", "H-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"export.csv.part", ".export.csv", "~$export.csv", "", "folder/", " "})
    void a_name_that_would_be_left_alone_is_refused(String name) throws Exception {
        Path content = file(HEADER);
        assertThatThrownBy(() -> files.drop("csv-flow", content, name)).isInstanceOf(NameRefused.class);
        assertThat(only().waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "", ".", "..", "csv-flow/done", "../csv-flow"})
    void nothing_is_given_to_what_is_no_flow(String flow) throws Exception {
        assertThat(files.drop(flow, file(HEADER), "export.csv")).isEmpty();
    }

    private Folder only() throws Exception {
        return files.folders(20).getFirst();
    }

    private Path file(String content) throws Exception {
        return Files.writeString(elsewhere.resolve("given"), content);
    }
}
