package vn.lienthong.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.connections.DatabaseSettings;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.intake.sql.DatabaseServer;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Reply;

/** A table of a real database, as the shipped policy treats it. */
abstract class TableSystemContract {

    @TempDir
    Path folder;

    final Map<String, String> settings = new HashMap<>();
    private AgencyClient client;
    private Duration later = Duration.ZERO;

    abstract DatabaseServer server();

    /** A name as it is in this database's own statements. */
    abstract String quoted(String name);

    @BeforeEach
    void start() throws Exception {
        server().execute("DROP TABLE IF EXISTS ho_so", """
                CREATE TABLE ho_so (
                  idempotency_key varchar(64) NOT NULL UNIQUE,
                  %s varchar(30) NOT NULL,
                  fee numeric(12, 2) CHECK (fee >= 0),
                  urgent boolean,
                  received_at %s,
                  papers text,
                  message text,
                  filed_on date,
                  copies integer)""".formatted(quoted("maHoSo"), server().timeType()));
        settings.putAll(
                Map.of(
                        "table.database",
                        "motcua",
                        "table.name",
                        "ho_so",
                        "table.columns",
                        "maHoSo, fee=payment.fee, urgent, received_at=receivedAt, papers, message=., filed_on=filedOn, copies"));
        client = client(Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void a_record_is_a_row_of_its_fields() throws Exception {
        String body = """
                {"maHoSo":"H-1","payment":{"fee":150000.50},"urgent":true,"receivedAt":"2024-03-14 08:30:00",
                 "papers":["Đơn'); DROP TABLE ho_so; --"]}""";

        Reply reply = client.send("agency", "", Given.batch(body));

        assertThat(reply.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Delivered.class,
                        delivered -> assertThat(delivered.receipt()).matches("row 7-[0-9a-f]{16}"));
        assertThat(reply.calls())
                .singleElement()
                .satisfies(call -> assertThat(call.service()).isEqualTo("agency table ho_so"));
        List<Object> row = rows().getFirst();
        assertThat(row.getFirst().toString()).matches("7-[0-9a-f]{16}");
        assertThat(row.get(1)).isEqualTo("H-1");
        assertThat(row.get(2).toString()).isEqualTo("150000.50");
        assertThat(row.get(3)).isEqualTo(true);
        assertThat(row.get(4).toString()).startsWith("2024-03-14").contains("08:30");
        assertThat(row.get(5)).isEqualTo("[\"Đơn'); DROP TABLE ho_so; --\"]");
        assertThat(row.get(6)).isEqualTo(body);
    }

    @Test
    void a_number_keeps_every_digit() throws Exception {
        send(Given.batch("{\"maHoSo\":98765432109876543210.10,\"papers\":[12345678901234567.89,1.10]}"));

        assertThat(rows().getFirst().get(1)).isEqualTo("98765432109876543210.10");
        assertThat(rows().getFirst().get(5)).isEqualTo("[12345678901234567.89,1.10]");
    }

    @Test
    void a_moment_is_written_by_the_clocks_of_the_database_s_zone() throws Exception {
        send(Given.batch("""
                {"maHoSo":"H-1","receivedAt":"2024-03-14T17:30:00Z","filedOn":"2024-03-14T17:30:00+00:00",
                 "papers":"2024-03-14T17:30:00Z"}"""));

        List<Object> row = rows().getFirst();
        assertThat(row.get(4).toString()).startsWith("2024-03-15").contains("00:30");
        assertThat(row.get(7)).hasToString("2024-03-15");
        assertThat(row.get(5)).as("a text").isEqualTo("2024-03-14T17:30:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"maHoSo\":\"H-1\",\"payment\":{\"fee\":150000.505}}      | fee    | payment.fee",
                "{\"maHoSo\":\"H-1\",\"payment\":{\"fee\":\"150000.505\"}} | fee    | payment.fee",
                "{\"maHoSo\":\"H-1\",\"copies\":1.5}                       | copies | copies"
            })
    void a_number_the_table_would_round_is_refused(String body, String column, String field) throws Exception {
        assertThat(send(Given.batch(body))).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.cause().code()).isEqualTo("agency.would-be-rounded");
            assertThat(refused.cause().details())
                    .containsEntry("column", column)
                    .containsEntry("from", field);
        });
        assertThat(rows()).isEmpty();
    }

    @Test
    void a_number_that_fits_is_written() throws Exception {
        send(Given.batch("{\"maHoSo\":\"H-1\",\"payment\":{\"fee\":150000.500},\"copies\":2.0}"));

        assertThat(rows().getFirst().get(2)).hasToString("150000.50");
        assertThat(rows().getFirst().get(8)).isEqualTo(2);
    }

    /** @param statements that make one who says of any row, naming its number, that it is wrong */
    final void assertTriggerRefuses(String... statements) throws Exception {
        server().execute(statements);

        assertThat(send(Given.batch("{\"maHoSo\":\"H-1\"}"))).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.cause().code()).isEqualTo("agency.refused");
            assertThat(refused.cause().toString()).doesNotContain("H-1");
        });
        assertThat(rows()).isEmpty();
    }

    @Test
    void what_a_record_does_not_say_stays_unknown() throws Exception {
        send(Given.batch("{\"maHoSo\":\"H-1\",\"urgent\":null,\"payment\":7}"));

        assertThat(rows().getFirst().subList(2, 6)).containsOnlyNulls();
    }

    @Test
    void a_repetition_is_known_by_its_key_and_counts_as_delivered() throws Exception {
        send(Given.batch("{\"maHoSo\":\"H-1\"}"));

        assertThat(send(Given.batch("{\"maHoSo\":\"H-1\",\"fee\":1}")))
                .isInstanceOfSatisfying(
                        Outcome.Delivered.class,
                        delivered -> assertThat(delivered.receipt()).endsWith(", there before"));
        assertThat(rows()).hasSize(1);
        assertThat(send(Given.delivery(8, "H-1", "{\"maHoSo\":\"H-1\"}"))).isInstanceOf(Outcome.Delivered.class);
        assertThat(rows()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"urgent\":true}                                                   | 23",
                "{\"maHoSo\":\"H-1\",\"payment\":{\"fee\":-1}}                       | 23",
                "{\"maHoSo\":\"H-000000000000000000000000000000000001\"}             | 22",
                "{\"maHoSo\":\"H-1\",\"receivedAt\":\"hôm qua\"}                     | 22"
            })
    void what_the_table_does_not_take_is_refused_by_its_sqlstate(String body, String sqlState) throws Exception {
        assertThat(send(Given.batch(body))).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.cause().code()).isEqualTo("agency.refused");
            assertThat(refused.cause().details().get("code")).startsWith(sqlState);
            assertThat(refused.cause().toString()).doesNotContain("H-0000").doesNotContain("hôm qua");
        });
        assertThat(rows()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "table.name; no_such_table",
                "table.key; maHoSo",
                "table.key; no_such_column",
                "table.columns; no_such_column=maHoSo"
            })
    void a_table_that_is_not_as_the_settings_say_is_waited_for(String setting, String value) throws Exception {
        settings.put("table.columns", "maHoSo");
        settings.put(setting, value);
        if (value.equals("maHoSo")) {
            settings.put("table.columns", "message=.");
        }
        restart(Duration.ofSeconds(20));

        assertThat(send(Given.batch("{\"maHoSo\":\"H-1\"}")))
                .isInstanceOfSatisfying(Outcome.Deferred.class, deferred -> {
                    assertThat(deferred.cause().code()).isEqualTo("agency.table-unusable");
                    assertThat(deferred.says()).isEqualTo(Outcome.Says.SHUT);
                });
    }

    @Test
    void a_table_that_was_altered_is_seen_as_it_is_a_minute_later() throws Exception {
        send(Given.delivery(1, "H-1", "{\"maHoSo\":\"1\",\"payment\":{\"fee\":1.25}}"));
        server().execute("DROP TABLE ho_so", """
                CREATE TABLE ho_so (
                  idempotency_key varchar(64) NOT NULL UNIQUE, %s varchar(30), fee numeric(12), urgent boolean,
                  received_at date, papers text, message text, filed_on date, copies integer)""".formatted(quoted("maHoSo")));
        later = Duration.ofMinutes(1);

        assertThat(send(Given.delivery(2, "H-1", "{\"maHoSo\":\"2\",\"payment\":{\"fee\":1.25}}")))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.cause().code()).isEqualTo("agency.would-be-rounded"));
        server().execute("DROP TABLE ho_so", "CREATE TABLE ho_so (idempotency_key varchar(64), message text)");
        later = Duration.ofMinutes(2);
        assertThat(send(Given.delivery(3, "H-1", "{\"maHoSo\":\"3\"}")))
                .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        deferred -> assertThat(deferred.cause().code()).isEqualTo("agency.table-unusable"));
    }

    @Test
    void while_the_database_is_away_everything_waits_and_afterwards_goes_once_and_in_order() throws Exception {
        send(Given.delivery(1, "H-1", "{\"maHoSo\":\"1\"}"));
        server().stop();
        try {
            for (int tries = 0; tries < 2; tries++) {
                assertThat(send(Given.delivery(2, "H-1", "{\"maHoSo\":\"2\"}")))
                        .isInstanceOfSatisfying(
                                Outcome.Deferred.class,
                                deferred -> assertThat(deferred.cause().code()).isEqualTo("agency.not-reached"));
            }
        } finally {
            server().start();
        }

        send(Given.delivery(2, "H-1", "{\"maHoSo\":\"2\"}"));
        send(Given.delivery(3, "H-1", "{\"maHoSo\":\"3\"}"));
        assertThat(rows()).extracting(row -> row.get(1)).containsExactlyInAnyOrder("1", "2", "3");
    }

    @Test
    void a_row_that_an_earlier_try_may_still_commit_is_waited_for_and_not_written_twice() throws Exception {
        restart(Duration.ofSeconds(1));
        send(Given.batch("{\"maHoSo\":\"H-1\"}"));
        String key = rows().getFirst().getFirst().toString();
        server().execute("DELETE FROM ho_so");
        try (Connection earlier = server().connect()) {
            earlier.setAutoCommit(false);
            earlier.createStatement()
                    .executeUpdate("INSERT INTO ho_so (idempotency_key, %s) VALUES ('%s', 'H-1')"
                            .formatted(quoted("maHoSo"), key));

            assertThat(send(Given.batch("{\"maHoSo\":\"H-1\"}"))).isInstanceOf(Outcome.Deferred.class);
            earlier.commit();
        }
        assertThat(send(Given.batch("{\"maHoSo\":\"H-1\"}"))).isInstanceOf(Outcome.Delivered.class);
        assertThat(rows()).hasSize(1);
    }

    @Test
    void nothing_is_written_when_another_worker_may_have_the_dossier() throws Exception {
        Batch batch = new Batch(
                "portal-dossier",
                new DossierNo("H-1"),
                false,
                Given.batch("{\"maHoSo\":\"H-1\"}").items(),
                false,
                () -> false);

        assertThat(send(batch)).isEqualTo(Outcome.Deferred.tooLate());
        assertThat(rows()).isEmpty();
    }

    @Test
    void a_message_without_fields_waits_for_its_mapping() throws Exception {
        assertThat(send(Given.batch("<hoSo/>")))
                .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        deferred -> assertThat(deferred.cause().code()).isEqualTo("agency.no-fields"));
    }

    @Test
    void settings_let_no_name_through_that_could_end_its_quotes() {
        assertThatThrownBy(() -> Given.settings(Map.of(
                        "table.database",
                        "motcua",
                        "table.name",
                        "ho_so\" (a) VALUES (1); --",
                        "table.key",
                        "k`",
                        "table.columns",
                        "a=b c")))
                .rootCause()
                .hasMessageContainingAll("table.name", "table.columns: expected", "table.key");
        assertThatThrownBy(() -> Given.settings(
                        Map.of("table.database", "motcua", "table.name", "ho_so", "table.columns", "a, A=b")))
                .rootCause()
                .hasMessageContaining("named twice");
    }

    final void restart(Duration timeout) throws Exception {
        client.close();
        client = client(timeout);
    }

    private AgencyClient client(Duration timeout) throws Exception {
        return client(server().username(), timeout);
    }

    private AgencyClient client(String username, Duration timeout) throws Exception {
        DatabaseSettings database = new DatabaseSettings(
                server().url(), username, server().password(), timeout, ZoneId.of("Asia/Ho_Chi_Minh"));
        return Given.client(
                folder,
                settings,
                Map.of("motcua", database),
                Map.of(),
                () -> Instant.now().plus(later));
    }

    final Outcome send(Batch batch) {
        return client.send("agency", "", batch).outcome();
    }

    final Outcome sendAs(String username, Batch batch) throws Exception {
        try (AgencyClient other = client(username, Duration.ofSeconds(20))) {
            return other.send("agency", "", batch).outcome();
        }
    }

    final List<List<Object>> rows() throws SQLException {
        List<List<Object>> rows = new ArrayList<>();
        try (Connection connection = server().connect();
                ResultSet all = connection.createStatement().executeQuery("SELECT * FROM ho_so")) {
            while (all.next()) {
                List<Object> row = new ArrayList<>();
                for (int column = 1; column <= 9; column++) {
                    row.add(all.getObject(column));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
