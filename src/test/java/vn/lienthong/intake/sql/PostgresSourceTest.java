package vn.lienthong.intake.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class PostgresSourceTest extends SqlSourceContract {

    @TempDir
    static Path folder;

    private static PostgresServer server;

    @BeforeAll
    static void startServer() throws Exception {
        server = new PostgresServer(folder.resolve("postgres"));
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
    String slowQuery() {
        return "SELECT cases.*, pg_sleep(20)::text AS slept FROM cases";
    }
}
