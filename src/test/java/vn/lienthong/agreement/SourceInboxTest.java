package vn.lienthong.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.SettableClock;
import vn.lienthong.intake.inbox.LayoutFolders.Watched;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.mapping.FileMappings;

class SourceInboxTest {

    private static final String LIST = "dossierNo,status,changedAt\nA,received,\nB,done,\n";
    private static final String WITH_AN_ODD_LINE = LIST + "C,eaten,\n";

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private RealLedger ledger;
    private SourceLists lists;
    private SourceInbox inbox;
    private Path csv;

    @BeforeEach
    void start() throws IOException {
        ledger = RealLedger.onSqlite(folder.resolve("data"));
        lists = new SourceLists(ledger.store, new FileMappings(Path.of("mappings")), clock);
        inbox = inbox(folder.resolve("lists").toString());
        csv = folder.resolve("lists/csv");
        inbox.look();
    }

    private SourceInbox inbox(String place) {
        Watched watched = Watched.of("agreement", place, Duration.ofSeconds(2), Duration.ofSeconds(5));
        return new SourceInbox(watched, lists, clock);
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void a_list_is_the_newest_and_moves_to_done_with_its_report_beside_it() throws IOException {
        Files.writeString(csv.resolve("hồ sơ.csv"), LIST);
        inbox.look();
        assertThat(lists.newest()).as("it may still grow").isEmpty();
        look();

        assertThat(lists.newest()).hasValueSatisfying(list -> {
            assertThat(list.name()).isEqualTo("hồ sơ.csv");
            assertThat(list.by()).isEqualTo("inbox");
            assertThat(list.dossiers()).isEqualTo(2);
            assertThat(list.partial()).isFalse();
        });
        assertThat(csv.resolve("hồ sơ.csv")).doesNotExist();
        assertThat(csv.resolve("done/hồ sơ.csv")).exists();
        assertThat(csv.resolve("done/hồ sơ.csv.report.csv")).content().contains(",false,2,0,");
    }

    @Test
    void lines_that_cannot_be_read_stand_in_the_report() throws IOException {
        Files.writeString(csv.resolve("list.csv"), WITH_AN_ODD_LINE);
        look();

        assertThat(csv.resolve("done/list.csv.report.csv"))
                .content()
                .contains(",2,1,line 4: mapping.no-crosswalk-pair");
    }

    @Test
    void a_list_in_the_folder_partial_need_not_hold_every_dossier() throws IOException {
        Files.writeString(csv.resolve("partial/list.csv"), LIST);
        look();

        assertThat(lists.newest())
                .hasValueSatisfying(list -> assertThat(list.partial()).isTrue());
        assertThat(csv.resolve("partial/done/list.csv")).exists();
    }

    @Test
    void the_same_list_again_is_the_newest_and_covers_no_earlier_file() throws IOException {
        for (int night = 0; night < 2; night++) {
            Files.writeString(csv.resolve("list.csv"), LIST);
            look();
        }

        assertThat(lists.newest())
                .hasValueSatisfying(list -> assertThat(list.takenAt()).isEqualTo(clock.instant()));
        assertThat(csv.resolve("done/list.csv")).exists();
        assertThat(csv.resolve("done/list-2.csv.report.csv")).exists();
    }

    @Test
    void the_report_of_who_died_before_the_file_was_moved_is_written_anew() throws IOException {
        Path left = Files.createDirectories(csv.resolve("done")).resolve("list.csv.report.csv");
        Files.writeString(left, "of the list that was taken before");
        Files.writeString(csv.resolve("list.csv"), LIST);
        look();

        assertThat(left).content().contains(",false,2,0,").doesNotContain("before");
        assertThat(csv.resolve("done/list.csv")).exists();
        assertThat(csv.resolve("done/list-2.csv")).doesNotExist();
    }

    @Test
    void what_is_no_list_moves_to_failed_with_the_reason_beside_it_and_changes_nothing() throws IOException {
        Files.writeString(csv.resolve("list.csv"), LIST);
        look();
        SourceList newest = lists.newest().orElseThrow();
        Files.writeString(csv.resolve("list.csv"), "dossierNo,status,changedAt\n");
        look();

        assertThat(lists.newest()).contains(newest);
        assertThat(csv.resolve("failed/list.csv")).exists();
        assertThat(csv.resolve("failed/list.csv.report.csv")).content().contains("agreement.no-line-read");
    }

    @Test
    void a_list_that_cannot_be_moved_is_told_and_not_taken_at_each_look() throws IOException {
        Files.writeString(csv.resolve("list.csv"), LIST);
        Files.writeString(csv.resolve("done"), "in the way of the folder");
        look();
        look();

        assertThat(lists.newest()).isEmpty();
        assertThat(inbox.faults()).extracting(Problem::code).containsExactly("intake.files-stuck");
    }

    @Test
    void a_folder_that_is_looked_into_is_nothing_strange_in_another() {
        look();
        clock.advance(Duration.ofMinutes(2));
        look();

        assertThat(inbox.faults()).isEmpty();
    }

    @Test
    void while_the_ledger_is_away_a_list_stays_where_it_is() throws IOException {
        Files.writeString(csv.resolve("list.csv"), LIST);
        ledger.close();
        look();

        assertThat(csv.resolve("list.csv")).exists();
        assertThat(csv.resolve("failed")).doesNotExist();
    }

    @Test
    void without_a_folder_nothing_is_looked_for() throws IOException {
        Files.writeString(csv.resolve("list.csv"), LIST);
        SourceInbox none = inbox("");
        none.look();
        clock.advance(Duration.ofSeconds(3));
        none.look();

        assertThat(csv.resolve("list.csv")).exists();
    }

    @Test
    void settings_at_fault_are_named() {
        assertThatThrownBy(() -> Watched.of("agreement", "", Duration.ofSeconds(-1), Duration.ofSeconds(5)))
                .hasMessageContaining("agreement.settle");
    }

    /** Sees the files, and sees them again when they have settled. */
    private void look() {
        inbox.look();
        clock.advance(Duration.ofSeconds(3));
        inbox.look();
    }
}
