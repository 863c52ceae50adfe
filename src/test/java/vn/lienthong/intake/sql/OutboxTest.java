package vn.lienthong.intake.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.intake.Overlap;

/** An outbox table keeps what every source keeps. It knows no times, and each of its rows is a record of its own. */
class OutboxTest extends DatabaseContract {

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

    @BeforeEach
    void table() throws SQLException {
        server.execute("DROP TABLE IF EXISTS outbox", """
            CREATE TABLE outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, dossier varchar(60), owner text)\
            """);
    }

    @Override
    DatabaseServer server() {
        return server;
    }

    @Override
    Polling polling() {
        return new Polling(
                "json-flow",
                "motcua",
                "SELECT * FROM outbox",
                "id",
                "id",
                Overlap.of("5"),
                Duration.ofSeconds(5),
                PAGE);
    }

    @Override
    protected void put(List<Item> items) throws SQLException {
        try (Connection connection = server.connect();
                PreparedStatement row =
                        connection.prepareStatement("INSERT INTO outbox (dossier, owner) VALUES (?, ?)")) {
            for (Item item : items) {
                row.setString(1, item.dossier());
                row.setString(2, item.owner());
                row.executeUpdate();
            }
        }
    }

    @Override
    protected String secondState() {
        return "H-1/1";
    }
}
