package vn.lienthong.intake.inbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One worker to a folder, among all processes of a machine (and of several, where the shared disk has file locks). The
 * operating system gives the lock back when its process dies, however it dies. Not thread-safe.
 */
final class FolderLock implements AutoCloseable {

    private final Path file;
    private @Nullable FileChannel channel;

    FolderLock(Path file) {
        this.file = file;
    }

    /** True if this worker has the folder, now or already. */
    boolean hold() throws IOException {
        if (channel != null) {
            return true;
        }
        FileChannel opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean held = false;
        try {
            held = locked(opened);
        } finally {
            if (!held) {
                opened.close();
            }
        }
        channel = held ? opened : null;
        return held;
    }

    /** The text in the file is for people who wonder who has the folder. */
    private static boolean locked(FileChannel opened) throws IOException {
        try {
            FileLock lock = opened.tryLock();
            if (lock == null) {
                return false;
            }
            String owner = "process " + ProcessHandle.current().pid() + "\n";
            opened.truncate(0).write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)));
            return true;
        } catch (OverlappingFileLockException otherWorkerOfThisProcess) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
