package vn.lienthong.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.util.FileSystemUtils;

/** Gives each test a ledger in a file of its own. */
final class RealSqlite {

    private static final String FILE = "ledger.db";

    private RealSqlite() {}

    /** Copying a ledger that has nothing in it takes a third of the time that making its tables takes. */
    private static final class Model {

        private static final byte[] CONTENT = content();

        private static byte[] content() {
            try {
                Path folder = Files.createTempDirectory("model");
                Databases.open(settings(folder)).close();
                byte[] content = Files.readAllBytes(folder.resolve(FILE));
                FileSystemUtils.deleteRecursively(folder);
                return content;
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        }
    }

    /** Of the ledger in that folder; if it has no files, of one that has nothing in it. */
    static LedgerSettings ledger(Path folder) {
        try {
            Files.createDirectories(folder);
            if (isEmpty(folder)) {
                Files.write(folder.resolve(FILE), Model.CONTENT);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return settings(folder);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static LedgerSettings settings(Path folder) {
        return new LedgerSettings("", "", "", folder, 4, Duration.ofSeconds(5), "");
    }
}
