package vn.lienthong.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * The files of a ledger while it is open. What somebody deletes, moves away or puts another file in place of, the operating
 * system keeps for the process that has it open: each commit succeeds, and all of them are gone when the process ends. So
 * each file has to stay the one that was opened. That includes the journal, in which the newest commits lie, and the lock,
 * without which a second process would be let in.
 */
final class OpenFiles implements Custody {

    /** Of SQLite's, beside the database: the journal, and the index to it by which processes keep out of each other's way. */
    private static final List<String> ENDINGS = List.of("", "-wal", "-shm");

    private final FileOwner owner;
    private final Connection anchor;
    private final Map<Path, Object> opened = new HashMap<>();

    private OpenFiles(FileOwner owner, Connection anchor) {
        this.owner = owner;
        this.anchor = anchor;
    }

    /** Keeps a connection of its own: as long as one is open, SQLite neither removes its journal nor begins another. */
    static OpenFiles of(Path database, DataSource connections, FileOwner owner) {
        try {
            OpenFiles files = new OpenFiles(owner, connections.getConnection());
            try (Statement statement = files.anchor.createStatement()) {
                statement.execute("SELECT count(*) FROM sqlite_master");
            }
            ENDINGS.forEach(ending -> files.watch(database.resolveSibling(database.getFileName() + ending)));
            files.watch(owner.lock());
            files.look(database);
            return files;
        } catch (SQLException failure) {
            throw new IllegalStateException("The ledger " + database + " cannot be opened", failure);
        }
    }

    private void look(Path database) throws SQLException {
        try {
            LastSeen.look(anchor, owner, database);
        } catch (LedgerNotOpened damaged) {
            anchor.close();
            throw damaged;
        }
    }

    private void watch(Path file) {
        opened.put(file, identity(file));
    }

    @Override
    public boolean holds() {
        return opened.entrySet().stream().allMatch(each -> each.getValue().equals(identity(each.getKey())));
    }

    /** What tells a file from another one of the same name; where the system has no such thing, that it is there. */
    private static Object identity(Path path) {
        try {
            Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            return Objects.requireNonNullElse(key, true);
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void close() {
        try (owner;
                anchor) {
            if (!anchor.isClosed() && holds()) {
                LastSeen.note(anchor, owner);
            }
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
