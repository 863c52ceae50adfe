package vn.lienthong.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a ledger's folder to one process: SQLite would let a second one in, and leases in a file are worth nothing between
 * two. The operating system drops the lock when its process ends, however it ends.
 */
final class FileOwner implements AutoCloseable {

    private final Path lock;
    private final FileChannel channel;

    private FileOwner(Path lock, FileChannel channel) {
        this.lock = lock;
        this.channel = channel;
    }

    /** @throws LedgerNotOpened if another process has it, or it cannot be written to */
    static FileOwner of(Path folder) {
        Path lock = folder.resolve("ledger.lock");
        try {
            FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw LedgerNotOpened.inUse(folder);
            }
            return new FileOwner(lock, channel);
        } catch (IOException failure) {
            throw LedgerNotOpened.noPlace(lock, failure);
        }
    }

    /** The file that is locked: as long as it is there, nobody else can have it. */
    Path lock() {
        return lock;
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ours) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
