package vn.lienthong.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;

/** The databases a ledger may be on, for tests that hold on each of them. */
public enum RealDatabase {
    SQLITE {
        @Override
        public RealLedger ledger(Path folder, InstantSource time) {
            return RealLedger.onSqlite(folder, time);
        }
    },
    POSTGRESQL {
        @Override
        public RealLedger ledger(Path folder, InstantSource time) throws SQLException {
            return Server.SHARED.ledger(time);
        }
    };

    /**
     * A ledger that has nothing in it.
     *
     * @param folder where its files are, if it has any
     */
    public abstract RealLedger ledger(Path folder, InstantSource time) throws SQLException;

    /** One for all tests of the JVM, with whose end it ends. */
    private static final class Server {

        private static final RealPostgres SHARED = start();

        private static RealPostgres start() {
            try {
                return new RealPostgres();
            } catch (IOException noServer) {
                throw new UncheckedIOException(noServer);
            }
        }
    }
}
