package vn.lienthong.intake.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.connections.Database;
import vn.lienthong.connections.DatabaseSettings;

/** A ministry's database as one flow sees it: one connection, made when it is needed. Used by one thread at a time. */
final class SourceDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SourceDatabase.class);
    private static final int SECONDS_TO_ANSWER = 5;

    private final Database database;
    private @Nullable Connection connection;

    SourceDatabase(Database database) {
        this.database = database;
    }

    DatabaseSettings settings() {
        return database.settings();
    }

    /** What is read. */
    interface Work<R> {

        R read(Connection connection) throws SQLException, SourceFault;
    }

    /** The database cannot be reached, or not as this account. */
    static final class Unreachable extends Exception {

        private final String reason;

        Unreachable(SQLException cause) {
            super(cause);
            this.reason = "SQLSTATE " + Objects.requireNonNullElse(cause.getSQLState(), "?");
        }

        String reason() {
            return reason;
        }
    }

    /**
     * Reads in a transaction that can write nothing and is never left open.
     *
     * @throws SourceFault if the database refuses what is asked, or the work does not like what it finds
     */
    <R> R read(Work<R> work) throws Unreachable, SourceFault {
        Connection open = open();
        boolean done = false;
        try {
            R read = work.read(open);
            open.rollback();
            done = true;
            return read;
        } catch (SQLException failed) {
            if (isAlive(open)) {
                throw SourceFault.refused(failed);
            }
            throw new Unreachable(failed);
        } finally {
            if (!done) {
                close();
            }
        }
    }

    /** What was cut off since the last reading is replaced without a word. */
    private Connection open() throws Unreachable {
        Connection kept = connection;
        if (kept != null && isAlive(kept)) {
            return kept;
        }
        close();
        try {
            Connection made = database.toRead();
            connection = made;
            return made;
        } catch (SQLException refused) {
            throw new Unreachable(refused);
        }
    }

    private static boolean isAlive(Connection connection) {
        try {
            return connection.isValid(SECONDS_TO_ANSWER);
        } catch (SQLException gone) {
            return false;
        }
    }

    @Override
    public void close() {
        Connection closing = connection;
        connection = null;
        if (closing != null) {
            try {
                closing.close();
            } catch (SQLException gone) {
                LOG.debug("A connection that was only read from did not close.", gone);
            }
        }
    }
}
