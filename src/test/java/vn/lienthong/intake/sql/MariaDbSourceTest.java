package vn.lienthong.intake.sql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
