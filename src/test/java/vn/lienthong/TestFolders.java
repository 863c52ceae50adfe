package vn.lienthong;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Where tests put their files: in memory, if the system has room for them there, since a disk takes a third of the time of
 * those that make databases. A process that is killed leaves the same files in memory as on a disk. Benchmarks and long
 * tests, which write much or measure what a disk costs, stay on the disk (pom.xml, {@code tests.memory}).
 *
 * <p>Each process has a folder of its own; that of one which was killed is removed by the next.
 */
public final class TestFolders implements TempDirFactory {

    private static final Path MEMORY = Path.of("/dev/shm");
    private static final String OURS = "lienthong-tests-";
    private static final long ROOM = 4L << 30;
    private static final @Nullable Path BASE = base();

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
        return create("junit-");
    }

    /** A PostgreSQL server of the test's own, not started yet. */
    public static EmbeddedPostgres.Builder postgres() throws IOException {
        EmbeddedPostgres.Builder server = EmbeddedPostgres.builder();
        return BASE == null ? server : server.setDataDirectory(create("postgresql-"));
    }

    private static Path create(String prefix) throws IOException {
        return BASE == null ? Files.createTempDirectory(prefix) : Files.createTempDirectory(BASE, prefix);
    }

    private static @Nullable Path base() {
        try {
            if (!Boolean.getBoolean("tests.memory") || !Files.isWritable(MEMORY) || isNoExecute()) {
                return null;
            }
            clear();
            if (Files.getFileStore(MEMORY).getUsableSpace() < ROOM) {
                return null;
            }
            Path base = Files.createDirectories(
                    MEMORY.resolve(OURS + ProcessHandle.current().pid()));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> base.toFile().delete()));
            return base;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Programs are made in such folders, and run. */
    private static boolean isNoExecute() throws IOException {
        return Files.readAllLines(Path.of("/proc/mounts")).stream()
                .map(line -> List.of(line.split(" ")))
                .anyMatch(mount -> mount.get(1).equals(MEMORY.toString())
                        && List.of(mount.get(3).split(",")).contains("noexec"));
    }

    private static void clear() throws IOException {
        try (var folders = Files.newDirectoryStream(MEMORY, OURS + "*")) {
            for (Path folder : folders) {
                long process = Long.parseLong(folder.getFileName().toString().substring(OURS.length()));
                if (ProcessHandle.of(process).isEmpty() && Files.isWritable(folder)) {
                    delete(folder);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
