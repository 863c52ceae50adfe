package vn.lienthong.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * How far a ledger in a file had come when it was last opened or closed, kept beside it. One that is less far is a copy
 * that was put in its place: it does not know what went out since, and may be half of two states if it was copied while
 * it was written.
 */
final class LastSeen {

    private static final Logger LOG = LoggerFactory.getLogger(LastSeen.class);

    /** What a commit leaves in the journal is written into the file so soon after it, at most. */
    private static final Duration CHECKPOINT = Duration.ofSeconds(10);

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

    /**
     * Looks through a ledger whose file was put in place after its journal was written, as a backup is after a crash: SQLite would
     * write the journal into it, of whatever ledger it is. To be asked before anything else opens the file, which stays as it is.
     *
     * @throws LedgerNotOpened if the two do not fit
     */
    static void lookAtJournal(Path file) {
        lookAtJournal(file, LastSeen::changed);
    }

    /** @param changed when a file was changed itself, whatever time a copy was given */
    static void lookAtJournal(Path file, Function<Path, Instant> changed) {
        Path journal = file.resolveSibling(file.getFileName() + "-wal");
        try {
            if (!Files.exists(journal)
                    || Files.size(journal) == 0
                    || !changed.apply(file).isAfter(changed.apply(journal).plus(CHECKPOINT))) {
                return;
            }
            LOG.warn(
                    "The ledger {} was put in place beside a journal of before, {}. It is looked through for damage.",
                    file.toAbsolutePath(),
                    journal.getFileName());
            SQLiteConfig reading = new SQLiteConfig();
            reading.setReadOnly(true);
            try (Connection connection = reading.createConnection("jdbc:sqlite:" + file)) {
                if (!isWhole(connection)) {
                    throw LedgerNotOpened.journalOfAnother(file);
                }
            }
        } catch (IOException | UncheckedIOException | SQLException unreadable) {
            LOG.debug("Whether the ledger's journal is its own cannot be seen.", unreadable);
        }
    }

    private static Instant changed(Path file) {
        try {
            boolean told = Files.getFileStore(file).supportsFileAttributeView("unix");
            return told
                    ? ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant()
                    : Files.getLastModifiedTime(file).toInstant();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void requireWhole(Connection connection, Path file) throws SQLException {
        if (!isWhole(connection)) {
            throw LedgerNotOpened.unusable(file.toAbsolutePath().toString(), "SQLITE_CORRUPT", null);
        }
    }

    private static boolean isWhole(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet said = statement.executeQuery("PRAGMA integrity_check(1)")) {
            return !said.next() || said.getString(1).equals("ok");
        } catch (SQLException damaged) {
            int code = damaged.getErrorCode() & 0xFF;
            if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
                return false;
            }
            throw damaged;
        }
    }

    private static long last(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT last FROM number")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
