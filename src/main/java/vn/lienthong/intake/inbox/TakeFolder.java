package vn.lienthong.intake.inbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of one file in work: the file, {@code .take.json} (how far it is), and the reports until they are
 * published. The state is there before the file comes and is replaced as a whole, so whatever a crash leaves can be gone
 * on with.
 */
record TakeFolder(Path path) {

    static final String REPORT = ".report.csv";
    static final String SUMMARY = ".report.json";

    /** Names beginning with a dot are never dropped files' names. */
    private static final String STATE = ".take.json";

    private static final String NEW = ".new";
    private static final JsonMapper JSON = JsonMapper.builder()
            // Written by a version that counted less.
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** Moves a dropped file into a new folder below {@code taking}. */
    static TakeFolder take(Path file, Path taking, Take begun) throws IOException {
        Path path = taking.resolve(begun.startedAt().toEpochMilli() + "-" + begun.drop());
        Files.createDirectory(path);
        TakeFolder folder = new TakeFolder(path);
        folder.save(begun);
        try {
            Files.move(file, folder.file(begun), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException gone) {
            folder.remove();
            throw gone;
        }
        return folder;
    }

    /** What processes before this one have left, oldest first. */
    static List<TakeFolder> left(Path taking) throws IOException {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(taking, Files::isDirectory)) {
            found.forEach(paths::add);
        }
        return paths.stream().sorted().map(TakeFolder::new).toList();
    }

    /** Empty if the folder was begun and never used: the file was not moved into it. */
    Optional<Take> load() throws IOException {
        Path state = path.resolve(STATE);
        if (!Files.exists(state)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(state), Take.class));
        } catch (JacksonException broken) {
            FileSystemException stuck = new FileSystemException(
                    state.toString(), null, "broken .take.json; move the file beside it back into the inbox");
            stuck.initCause(broken);
            throw stuck;
        }
    }

    void save(Take take) throws IOException {
        replace(STATE, JSON.writeValueAsBytes(take));
    }

    void writeSummary(byte[] summary) throws IOException {
        replace(SUMMARY, summary);
    }

    Path file(Take take) {
        return path.resolve(take.file());
    }

    boolean holds(Take take) {
        return Files.exists(file(take), LinkOption.NOFOLLOW_LINKS);
    }

    Report report() {
        return new Report(path.resolve(REPORT));
    }

    /**
     * Moves reports and file to their last folder, the file last: where it is, its reports are. May be repeated after a
     * crash at any point.
     */
    void publish(Take take, Path target) throws IOException {
        move(path.resolve(REPORT), target.resolve(take.publishedAs() + REPORT));
        move(path.resolve(SUMMARY), target.resolve(take.publishedAs() + SUMMARY));
        move(file(take), target.resolve(take.publishedAs()));
        remove();
    }

    /** Never over another file. */
    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(from, to);
        }
    }

    void remove() throws IOException {
        Files.deleteIfExists(path.resolve(STATE));
        Files.deleteIfExists(path.resolve(STATE + NEW));
        Files.deleteIfExists(path.resolve(SUMMARY + NEW));
        Files.delete(path);
    }

    private void replace(String name, byte[] content) throws IOException {
        Path fresh = path.resolve(name + NEW);
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
