package vn.lienthong.paygov.book;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.ledger.RealPostgres;

/** Refunds on both databases. */
class RefundBookTest {

    @Nested
    class OnSqlite extends RefundBookContract {

        @TempDir
        Path data;

        @Override
        RealLedger open() {
            return RealLedger.onSqlite(data, clock);
        }
    }

    @Nested
    class OnPostgres extends RefundBookContract {

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
            return server.ledger(clock);
        }
    }
}
