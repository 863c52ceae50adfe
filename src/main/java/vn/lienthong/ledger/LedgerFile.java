package vn.lienthong.ledger;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a ledger in a file is: made if it is not there, and never taken for a new one while there is a sign of an old one. */
final class LedgerFile {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerFile.class);

    /** The file, its journal and the journal's index. */
    private static final List<String> PARTS = List.of("", "-wal", "-shm");

    private LedgerFile() {}

    /**
     * Personal data will lie in it, so a folder we make is its owner's alone.
     *
     * @throws LedgerNotOpened if it cannot be made
     */
    static Path folder(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                if (hasOwners()) {
                    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                }
            }
            return folder;
        } catch (IOException failure) {
            throw LedgerNotOpened.noPlace(folder, failure);
        }
    }

    /**
     * Its owner's alone even in a folder that is not; SQLite gives its journal the same rights.
     *
     * @throws LedgerNotOpened if it cannot be made or written, which SQLite would only tell of at the first record; or
     *     if it is gone but its journal is not, which SQLite would throw away
     */
    static Path in(Path folder) {
        return in(folder, Files::isWritable);
    }

    /** @param writable whether we may write to a file */
    static Path in(Path folder, Predicate<Path> writable) {
        Path file = folder.resolve("ledger.db");
        try {
            if (isEmpty(file)) {
                if (!isEmpty(file.resolveSibling(file.getFileName() + "-wal"))) {
                    throw LedgerNotOpened.journalAlone(file);
                }
                LOG.warn(
                        "No ledger was in {}: a new, empty one is begun. If records were kept before, stop now and look at data.dir.",
                        folder.toAbsolutePath());
                make(file);
            }
            for (String part : PARTS) {
                requireWritable(file.resolveSibling(file.getFileName() + part), writable);
            }
            return file;
        } catch (AccessDeniedException denied) {
            throw LedgerNotOpened.noPlace(Path.of(denied.getFile()), denied);
        } catch (IOException failure) {
            throw LedgerNotOpened.noPlace(file, failure);
        }
    }

    private static void requireWritable(Path part, Predicate<Path> writable) throws AccessDeniedException {
        if (Files.exists(part) && !writable.test(part)) {
            throw new AccessDeniedException(part.toString());
        }
    }

    private static boolean isEmpty(Path file) throws IOException {
        return !Files.exists(file) || Files.size(file) == 0;
    }

    private static void make(Path file) throws IOException {
        if (!Files.exists(file) && hasOwners()) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    private static boolean hasOwners() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
