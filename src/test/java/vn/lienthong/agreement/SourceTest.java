package vn.lienthong.agreement;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.ledger.RealPostgres;

/** Lists of the ministry's own system on both databases. */
class SourceTest {

    @Nested
    class OnSqlite extends SourceContract {

        @TempDir
        Path database;

        @Override
        RealLedger open(InstantSource time) {
            return RealLedger.onSqlite(database, time);
        }
    }

    @Nested
    class OnPostgres extends SourceContract {

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
        RealLedger open(InstantSource time) throws Exception {
            return server.ledger(time);
        }
    }
}
