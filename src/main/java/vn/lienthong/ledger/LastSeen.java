package vn.lienthong.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a ledger in a file had come when it was last opened or closed, kept beside it. One that is less far is a copy
 * that was put in its place: it does not know what went out since, and may be half of two states if it was copied while
 * it was written.
 */
final class LastSeen {

    private static final Logger LOG = LoggerFactory.getLogger(LastSeen.class);

    private LastSeen() {}

    /**
     * Tells of a ledger that went back, and looks through all of it, which takes a minute for ten gigabytes.
     *
     * @throws LedgerNotOpened if it is damaged
     */
    static void look(Connection connection, FileOwner owner, Path file) throws SQLException {
        long now = last(connection);
        if (now < owner.noted()) {
            LOG.warn(
                    "The ledger {} is older than when it was last open: a backup was put in place. It does not know what went out"
                            + " since. All flows should be in mode shadow now; if they are not, stop and read README, \"A backup was put"
                            + " in place\". It is looked through for damage.",
                    file.toAbsolutePath());
            requireWhole(connection, file);
        }
        owner.note(now);
    }

    /** The ledger as it is now is what the next start knows of; one that cannot be read any more stays as it was noted before. */
    static void note(Connection connection, FileOwner owner) {
        try {
            owner.note(last(connection));
        } catch (SQLException gone) {
            LOG.debug("How far the ledger has come cannot be read.", gone);
        }
    }

    private static void requireWhole(Connection connection, Path file) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet said = statement.executeQuery("PRAGMA integrity_check(1)")) {
            if (said.next() && !said.getString(1).equals("ok")) {
                throw LedgerNotOpened.unusable(file.toAbsolutePath().toString(), "SQLITE_CORRUPT", null);
            }
        }
    }

    private static long last(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT last FROM number")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
