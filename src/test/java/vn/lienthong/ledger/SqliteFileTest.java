package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static vn.lienthong.ledger.Samples.delivered;
import static vn.lienthong.ledger.Samples.dossier;
import static vn.lienthong.ledger.Samples.progress;
import static vn.lienthong.ledger.Samples.record;
import static vn.lienthong.ledger.Samples.settlement;
import static vn.lienthong.ledger.Sql.values;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.support.SpringFactoriesLoader;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

/**
 * What is peculiar to a ledger that is a file: who has it, what it is worth on disk, and what happens when it is full,
 * gone or another.
 */
class SqliteFileTest extends LedgerOnDatabase {

    @TempDir
    Path folder;

    @Override
    LedgerSettings settings() {
        return new LedgerSettings("", "", "", folder, 4, Duration.ofSeconds(5), "");
    }

    @Test
    void commits_reach_the_disk() {
        String mode = database.write(() -> database.writing()
                .one("PRAGMA synchronous", values(), (row, number) -> row.getString(1))
                .orElseThrow());
        assertThat(mode).as("2 is FULL").isEqualTo("2");
    }

    @Test
    void a_second_process_is_refused_and_told_why() {
        assertThatThrownBy(() -> Databases.open(currentSettings()))
                .isInstanceOf(LedgerNotOpened.class)
                .hasMessageContaining(folder.toString());
        database.close();
        reopenWith(currentSettings());
        enter(record("a", dossier("D-1")));
        assertThat(deliverAll()).containsExactly("a/1");
    }

    /** As a hardened system lets nothing be run from {@code /tmp}; a folder that is not there fails in the same place. */
    @Test
    void a_temporary_folder_from_which_nothing_can_be_run_is_no_hindrance() throws Exception {
        database.close();
        assertThat(EnteringProcess.killedAfter(1, currentSettings(), "-Djava.io.tmpdir=" + folder.resolve("not-there")))
                .isNotEmpty();
        reopenWith(currentSettings());
    }

    @Test
    void one_of_a_newer_version_is_refused_and_told_so() {
        database.write(() -> database.writing().update("""
                        INSERT INTO flyway_schema_history SELECT 9999, '9999', 'of a later day', type, script, checksum,
                        installed_by, installed_on, execution_time, success FROM flyway_schema_history WHERE version = '1'
                        """, values()));
        database.close();
        assertThatThrownBy(() -> reopenWith(currentSettings()))
                .isInstanceOf(LedgerNotOpened.class)
                .hasMessageContaining("newer version (migration 9999)");
    }

    @Test
    void a_damaged_one_is_refused_at_once_with_the_reason() throws IOException {
        database.close();
        Files.write(folder.resolve("ledger.db"), new byte[5000]);
        assertThatThrownBy(() -> reopenWith(currentSettings()))
                .isInstanceOf(LedgerNotOpened.class)
                .hasMessageContaining("SQLITE_NOTADB");
    }

    @Test
    void a_backup_beside_the_journal_of_what_was_there_before_is_refused_and_stays_as_it_is() throws IOException {
        Path file = folder.resolve("ledger.db");
        Path journal = folder.resolve("ledger.db-wal");
        enter(record("a", dossier("D-1")));
        Path backup = folder.resolve("backup");
        checkpoint();
        Files.copy(file, backup);
        for (int more = 0; more < 300; more++) {
            enter(record("more" + more, "x".repeat(500), dossier("D-2-" + more)));
        }
        checkpoint();
        enter(record("last", dossier("D-3")));
        byte[] left = Files.readAllBytes(journal);
        database.close();
        Files.copy(backup, file, StandardCopyOption.REPLACE_EXISTING);
        Files.write(journal, left);

        assertThatThrownBy(() -> LastSeen.lookAtJournal(
                        file, each -> each.equals(file) ? Samples.START.plusSeconds(11) : Samples.START))
                .isInstanceOf(LedgerNotOpened.class)
                .hasMessageContaining("ledger.db-wal");
        LastSeen.lookAtJournal(file, each -> Samples.START);
        assertThat(file).hasSameBinaryContentAs(backup);
        assertThat(journal).hasBinaryContent(left);
    }

    private void checkpoint() {
        database.read(() -> database.reading().one("PRAGMA wal_checkpoint(TRUNCATE)", values(), (row, number) -> 1));
    }

    /** As a text of statements that was cut off leaves it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DROP TABLE attempt | table attempt",
                "DROP INDEX record_version | index record_version",
                "DELETE FROM number | (number)",
                "DELETE FROM delivery | (rows of delivery)",
                "DROP TABLE flyway_schema_history | flyway_schema_history",
                "DELETE FROM flyway_schema_history WHERE CAST(version AS INTEGER) > 5 | flyway_schema_history 5, SQLITE_ERROR"
            })
    void one_that_is_there_in_part_is_refused_with_what_is_missing(String done, String named) {
        enter(record("a", dossier("D-1")));
        database.write(() -> database.writing().update("PRAGMA foreign_keys = OFF", values()));
        database.write(() -> database.writing().update(done, values()));
        database.close();
        assertThatThrownBy(() -> reopenWith(currentSettings()))
                .isInstanceOf(LedgerNotOpened.class)
                .hasMessageContaining("a part is missing")
                .hasMessageContaining(named);
    }

    @Test
    void what_one_is_made_of_is_written_down() throws Exception {
        database.write(() -> database.writing().update("DROP TABLE flyway_schema_history", values()));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"))) {
            assertThat(Shape.found(Dialect.SQLITE, connection))
                    .containsExactlyElementsOf(Shape.expected(Dialect.SQLITE));
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void a_backup_that_was_put_in_place_is_told_once(CapturedOutput output) throws IOException {
        enter(record("a", dossier("D-1")));
        database.close();
        Path backup = Files.copy(folder.resolve("ledger.db"), folder.resolve("backup"));
        reopenWith(currentSettings());
        IntStream.range(0, 600).forEach(n -> enter(record("b" + n, dossier("E-" + n))));
        database.close();
        reopenWith(currentSettings());
        database.close();
        assertThat(output.getOut()).doesNotContain("a backup was put in place");

        Files.copy(backup, folder.resolve("ledger.db"), StandardCopyOption.REPLACE_EXISTING);
        reopenWith(currentSettings());
        reopenWith(currentSettings());
        assertThat(output.getOut()).containsOnlyOnce("a backup was put in place");
        assertThat(deliverAll()).containsExactly("a/1");
    }

    /** Copied while it was written: of one table the newer half, of its index the older. */
    @Test
    void a_backup_that_was_put_in_place_is_looked_through() throws Exception {
        enter(record("a", dossier("D-1")));
        database.close();
        Path backup = Files.copy(folder.resolve("ledger.db"), folder.resolve("backup"));
        reopenWith(currentSettings());
        IntStream.range(0, 600).forEach(n -> enter(record("b" + n, dossier("E-" + n))));
        database.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + backup);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA writable_schema = ON");
            statement.execute("UPDATE sqlite_master SET rootpage ="
                    + " (SELECT rootpage FROM sqlite_master WHERE name = 'memo') WHERE name = 'change'");
        }
        Files.copy(backup, folder.resolve("ledger.db"), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> reopenWith(currentSettings()))
                .isInstanceOf(LedgerNotOpened.class)
                .hasMessageContaining("SQLITE_CORRUPT");
    }

    @Test
    void one_that_is_cut_off_is_refused() throws IOException {
        enter(record("a", dossier("D-1")));
        database.close();
        Path file = folder.resolve("ledger.db");
        try (FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE)) {
            open.truncate(open.size() - 4096);
        }
        assertThatThrownBy(() -> reopenWith(currentSettings()))
                .isInstanceOf(LedgerNotOpened.class)
                .hasMessageContaining("SQLITE_CORRUPT");
    }

    @Test
    void a_folder_that_cannot_be_made_is_told() throws IOException {
        Path inTheWay = Files.createFile(folder.resolve("file"));
        for (Path place : List.of(inTheWay, inTheWay.resolve("data"))) {
            assertThatThrownBy(() -> LedgerFile.folder(place))
                    .isInstanceOf(LedgerNotOpened.class)
                    .hasMessageContaining(place + ", where the ledger belongs, cannot be made");
        }
    }

    @Test
    void a_place_in_the_folder_that_is_taken_is_told() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("taken"));
        Files.createDirectory(taken.resolve("ledger.lock"));
        assertThatThrownBy(() -> FileOwner.of(taken)).isInstanceOf(LedgerNotOpened.class);
    }

    @Test
    void a_journal_whose_ledger_is_gone_is_kept_and_no_new_ledger_is_begun() throws IOException {
        enter(record("a", dossier("D-1")));
        Path journal = folder.resolve("ledger.db-wal");
        byte[] written = Files.readAllBytes(journal);
        database.close();
        Files.delete(folder.resolve("ledger.db"));
        Files.write(journal, written);
        assertThatThrownBy(() -> reopenWith(currentSettings())).isInstanceOf(LedgerNotOpened.class);
        assertThat(journal).hasBinaryContent(written);
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void only_a_new_one_is_told_to_be_new(CapturedOutput output) {
        assertThat(output.getOut()).containsOnlyOnce("a new, empty one is begun");
        reopenWith(currentSettings());
        assertThat(output.getOut()).containsOnlyOnce("a new, empty one is begun");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger.db", "ledger.db-wal", "ledger.db-shm", "ledger.lock"})
    void nothing_is_acknowledged_while_one_of_its_files_is_gone_and_all_goes_on_when_it_is_back(String name)
            throws IOException {
        enter(record("before", dossier("D-1")));
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(folder.resolve(name), elsewhere);
        assertThatThrownBy(() -> enter(record("lost", dossier("D-2"))))
                .isInstanceOfSatisfying(
                        LedgerUnavailable.class, gone -> assertThat(gone.code()).isEqualTo("ledger.file-gone"));
        assertThatThrownBy(() -> view.tallies()).isInstanceOf(LedgerUnavailable.class);
        Files.move(elsewhere, folder.resolve(name));
        enter(record("after", dossier("D-3")));
        assertThat(deliverAll()).contains("before/1", "after/1");
    }

    @Test
    void nothing_is_acknowledged_once_another_file_stands_in_its_place() throws IOException {
        enter(record("before", dossier("D-1")));
        Path copy = Files.copy(folder.resolve("ledger.db"), folder.resolve("copy"));
        Files.move(copy, folder.resolve("ledger.db"), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> enter(record("lost", dossier("D-2")))).isInstanceOf(LedgerUnavailable.class);
    }

    @Test
    void what_a_dead_predecessor_was_sending_is_taken_back_at_once_and_asked_about() {
        enter(record("a1", dossier("D-1")));
        enter(record("a2", progress("D-1")));
        enter(record("b1", dossier("D-2")));
        Ledger.Claim left = claim().getFirst();
        reopenWith(currentSettings());
        ((JdbcLedger) ledger).succeed();
        assertThat(ledger.settle(settlement(left, delivered(claimedOne(left))))).isFalse();
        List<Ledger.Claim> again = claim();
        assertThat(again)
                .hasSize(2)
                .allSatisfy(claim -> assertThat(claimedOne(claim).interrupted()).isTrue());
        again.forEach(claim -> ledger.settle(settlement(claim, delivered(claimedOne(claim)))));
        assertThat(deliverAll()).containsExactly("a2/1");
    }

    @Test
    void its_one_process_is_alone_and_writes_nothing_to_say_so() {
        Processes processes = new JdbcProcesses(database, clock);
        assertThat(processes.seen("a", Duration.ofSeconds(10))).isEqualTo(Processes.Standing.ALONE);
        assertThat(database.read(() ->
                        database.reading().list("SELECT id FROM process", values(), (row, number) -> row.getString(1))))
                .isEmpty();
    }

    @Test
    void a_clock_set_forward_by_minutes_gives_no_lane_to_a_second_worker() {
        SettableClock wall = new SettableClock();
        AtomicLong ticks = new AtomicLong();
        ledger = new JdbcLedger(database, database.time(wall, ticks::get), new Random(1));
        enter(record("a1", dossier("D-1")));
        Ledger.Claim claim = claimOne();
        wall.pass(Duration.ofMinutes(10));
        assertThat(claim()).isEmpty();
        assertThat(ledger.settle(settlement(claim, delivered(claimedOne(claim)))))
                .isTrue();
    }

    @Test
    void a_full_disk_is_told_and_the_ledger_goes_on_when_there_is_room() {
        enter(record("before", dossier("D-1")));
        limitPages(1);
        assertThatThrownBy(() -> enter(record("lost", "lost".repeat(100_000), dossier("D-2"))))
                .isInstanceOf(LedgerUnavailable.class);
        limitPages(Integer.MAX_VALUE);
        enter(record("after", dossier("D-3")));
        assertThat(deliverAll()).containsExactly("before/1", "after/1");
    }

    @Test
    void a_disk_that_is_full_at_the_start_is_told_without_a_stack_trace() {
        limitPages(1);
        Throwable full = catchThrowable(() -> enter(record("lost", "lost".repeat(100_000), dossier("D-1"))));

        assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
                        .load(FailureAnalyzer.class, (type, name, failure) -> {}))
                .filteredOn(analyzer -> analyzer.getClass().getPackageName().equals("vn.lienthong.ledger"))
                .map(analyzer -> analyzer.analyze(new BeanCreationException("ledger", full)))
                .filteredOn(Objects::nonNull)
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.getDescription()).contains("SQLITE_FULL");
                    assertThat(told.getAction()).contains("data.dir");
                });
    }

    @Test
    void the_file_stops_growing_where_what_is_forgotten_makes_room_for_what_comes() {
        List<Long> pages =
                IntStream.rangeClosed(1, 9).mapToObj(this::pagesAfterAMonth).toList();
        assertThat(pages.getLast()).as("%s", pages).isLessThan(pages.get(2) * 11 / 10);
    }

    private long pagesAfterAMonth(int month) {
        ledger.enter(IntStream.range(0, 200)
                .mapToObj(n -> record("m" + month + "-" + n, "content".repeat(1000), dossier("D-" + n)))
                .toList());
        deliverAll();
        clock.pass(Duration.ofDays(30));
        Retention short30 =
                new Retention(Duration.ofDays(30), Duration.ofDays(30), Duration.ofDays(60), Duration.ofHours(1));
        for (boolean more = true; more; more = ledger.forget(short30, 200)) {
            // each is one step
        }
        return database.reading()
                .one("PRAGMA page_count", values(), (row, number) -> row.getLong(1))
                .orElseThrow();
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void a_full_disk_is_logged_once_with_its_reason_though_small_things_are_kept(CapturedOutput output) {
        limitPages(1);
        assertThatThrownBy(() -> enter(record("lost", "lost".repeat(100_000), dossier("D-1"))))
                .isInstanceOf(LedgerUnavailable.class);
        assertThat(output.getOut()).contains("takes no more (SQLITE_FULL)").doesNotContain("keeps records again");

        limitPages(Integer.MAX_VALUE);
        enter(record("small", dossier("D-2")));
        assertThat(output.getOut())
                .containsOnlyOnce("takes no more (SQLITE_FULL)")
                .doesNotContain("keeps records again");
        assertThat(view.keeps()).isFalse();
    }

    /** SQLite says "full" when the file would need more pages, as it does when the disk has no more. */
    private void limitPages(int most) {
        database.write(() ->
                database.writing().list("PRAGMA max_page_count = " + most, values(), (row, number) -> row.getLong(1)));
    }
}
