package vn.lienthong.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL server that gives each test a database of its own; it ends with the JVM. */
final class RealPostgres {

    private final EmbeddedPostgres server;
    private final AtomicInteger databases = new AtomicInteger();

    RealPostgres() throws IOException {
        server = EmbeddedPostgres.start();
    }

    /** A ledger that has nothing in it. */
    RealLedger ledger(InstantSource time) throws SQLException {
        String name = "test" + databases.incrementAndGet();
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return RealLedger.onPostgres(
                "jdbc:postgresql://localhost:" + server.getPort() + "/" + name,
                "postgres",
                Duration.ofSeconds(5),
                time);
    }
}
