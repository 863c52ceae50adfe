package vn.lienthong.procedures;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.ledger.RealPostgres;

/** Pulls on both databases. */
class PullsTest {

    @Nested
    class OnSqlite extends PullsContract {

        @TempDir
        Path folder;

        @Override
        RealLedger open() {
            return RealLedger.onSqlite(folder);
        }
    }

    @Nested
    class OnPostgres extends PullsContract {

        private static RealPostgres server;

        @BeforeAll
        static void startServer() throws Exception {
            server = new RealPostgres();
        }

        @AfterAll
        static void stopServer() throws Exception {
            server.close();
        }

        @Override
        RealLedger open() throws Exception {
            return server.ledger(InstantSource.system());
        }
    }
}
