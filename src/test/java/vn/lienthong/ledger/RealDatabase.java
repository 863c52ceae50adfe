package vn.lienthong.ledger;

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
            return RealLedger.on(RealPostgres.shared(), time);
        }
    };

    /**
     * A ledger that has nothing in it.
     *
     * @param folder where its files are, if it has any
     */
    public abstract RealLedger ledger(Path folder, InstantSource time) throws SQLException;
}
