package vn.lienthong.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    void a_table_may_be_in_a_schema_of_its_own() throws Exception {
        server.execute(
                "CREATE SCHEMA IF NOT EXISTS motcua",
                "CREATE TABLE IF NOT EXISTS motcua.nhan (idempotency_key text PRIMARY KEY, message jsonb)");
        settings.put("table.name", "motcua.nhan");
        settings.put("table.columns", "message=.");
        restart(java.time.Duration.ofSeconds(20));

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
