package vn.lienthong.ledger;

import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/** SQLite's own library: unpacked from its jar into a folder from which the system lets it be run. */
final class SqliteLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteLibrary.class);

    private static final String FOLDER = "org.sqlite.tmpdir";

    private SqliteLibrary() {}

    /**
     * Loads it once for the process: from the temporary folder, or, because hardened systems let nothing be run from there
     * ({@code noexec}), from the ledger's own.
     *
     * @throws LedgerNotOpened if neither will do
     */
    static void load(Path ledger) {
        if (isLoaded()) {
            return;
        }
        String temporary = System.getProperty(FOLDER, System.getProperty("java.io.tmpdir"));
        System.setProperty(FOLDER, ledger.toAbsolutePath().toString());
        if (!isLoaded()) {
            throw LedgerNotOpened.noLibrary(temporary, ledger);
        }
        LOG.info(
                "SQLite's library cannot be run from the temporary folder {}; it was unpacked into {}.",
                temporary,
                ledger.toAbsolutePath());
    }

    private static boolean isLoaded() {
        try {
            return SQLiteJDBCLoader.initialize();
        } catch (Exception cannot) {
            LOG.debug("SQLite's library cannot be loaded.", cannot);
            return false;
        }
    }
}
