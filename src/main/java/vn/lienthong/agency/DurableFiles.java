package vn.lienthong.agency;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Writes so that nobody ever sees half of it, and that it is on disk when the call returns. */
final class DurableFiles {

    private static final String PART = ".part";

    private DurableFiles() {}

    /** @throws IOException then nothing is there under that name, unless it was before */
    static void write(Path file, byte[] content) throws IOException {
        Path part = file.resolveSibling("." + file.getFileName() + PART);
        writeThrough(part, content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(parent(file));
    }

    /** A folder with these files, by name. One that is there already is left as it is: it was written as a whole. */
    static void writeFolder(Path folder, Map<String, byte[]> contents) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path part = folder.resolveSibling("." + folder.getFileName() + PART);
        delete(part);
        Files.createDirectory(part);
        for (Map.Entry<String, byte[]> each : contents.entrySet()) {
            writeThrough(part.resolve(each.getKey()), each.getValue());
        }
        syncFolder(part);
        try {
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException meanwhile) {
            delete(part);
        }
        syncFolder(parent(folder));
    }

    private static void writeThrough(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    /** A name is on disk when its folder is. */
    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.toAbsolutePath().getParent());
    }

    /** What an earlier, broken try left. */
    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
