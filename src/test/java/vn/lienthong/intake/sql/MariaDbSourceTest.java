package vn.lienthong.intake.sql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.mapping.TableRow;

class MariaDbSourceTest extends SqlSourceContract {

    @TempDir
    static Path folder;

    private static @Nullable MariaDbServer server;

    @BeforeAll
    static void startServer() throws Exception {
        server = new MariaDbServer(Files.createDirectories(folder.resolve("mariadb")));
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Override
    DatabaseServer server() {
        return requireNonNull(server);
    }

    @Override
    String slowQuery() {
        return "SELECT cases.*, SLEEP(20) AS slept FROM cases";
    }

    /** MariaDB keeps them where it is not strict; 0000-00-00 is its NULL. */
    @Test
    void a_day_of_no_month_stops_the_source_and_is_told_until_it_is_corrected() throws Exception {
        put(List.of(item(1, NOON)));
        server().execute(
                        "ALTER TABLE cases ADD due datetime",
                        "SET sql_mode = ''",
                        "UPDATE cases SET due = '2024-00-00 00:00:00'");
        start();
        work();
        assertThat(faults()).containsExactly("source.column-not-readable");
        assertThat(entered()).isEmpty();

        server().execute("SET sql_mode = ''", "UPDATE cases SET due = '0000-00-00 00:00:00'");
        work();

        assertThat(faults()).isEmpty();
        assertThat(entered()).containsExactly("H-1/1");
    }

    /** Its collations compare without case and accents; the next page would begin behind both. */
    @Test
    void keys_the_database_takes_for_one_at_the_end_of_a_page_are_told_and_none_is_passed_over() throws Exception {
        server().execute("ALTER TABLE cases DROP PRIMARY KEY");
        start();
        put(IntStream.rangeClosed(11, 19).mapToObj(n -> item(n, NOON)).toList());
        server().execute(
                        "INSERT INTO cases VALUES ('h-20', 'Người thử', '2024-03-04 12:00:00', 'new')",
                        "INSERT INTO cases VALUES ('H-20', 'Người thử', '2024-03-04 12:00:00', 'new')");
        work();
        assertThat(entered()).isEmpty();
        assertThat(faults()).containsExactly("intake.source-key-not-unique");

        server().execute("UPDATE cases SET dossier = 'H-21' WHERE BINARY dossier = 'h-20'");
        work();
        assertThat(entered()).isEqualTo(numbers(11, 21));
        assertThat(faults()).isEmpty();
    }

    @Test
    void a_year_is_a_number_and_a_duration_is_no_time_of_a_day() throws Exception {
        put(List.of(item(1, NOON)));
        server().execute(
                        "ALTER TABLE cases ADD opened year, ADD opens time",
                        "UPDATE cases SET opened = 2024, opens = '08:30:00'");
        try (Connection connection = server().connect();
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT opened, opens FROM cases")) {
                row.next();
                assertThat(new String(TableRow.record(row).body(), StandardCharsets.UTF_8))
                        .isEqualTo("{\"opened\":2024,\"opens\":\"08:30:00\"}");
            }
            for (String duration : List.of("36:00:00", "-01:00:00", "838:59:59")) {
                server().execute("UPDATE cases SET opens = '" + duration + "'");
                try (ResultSet row = statement.executeQuery("SELECT opens FROM cases")) {
                    row.next();
                    assertThatThrownBy(() -> TableRow.record(row))
                            .as(duration)
                            .isInstanceOfSatisfying(
                                    TableRow.Unreadable.class,
                                    refused -> assertThat(refused.problem().code())
                                            .isEqualTo("source.column-not-readable"));
                }
            }
        }
    }
}
