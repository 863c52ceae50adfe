package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases on which no ledger can be opened: each is told at once, with what to do. */
@Timeout(20)
class LedgerServerTest {

    private static final RealPostgres SERVER = RealPostgres.shared();

    private LedgerSettings empty;

    @BeforeEach
    void make() throws SQLException {
        empty = SERVER.emptyDatabase();
    }

    @AfterEach
    void drop() throws SQLException {
        SERVER.drop(empty);
    }

    @Test
    void an_account_that_the_server_refuses_is_not_tried_again_and_again() {
        assertNotOpened(as("stranger"), "SQLSTATE 28", "ledger.username", "pg_hba.conf");
    }

    @Test
    void a_database_that_is_not_there_is_named() {
        LedgerSettings gone = at(empty.url() + "-of-nobody?ApplicationName=x", "postgres");

        assertNotOpened(gone, "There is no database " + empty.url() + "-of-nobody (SQLSTATE 3D000)", "ledger.url");
    }

    @Test
    void an_account_that_may_make_no_tables_is_told_what_it_needs() throws SQLException {
        SERVER.execute("DROP ROLE IF EXISTS reader");
        SERVER.execute("CREATE ROLE reader LOGIN");
        try {
            assertNotOpened(as("reader"), "SQLSTATE 42501", "GRANT CREATE");
        } finally {
            SERVER.execute("DROP ROLE reader");
        }
    }

    @Test
    void a_database_that_cannot_keep_vietnamese_is_refused_before_anything_is_made_there() throws SQLException {
        SERVER.drop(empty);
        SERVER.execute(
                "CREATE DATABASE " + RealPostgres.name(empty) + " ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");

        assertNotOpened(empty, "LATIN1", "ENCODING 'UTF8'");
        assertThat(tables()).isZero();
    }

    @Test
    void a_schema_with_somebody_elses_tables_is_left_alone() throws SQLException {
        execute("CREATE TABLE theirs (id INTEGER)");

        assertNotOpened(empty, "tables that are not the ledger's", "currentSchema");
        assertThat(tables()).isEqualTo(1);
        LedgerSettings beside = at(empty.url() + "?currentSchema=lienthong", "postgres");
        assertThatCode(() -> Databases.open(beside).close()).doesNotThrowAnyException();
    }

    /** A restore that ended in the middle, or was told to pass over its errors. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DROP TABLE attempt CASCADE | table attempt",
                "DROP INDEX record_version | index record_version",
                "ALTER TABLE delivery DROP CONSTRAINT delivery_record_fkey | reference delivery_record_fkey",
                "ALTER TABLE call DROP CONSTRAINT call_pkey | index call_pkey",
                "UPDATE pg_index SET indisvalid = FALSE WHERE indexrelid = 'lane_due'::regclass | index lane_due",
                "DROP SEQUENCE number | sequence number",
                "INSERT INTO lane (id, counterpart, last_position) VALUES (7, 'npsp', 0) | (number)",
                "INSERT INTO lane (id, counterpart, last_position, head, due_at) VALUES (1, 'npsp', 0, 1, 1) | (rows of delivery)",
                "DROP TABLE flyway_schema_history | flyway_schema_history",
                "DELETE FROM flyway_schema_history WHERE version = '4' | flyway_schema_history",
                "TRUNCATE flyway_schema_history | flyway_schema_history, SQLSTATE 42P07",
                "DELETE FROM flyway_schema_history WHERE CAST(version AS INTEGER) > 5 | flyway_schema_history 5, SQLSTATE 42701"
            })
    void a_ledger_that_was_put_in_place_in_part_is_refused_with_what_is_missing(String done, String named)
            throws SQLException {
        SERVER.drop(empty);
        empty = SERVER.ledger();
        execute(done);

        assertNotOpened(empty, "a part is missing", named, "pg_restore");
    }

    @Test
    void what_a_ledger_is_made_of_is_written_down() throws SQLException {
        SERVER.drop(empty);
        empty = SERVER.ledger();
        execute("DROP TABLE flyway_schema_history");
        try (var connection = SERVER.connect(empty)) {
            assertThat(Shape.found(Dialect.POSTGRESQL, connection))
                    .containsExactlyElementsOf(Shape.expected(Dialect.POSTGRESQL));
        }
    }

    private static void assertNotOpened(LedgerSettings settings, String... told) {
        assertThatThrownBy(() -> Databases.open(settings)).isInstanceOfSatisfying(LedgerNotOpened.class, refusal -> {
            assertThat(refusal.getMessage() + refusal.advice()).contains(told).doesNotContain("a-password");
        });
    }

    private LedgerSettings as(String account) {
        return at(empty.url(), account);
    }

    private static LedgerSettings at(String url, String account) {
        return new LedgerSettings(url, account, "a-password", Path.of("unused"), 2, Duration.ofSeconds(5), "");
    }

    private void execute(String statement) throws SQLException {
        try (var connection = SERVER.connect(empty);
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private int tables() throws SQLException {
        try (var connection = SERVER.connect(empty);
                var sql = connection.createStatement();
                var row = sql.executeQuery("SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'")) {
            row.next();
            return row.getInt(1);
        }
    }
}
