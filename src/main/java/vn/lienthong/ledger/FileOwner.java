package vn.lienthong.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a ledger's folder to one process: SQLite would let a second one in, and leases in a file are worth nothing between
 * two. The operating system drops the lock when its process ends, however it ends.
 */
final class FileOwner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileOwner.class);
    private static final int LONGEST_NOTE = 20;

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
            FileChannel channel = FileChannel.open(
                    lock, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
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

    /** What was noted last, by whoever had it; 0: nothing. */
    long noted() {
        try {
            ByteBuffer text = ByteBuffer.allocate(LONGEST_NOTE);
            channel.read(text, 0);
            String noted = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
            return noted.matches("\\d{1,18}") ? Long.parseLong(noted) : 0;
        } catch (IOException unreadable) {
            return 0;
        }
    }

    /** Always as long, so that no rest of a longer one stays. What a full disk does not take is not noted. */
    void note(long number) {
        try {
            String text = "%-20d".formatted(number);
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
        } catch (IOException full) {
            LOG.debug("{} cannot be written; the next start compares with what was noted before.", lock, full);
        }
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
