package vn.lienthong.intake.sql;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
}
