package vn.lienthong.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import vn.lienthong.TestFolders;

/** A PostgreSQL server that gives each test a database of its own; one for all tests of the JVM, with whose end it ends. */
final class RealPostgres {

    /** Copying a ledger that has nothing in it takes a fifth of the time that making its tables takes. */
    private static final String MODEL = "model";

    private final EmbeddedPostgres server;
    private final Connection own;
    private final AtomicInteger databases = new AtomicInteger();

    private RealPostgres() throws IOException, SQLException {
        server = TestFolders.postgres().start();
        own = server.getPostgresDatabase().getConnection();
        execute("CREATE DATABASE " + MODEL);
        Databases.open(settings(MODEL)).close();
    }

    static RealPostgres shared() {
        return Shared.SERVER;
    }

    private static final class Shared {

        private static final RealPostgres SERVER = start();

        private static RealPostgres start() {
            try {
                return new RealPostgres();
            } catch (IOException noServer) {
                throw new UncheckedIOException(noServer);
            } catch (SQLException noModel) {
                throw new IllegalStateException(noModel);
            }
        }
    }

    /** Of a ledger that has nothing in it. */
    LedgerSettings ledger() throws SQLException {
        return made(" TEMPLATE " + MODEL);
    }

    /** Of a database without a table. */
    LedgerSettings emptyDatabase() throws SQLException {
        return made("");
    }

    private LedgerSettings made(String how) throws SQLException {
        LedgerSettings settings = settings("test" + databases.incrementAndGet());
        execute("CREATE DATABASE " + name(settings) + how);
        return settings;
    }

    private LedgerSettings settings(String database) {
        String url = "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
        return new LedgerSettings(url, "postgres", "postgres", Path.of("unused"), 10, Duration.ofSeconds(5), "");
    }

    /** At once: removing all of them with the server takes longer. */
    void drop(LedgerSettings ledger) throws SQLException {
        execute("DROP DATABASE " + name(ledger) + " WITH (FORCE)");
    }

    static String name(LedgerSettings ledger) {
        return ledger.url().substring(ledger.url().lastIndexOf('/') + 1);
    }

    /** In a database of the server's own. */
    synchronized void execute(String statement) throws SQLException {
        try (var sql = own.createStatement()) {
            sql.execute(statement);
        }
    }

    /** What a query that counts says, in a database of the server's own. */
    synchronized long count(String query) throws SQLException {
        try (var sql = own.createStatement();
                var row = sql.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    Connection connect(LedgerSettings ledger) throws SQLException {
        return server.getDatabase("postgres", name(ledger)).getConnection();
    }
}
