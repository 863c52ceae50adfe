package vn.lienthong.intake.sql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.connections.DatabaseSettings;
import vn.lienthong.connections.Databases;
import vn.lienthong.intake.Overlap;
import vn.lienthong.intake.Page;
import vn.lienthong.intake.Source;
import vn.lienthong.ledger.Memos.Memo;

/** A table of a ministry's own database keeps what every source keeps, and what only a database can break. */
abstract class SqlSourceContract extends DatabaseContract {

    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private Polling polling = timed("SELECT * FROM cases");

    @Override
    Polling polling() {
        return polling;
    }

    private static Polling timed(String query) {
        return new Polling(
                "json-flow",
                "motcua",
                query,
                "dossier",
                "changed_at",
                new Overlap(OVERLAP, 0),
                Duration.ofSeconds(5),
                PAGE);
    }

    private static Polling whole(String query) {
        return new Polling(
                "json-flow", "motcua", query, "dossier", "", new Overlap(OVERLAP, 0), Duration.ofSeconds(5), PAGE);
    }

    @BeforeEach
    void table() throws SQLException {
        server().execute("DROP TABLE IF EXISTS cases", """
            CREATE TABLE cases (dossier varchar(60) PRIMARY KEY, owner text, changed_at %s NULL,
            status varchar(20))\
            """.formatted(server().timeType()));
    }

    @Override
    protected void put(List<Item> items) throws SQLException {
        try (Connection connection = server().connect()) {
            for (Item item : items) {
                put(connection, item);
            }
        }
    }

    private static void put(Connection connection, Item item) throws SQLException {
        try (PreparedStatement old = connection.prepareStatement("DELETE FROM cases WHERE dossier = ?");
                PreparedStatement row = connection.prepareStatement(
                        "INSERT INTO cases (dossier, owner, changed_at, status) VALUES (?, ?, ?, 'new')")) {
            old.setString(1, item.dossier());
            old.executeUpdate();
            row.setString(1, item.dossier());
            row.setString(2, item.owner());
            row.setObject(3, item.changedAt());
            row.executeUpdate();
        }
    }

    private void start(Polling other) {
        polling = other;
        start();
    }

    @Test
    void a_row_that_was_committed_late_is_taken() throws Exception {
        start();
        try (Connection late = server().connect()) {
            late.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            late.setAutoCommit(false);
            put(late, item(1, NOON));
            put(List.of(item(2, NOON.plusMinutes(1))));
            work();
            assertThat(entered()).containsExactly("H-2/1");
            late.commit();
        }
        work();
        assertThat(entered()).containsExactly("H-2/1", "H-1/1");
    }

    /** Each row would count as changed, and the portal would lose what it knows. */
    @Test
    void a_column_that_was_renamed_stops_the_flow_until_it_is_back_also_over_a_restart() throws Exception {
        start();
        put(List.of(item(1, NOON), item(2, NOON.plusMinutes(1))));
        work();
        server().execute("ALTER TABLE cases RENAME COLUMN owner TO applicant");
        work();
        assertThat(faults()).containsExactly("intake.source-columns-gone");
        stop();
        start();
        work();
        assertThat(requireNonNull(sources).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.field()).isEqualTo("owner"));
        assertThat(entered()).containsExactly("H-1/1", "H-2/1");

        server().execute("ALTER TABLE cases RENAME COLUMN applicant TO owner");
        put(List.of(item(3, NOON.plusMinutes(2))));
        work();
        assertThat(faults()).isEmpty();
        assertThat(entered()).containsExactly("H-1/1", "H-2/1", "H-3/1");
    }

    @Test
    void a_column_nobody_reads_may_go() throws Exception {
        server().execute("ALTER TABLE cases ADD COLUMN note text");
        start();
        put(List.of(item(1, NOON)));
        work();
        server().execute("ALTER TABLE cases DROP COLUMN note");
        put(List.of(item(2, NOON.plusMinutes(1))));
        work();
        assertThat(faults()).isEmpty();
        assertThat(entered()).contains("H-2/1");
    }

    @Test
    void a_row_dated_in_the_future_holds_back_no_other_also_after_a_restart() throws Exception {
        start();
        put(List.of(item(1, NOON), item(2, LocalDateTime.of(9999, 12, 31, 0, 0))));
        work();
        stop();
        start();
        put(List.of(item(3, NOON.plusDays(1))));
        work();
        assertThat(entered()).containsExactly("H-1/1", "H-2/1", "H-3/1");
    }

    @Test
    void rows_that_change_after_the_databases_clock_was_set_back_are_taken() throws Exception {
        start();
        put(List.of(item(1, NOON)));
        work();
        stop();
        Memo noted = ledger.memos.read(polling.ledgerSource());
        Value ahead = requireNonNull(
                Value.of(LocalDateTime.now(ZoneId.of("Asia/Ho_Chi_Minh")).plusDays(1)));
        Mark reached = new Mark(ahead, requireNonNull(Value.of("H-1")));
        ledger.memos.write(noted, Mark.note(polling, reached));
        put(List.of(item(2, NOON.plusMinutes(30))));
        start();
        work();
        assertThat(entered()).containsExactly("H-1/1", "H-2/1");
        put(List.of(item(3, NOON.plusMinutes(31))));
        work();
        assertThat(entered()).containsExactly("H-1/1", "H-2/1", "H-3/1");
    }

    @Test
    void what_is_read_again_takes_at_most_a_tenth_of_the_time() throws Exception {
        start();
        put(List.of(item(1, NOON)));
        work();
        requireNonNull(source).step(page -> {
            ticks += 1000;
            page.enter();
        });
        put(List.of(item(2, NOON.minusMinutes(1)), item(3, NOON.plusMinutes(1))));
        work();
        assertThat(entered()).as("only what is new").containsExactly("H-1/1", "H-3/1");
        ticks += 9000;
        work();
        assertThat(entered()).containsExactly("H-1/1", "H-3/1", "H-2/1");
    }

    @Test
    void of_two_processes_the_slower_one_enters_nothing_it_read_before_the_other() throws Exception {
        start();
        put(List.of(item(1, NOON)));
        requireNonNull(source).step(page -> {
            try (Source other = sources(Duration.ofSeconds(30)).open(polling)) {
                put(List.of(new Item("H-1", "Tên mới", NOON.plusSeconds(1))));
                other.step(Page::enter);
            }
            page.enter();
        });
        work();
        assertThat(entered()).as("never the old name after the new one").containsExactly("H-1/1");
        assertThat(faults()).isEmpty();
    }

    @Test
    void without_a_time_every_round_compares_all_rows() throws Exception {
        start(whole("SELECT * FROM cases"));
        put(many());
        intake.dieAfterTheNextCommit();
        workUntilItDies();
        stop();
        start();
        work();
        assertThat(entered()).containsExactlyInAnyOrderElementsOf(numbers(1, 25));
        put(List.of(new Item("H-7", "Người khác", NOON)));
        work();
        assertThat(entered().getLast()).isEqualTo("H-7/2");
        assertThat(intake.offered())
                .as("unchanged rows cost the ledger no write")
                .isEqualTo(26);
    }

    @Test
    void events_of_an_outbox_are_each_a_record_in_their_order() throws Exception {
        server().execute("DROP TABLE IF EXISTS outbox", """
            CREATE TABLE outbox (id bigint PRIMARY KEY, dossier varchar(60), owner varchar(200))\
            """);
        start(new Polling(
                "json-flow",
                "motcua",
                "SELECT * FROM outbox",
                "ID",
                "ID",
                Overlap.of("5"),
                Duration.ofSeconds(5),
                PAGE));
        for (int id : List.of(1, 2, 4, 5)) {
            server().execute("INSERT INTO outbox VALUES (" + id + ", 'H-" + id % 2 + "', 'bước " + id + "')");
        }
        work();
        server().execute("INSERT INTO outbox VALUES (3, 'H-1', 'commits late')");
        work();
        work();
        assertThat(entered()).containsExactly("H-1/1", "H-0/1", "H-0/1", "H-1/1", "H-1/1");
        assertThat(intake.offered()).isEqualTo(5);
    }

    @Test
    void nothing_can_be_written_to_a_source() throws Exception {
        put(List.of(item(1, NOON)));
        DatabaseSettings settings = new DatabaseSettings(
                server().url(),
                server().username(),
                server().password(),
                Duration.ofSeconds(30),
                ZoneId.of("Asia/Ho_Chi_Minh"));
        try (Databases databases = new Databases(Map.of("motcua", settings), Path.of("no-such-folder"));
                SourceDatabase database = new SourceDatabase(databases.find("motcua"))) {
            assertThatThrownBy(() -> database.read(connection ->
                            connection.createStatement().executeUpdate("UPDATE cases SET owner = 'nobody'")))
                    .isInstanceOf(SourceFault.class);
        }
        start();
        work();
        assertThat(entered()).containsExactly("H-1/1");
    }

    @Test
    void a_connection_that_was_cut_is_made_anew_without_a_word() throws Exception {
        start();
        put(List.of(item(1, NOON)));
        work();
        server().stop();
        server().start();
        put(List.of(item(2, NOON.plusSeconds(1))));
        work();
        assertThat(entered()).containsExactly("H-1/1", "H-2/1");
        assertThat(faults()).isEmpty();
    }

    @Test
    void what_cannot_be_read_is_told_with_its_reason_and_gone_on_with_when_it_can() throws Exception {
        put(many());
        List<String> told = new ArrayList<>();
        for (Polling wrong : List.of(
                timed("SELECT * FROM no_such_table"),
                timed("SELECT dossier, owner FROM cases"),
                timed("SELECT 'H-1' AS dossier, owner, TIMESTAMP '2024-03-04 12:00:00' AS changed_at FROM cases"),
                timed("SELECT dossier, owner, NULL AS changed_at FROM cases"),
                timed("SELECT dossier, owner, owner AS changed_at FROM cases"))) {
            start(wrong);
            work();
            requireNonNull(sources).faults().forEach(fault -> told.add(fault.code() + " " + fault.field()));
            assertThat(requireNonNull(sources).faults())
                    .allSatisfy(fault -> assertThat(fault.says(java.util.Locale.ENGLISH))
                            .contains("json-flow", "motcua")
                            .doesNotContain("{"));
            stop();
        }
        assertThat(told)
                .containsExactly(
                        "intake.source-query-refused null",
                        "intake.source-no-column changed_at",
                        "intake.source-key-not-unique dossier",
                        "intake.source-row-without-place changed_at",
                        "intake.source-column-without-order changed_at");
    }

    @Test
    void rows_without_a_time_are_told_and_hold_back_no_other() throws Exception {
        start();
        put(List.of(item(1, NOON)));
        server().execute("INSERT INTO cases (dossier, owner, status) VALUES ('H-2', 'Người thử', 'new')");
        work();
        assertThat(entered()).containsExactly("H-1/1");
        assertThat(faults()).containsExactly("intake.source-row-without-place");
        server().execute("UPDATE cases SET changed_at = TIMESTAMP '2024-03-04 12:00:30' WHERE dossier = 'H-2'");
        work();
        work();
        assertThat(entered()).containsExactly("H-1/1", "H-2/1");
        assertThat(faults()).isEmpty();
    }

    /** A query that takes its time. */
    abstract String slowQuery();

    @Test
    void a_query_beyond_its_time_is_given_up_and_told() throws Exception {
        put(List.of(item(1, NOON)));
        SqlSources impatient = sources(Duration.ofSeconds(1));
        sources = impatient;
        Source slow = impatient.open(timed(slowQuery()));
        source = slow;
        slow.step(Page::enter);
        assertThat(faults()).containsExactly("intake.source-slow");
        assertThat(slow.pause()).isEqualTo(Duration.ofSeconds(10));
    }
}
