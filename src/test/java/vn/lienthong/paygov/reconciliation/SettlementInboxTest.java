package vn.lienthong.paygov.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.paygov.Reconciliation;
import vn.lienthong.paygov.ReconciliationFiles;
import vn.lienthong.paygov.book.ReconciliationBook;
import vn.lienthong.paygov.book.RefundBook;
import vn.lienthong.paygov.book.StandingClock;

class SettlementInboxTest {

    private static final String FILE = """
            MaThamChieu;MaGiaoDich;MaHoSo;SoTien;ThoiGianGD;TrangThai
            R1;GD1;D1;1000;20240315120000;Đã thanh toán
            """;

    @TempDir
    Path folder;

    private final StandingClock clock = new StandingClock();
    private RealLedger ledger;
    private ReconciliationBook book;
    private FileReconciliations reconciliations;
    private SettlementInbox inbox;
    private Path daily;

    @BeforeEach
    void start() throws IOException {
        ledger = RealLedger.onSqlite(folder.resolve("data"), clock);
        book = new ReconciliationBook(ledger.store, clock);
        reconciliations = new FileReconciliations(
                book, new FileMappings(Path.of("mappings")), new RefundBook(ledger.store, clock));
        inbox = inbox(folder.resolve("settlements").toString());
        daily = Files.createDirectories(folder.resolve("settlements/daily"));
    }

    private SettlementInbox inbox(String place) {
        ReconciliationSettings settings =
                new ReconciliationSettings(place, Duration.ofSeconds(2), Duration.ofSeconds(5));
        return new SettlementInbox(settings, reconciliations, new ReconciliationFiles(reconciliations), clock);
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void a_file_that_was_compared_moves_to_done_with_its_report_beside_it() throws IOException {
        Files.writeString(daily.resolve("ngày 15.csv"), FILE);
        inbox.look();
        assertThat(reconciliations.list(1, 9)).as("it may still grow").isEmpty();
        look();
        Reconciliation report = reconciliations.list(1, 9).getFirst();
        assertThat(report.name()).isEqualTo("ngày 15.csv");
        assertThat(report.by()).isEqualTo("inbox");
        assertThat(daily.resolve("ngày 15.csv")).doesNotExist();
        assertThat(daily.resolve("done/ngày 15.csv")).exists();
        assertThat(daily.resolve("done/ngày 15.csv.report.csv"))
                .content()
                .contains("UNKNOWN_DOSSIER", "paygov.line-unknown-dossier");
    }

    @Test
    void what_a_file_holds_besides_its_lines_is_told_in_the_report() throws IOException {
        Files.writeString(daily.resolve("day.csv"), FILE + "Tổng cộng;;;1000;;\n");
        look();
        assertThat(daily.resolve("done/day.csv.report.csv"))
                .content()
                .contains("UNKNOWN_DOSSIER", "source.rows-behind-the-table");
    }

    @Test
    void the_same_file_again_makes_no_second_report_and_covers_no_first_file() throws IOException {
        for (int i = 0; i < 2; i++) {
            Files.writeString(daily.resolve("day.csv"), FILE);
            look();
        }
        assertThat(reconciliations.list(1, 9)).hasSize(1);
        assertThat(daily.resolve("done/day.csv.report.csv")).exists();
        assertThat(daily.resolve("done/day-2.csv.report.csv")).exists();
    }

    @Test
    void a_file_that_is_none_moves_to_failed_with_the_reason_beside_it() throws IOException {
        Files.writeString(daily.resolve("day.csv"), "a;b\n1;2\n");
        look();
        assertThat(daily.resolve("failed/day.csv")).exists();
        assertThat(daily.resolve("failed/day.csv.report.csv")).content().contains("source.");
        assertThat(reconciliations.list(1, 9)).isEmpty();
    }

    @Test
    void what_is_not_taken_is_told_until_it_is_put_away() throws IOException {
        Files.writeString(daily.resolve("day.csv"), "a;b\n1;2\n");
        Files.createDirectories(daily.resolve("2024"));
        look();
        assertThat(inbox.faults()).extracting(Problem::code).containsExactly("intake.files-refused");
        clock.pass(Duration.ofMinutes(2));
        inbox.look();
        assertThat(inbox.faults())
                .extracting(Problem::code)
                .containsExactlyInAnyOrder("intake.files-refused", "intake.not-a-file");
        Files.delete(daily.resolve("failed/day.csv"));
        Files.delete(daily.resolve("2024"));
        inbox.look();
        assertThat(inbox.faults()).isEmpty();
    }

    @Test
    void a_folder_of_no_layout_is_told_while_files_lie_in_it() throws IOException {
        Path stranger = Files.createDirectories(folder.resolve("settlements/2024"));
        inbox.look();
        assertThat(inbox.faults()).isEmpty();
        Files.writeString(stranger.resolve("day.csv"), FILE);
        inbox.look();
        assertThat(inbox.faults()).extracting(Problem::code).containsExactly("intake.folder-without-layout");
        Files.delete(stranger.resolve("day.csv"));
        Files.delete(stranger);
        inbox.look();
        assertThat(inbox.faults()).isEmpty();
    }

    @Test
    void a_folder_that_cannot_be_looked_into_is_told_and_so_is_a_file_that_cannot_be_moved() throws IOException {
        Files.writeString(daily.resolve("a.csv"), FILE);
        Path done = Files.writeString(daily.resolve("done"), "in the way of the folder");
        look();
        assertThat(inbox.faults()).extracting(Problem::code).containsExactly("intake.files-stuck");
        Files.delete(done);
        inbox.look();
        assertThat(inbox.faults()).isEmpty();
        Path other = folder.resolve("settlements/bank-list");
        Files.delete(other);
        Files.writeString(other, "in the way of the folder");
        inbox.look();
        assertThat(inbox.faults()).extracting(Problem::code).containsExactly("intake.folder-fails");
    }

    @Test
    void a_file_that_cannot_be_dealt_with_keeps_no_other_waiting() throws IOException {
        Files.writeString(daily.resolve("a.csv"), "a;b\n1;2\n");
        Files.writeString(daily.resolve("b.csv"), FILE);
        Files.writeString(daily.resolve("failed"), "in the way of the folder");
        look();
        assertThat(daily.resolve("a.csv")).exists();
        assertThat(daily.resolve("done/b.csv")).exists();
    }

    @Test
    void a_file_that_another_process_is_at_waits() throws IOException {
        Files.writeString(daily.resolve("day.csv"), FILE);
        look();
        String hash = reconciliations.list(1, 9).getFirst().hash();
        book.begin(new ReconciliationBook.File(hash, "daily", "day.csv", "inbox"), true);
        Files.writeString(daily.resolve("day.csv"), FILE);
        look();
        assertThat(daily.resolve("day.csv")).exists();
        clock.pass(Duration.ofMinutes(3));
        inbox.look();
        assertThat(daily.resolve("day.csv")).doesNotExist();
    }

    @Test
    void without_a_folder_nothing_is_looked_for() throws IOException {
        Files.writeString(daily.resolve("day.csv"), FILE);
        SettlementInbox none = inbox("");
        none.look();
        clock.pass(Duration.ofSeconds(3));
        none.look();
        assertThat(daily.resolve("day.csv")).exists();
    }

    /** Sees the files, and sees them again when they have settled. */
    private void look() {
        inbox.look();
        clock.pass(Duration.ofSeconds(3));
        inbox.look();
    }
}
