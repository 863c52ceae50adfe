package vn.lienthong.paygov.book;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.ledger.RealLedger;

/** The books on both databases. */
class PaymentBookTest {

    @Nested
    class OnSqlite extends PaymentBookContract {

        @TempDir
        Path folder;

        @Override
        RealLedger open() {
            return RealLedger.onSqlite(folder);
        }
    }

    @Nested
    class OnPostgres extends PaymentBookContract {

        private static final AtomicInteger DATABASES = new AtomicInteger();
        private static EmbeddedPostgres server;

        @BeforeAll
        static void startServer() throws Exception {
            server = EmbeddedPostgres.start();
        }

        @AfterAll
        static void stopServer() throws Exception {
            server.close();
        }

        @Override
        RealLedger open() throws Exception {
            String name = "payments" + DATABASES.incrementAndGet();
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            }
            return RealLedger.onPostgres("jdbc:postgresql://localhost:" + server.getPort() + "/" + name, "postgres");
        }
    }
}
