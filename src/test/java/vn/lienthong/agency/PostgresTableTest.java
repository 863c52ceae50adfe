package vn.lienthong.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.intake.sql.DatabaseServer;
import vn.lienthong.intake.sql.PostgresServer;
import vn.lienthong.relay.Outcome;

class PostgresTableTest extends TableSystemContract {

    @TempDir
    static Path shared;

    private static PostgresServer server;

    @BeforeAll
    static void startServer() throws Exception {
        server = new PostgresServer(shared.resolve("postgres"));
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @Override
    DatabaseServer server() {
        return server;
    }

    @Override
    String quoted(String name) {
        return '"' + name + '"';
    }

    @Test
    void a_commit_nobody_heard_of_is_unanswered_and_its_repetition_is_written_once() throws Exception {
        atCommit("PERFORM pg_terminate_backend(pg_backend_pid())");

        assertThat(send(Given.batch("{\"maHoSo\":\"H-1\"}")))
                .isInstanceOfSatisfying(
                        Outcome.Unanswered.class,
                        unanswered -> assertThat(unanswered.cause().details().get("why"))
                                .startsWith("commit, SQLSTATE"));

        server.execute("DROP TRIGGER at_commit ON ho_so");
        assertThat(send(Given.batch("{\"maHoSo\":\"H-1\"}"))).isInstanceOf(Outcome.Delivered.class);
        assertThat(rows()).hasSize(1);
    }

    @Test
    void a_constraint_that_is_looked_at_last_refuses_too() throws Exception {
        atCommit("RAISE integrity_constraint_violation");

        assertThat(send(Given.batch("{\"maHoSo\":\"H-1\"}"))).isInstanceOf(Outcome.Refused.class);
        assertThat(rows()).isEmpty();
    }

    @Test
    void while_the_key_is_not_unique_any_more_nothing_goes_again() throws Exception {
        atCommit("PERFORM pg_terminate_backend(pg_backend_pid())");
        send(Given.batch("{\"maHoSo\":\"H-1\"}"));
        server.execute(
                "DROP TRIGGER at_commit ON ho_so", "ALTER TABLE ho_so DROP CONSTRAINT ho_so_idempotency_key_key");

        assertUnusable(send(Given.batch("{\"maHoSo\":\"H-1\"}")));
    }

    @Test
    void a_row_a_trigger_takes_for_wrong_is_refused() throws Exception {
        assertTriggerRefuses(
                "CREATE OR REPLACE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                        + "RAISE EXCEPTION 'wrong: %', NEW.\"maHoSo\"; END $$",
                "CREATE TRIGGER no BEFORE INSERT ON ho_so FOR EACH ROW EXECUTE FUNCTION no()");
    }

    @Test
    void a_value_of_another_type_than_its_column_is_no_fault_of_the_table() throws Exception {
        assertThat(send(Given.batch("{\"maHoSo\":\"H-1\",\"urgent\":1}"))).isInstanceOf(Outcome.Refused.class);
        assertThat(send(Given.batch("{\"maHoSo\":\"H-1\"}"))).isInstanceOf(Outcome.Delivered.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-03-14T17:30:00Z", "2024-03-15 00:30:00", "15/03/2024 00:30"})
    void a_time_goes_into_a_column_of_moments_by_the_clocks_of_the_databases_zone(String time) throws Exception {
        server.execute("ALTER TABLE ho_so ALTER received_at TYPE timestamptz");

        send(Given.batch("{\"maHoSo\":\"H-1\",\"receivedAt\":\"" + time + "\"}"));

        assertThat(rows().getFirst().get(4))
                .isInstanceOfSatisfying(
                        Timestamp.class,
                        moment -> assertThat(moment.toInstant()).isEqualTo("2024-03-14T17:30:00Z"));
    }

    @Test
    void what_is_committed_is_on_disk_also_where_the_database_would_answer_sooner() throws Exception {
        server.execute(
                "ALTER ROLE CURRENT_USER SET synchronous_commit = off",
                "ALTER TABLE ho_so ALTER papers SET DEFAULT current_setting('synchronous_commit')");
        settings.put("table.columns", "maHoSo");
        restart(Duration.ofSeconds(20));
        try {
            send(Given.batch("{\"maHoSo\":\"H-1\"}"));

            assertThat(rows().getFirst().get(5)).isEqualTo("local");
        } finally {
            server.execute("ALTER ROLE CURRENT_USER RESET synchronous_commit");
        }
    }

    @Test
    void a_table_may_be_in_a_schema_of_its_own() throws Exception {
        server.execute(
                "CREATE SCHEMA IF NOT EXISTS motcua",
                "CREATE TABLE IF NOT EXISTS motcua.nhan (idempotency_key text PRIMARY KEY, message jsonb)");
        settings.put("table.name", "motcua.nhan");
        settings.put("table.columns", "message=.");
        restart(Duration.ofSeconds(20));

        assertThat(send(Given.batch("{\"maHoSo\":\"H-1\"}"))).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void a_row_the_database_leaves_out_is_not_delivered() throws Exception {
        server.execute(
                "CREATE OR REPLACE FUNCTION leave_out() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
                "CREATE TRIGGER leave_out BEFORE INSERT ON ho_so FOR EACH ROW EXECUTE FUNCTION leave_out()");

        assertUnusable(send(Given.batch("{\"maHoSo\":\"H-1\"}")));
    }

    @Test
    void a_key_that_is_unique_among_some_rows_alone_is_not_enough() throws Exception {
        server.execute(
                "ALTER TABLE ho_so DROP CONSTRAINT ho_so_idempotency_key_key",
                "CREATE UNIQUE INDEX urgent_ones ON ho_so (idempotency_key) WHERE urgent");

        assertUnusable(send(Given.batch("{\"maHoSo\":\"H-1\"}")));
    }

    private static void assertUnusable(Outcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        deferred -> assertThat(deferred.cause().code()).isEqualTo("agency.table-unusable"));
    }

    private static void atCommit(String does) throws Exception {
        server.execute(
                "CREATE OR REPLACE FUNCTION at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + does
                        + "; RETURN NULL; END $$",
                "CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON ho_so DEFERRABLE INITIALLY DEFERRED "
                        + "FOR EACH ROW EXECUTE FUNCTION at_commit()");
    }
}
