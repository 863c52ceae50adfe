package vn.lienthong.intake.inbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Problem;

/**
 * What lies in the inbox of this process and what became of it, for people who cannot look into its folders; read from the disk at
 * each call, and bounded: of each folder a thousand names, and the files that left it last. File names are people's own words: they
 * are for the page alone. Safe for any number of threads.
 */
public final class DroppedFiles {

    /** Files of a folder that are looked at; a share may be slow. */
    private static final int MOST_NAMES = 1_000;

    private final Path inbox;

    /** @param inbox the folder of the flows' folders; it need not be there */
    public DroppedFiles(Path inbox) {
        this.inbox = inbox;
    }

    /**
     * A folder in which files of a flow are taken.
     *
     * @param name within the inbox: the flow's, or {@code <flow>/sftp-<server>} for what a supply brings
     * @param waiting files that nobody has begun with; a thousand means as many or more
     * @param inWork null: none
     * @param left the newest first
     * @param isReadable false: the folder, or what lies in it of ours, could not be read, and nothing is told of it
     */
    public record Folder(String name, int waiting, @Nullable InWork inWork, List<Finished> left, boolean isReadable) {

        /** Whether people drop files here. */
        public boolean isForPeople() {
            return !name.contains("/");
        }

        /** Whether there is nothing to tell of it. */
        public boolean isEmpty() {
            return isReadable && waiting == 0 && inWork == null && left.isEmpty();
        }
    }

    /** @param rows that are in the ledger; 0 while the file is read through for the first time */
    public record InWork(String file, Instant since, long rows) {}

    /**
     * A file that was taken, or refused as a whole: what its report says.
     *
     * @param as where it is, within its folder
     * @param isThere false: it was written to later and came back to be taken again, or was cleared away without its report
     * @param refused the code of the problem; null: it was taken
     * @param at when it was done with
     * @param known rows whose content was known, or older than what was
     * @param dead rows that wait for a person
     */
    public record Finished(
            String file,
            String as,
            boolean isThere,
            @Nullable String refused,
            Instant at,
            long rows,
            long taken,
            long newVersions,
            long known,
            long notOwed,
            long dead) {}

    /** Those there are, by name. */
    public List<Folder> folders(int most) throws IOException {
        List<Folder> folders = new ArrayList<>();
        for (Path flow : inside(inbox)) {
            if (isTaken(flow)) {
                folders.add(folder(flow, most));
            }
            for (Path place : inside(flow)) {
                if (isTaken(place)) {
                    folders.add(folder(place, most));
                }
            }
        }
        return folders;
    }

    private static List<Path> inside(Path folder) throws IOException {
        List<Path> inside = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
                for (Path path : found) {
                    if (inside.size() < MOST_NAMES && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                        inside.add(path);
                    }
                }
            }
        }
        return inside.stream().sorted().toList();
    }

    private static boolean isTaken(Path folder) {
        return Files.isDirectory(folder.resolve(".taking"), LinkOption.NOFOLLOW_LINKS);
    }

    /** What is wrong there the folder's own report tells; it must not hide the others. */
    private Folder folder(Path folder, int most) {
        String name = inbox.relativize(folder).toString().replace('\\', '/');
        try {
            return new Folder(name, waiting(folder), inWork(folder.resolve(".taking")), left(folder, most), true);
        } catch (IOException unreadable) {
            return new Folder(name, 0, null, List.of(), false);
        }
    }

    private static int waiting(Path folder) throws IOException {
        int waiting = 0;
        try (DirectoryStream<Path> names = Files.newDirectoryStream(folder)) {
            for (Path path : names) {
                boolean dropped = !Names.isNotYet(path) && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
                waiting += dropped ? 1 : 0;
                if (waiting == MOST_NAMES) {
                    break;
                }
            }
        }
        return waiting;
    }

    private static @Nullable InWork inWork(Path taking) throws IOException {
        for (TakeFolder left : TakeFolder.left(taking)) {
            Take take = left.load().orElse(null);
            if (take != null) {
                return new InWork(Names.plain(take.file()), take.startedAt(), take.rowsDone());
            }
        }
        return null;
    }

    /** The reports say what became of them; one that was cleared away is told no more. */
    private static List<Finished> left(Path folder, int most) throws IOException {
        Set<String> places = new LinkedHashSet<>();
        List<Finished> finished = new ArrayList<>();
        for (Left left : Left.read(Left.notes(folder.resolve(".taking"))).reversed()) {
            if (finished.size() == most) {
                break;
            }
            Path file = folder.resolve(left.as()).normalize();
            if (file.startsWith(folder) && places.add(left.as())) {
                Summary.read(file.resolveSibling(file.getFileName() + TakeFolder.SUMMARY))
                        .map(summary -> finished(left, Files.exists(file, LinkOption.NOFOLLOW_LINKS), summary))
                        .ifPresent(finished::add);
            }
        }
        return finished;
    }

    private static Finished finished(Left left, boolean isThere, JsonNode summary) {
        String refused = summary.at("/refused/code").asString("");
        return new Finished(
                Names.plain(left.name()),
                left.as(),
                isThere,
                refused.isEmpty() ? null : refused,
                Instant.parse(summary.path("finishedAt").asString("")),
                sum(summary, "rows"),
                sum(summary, "taken"),
                sum(summary, "newVersions"),
                sum(summary, "repeated", "repeatedInFile", "older"),
                sum(summary, "notOwed"),
                sum(summary, "dead", "conflicts"));
    }

    private static long sum(JsonNode summary, String... counts) {
        return Arrays.stream(counts)
                .mapToLong(name -> summary.path(name).asLong(0))
                .sum();
    }

    /**
     * The report beside a file that has left, as it is told by {@link #folders}.
     *
     * @return empty if there is no such file or folder, or its report was cleared away
     */
    public Optional<Path> report(String folderName, String as) throws IOException {
        Path folder = inbox.resolve(folderName).normalize();
        if (!folder.startsWith(inbox.normalize()) || !isTaken(folder)) {
            return Optional.empty();
        }
        return Left.read(Left.notes(folder.resolve(".taking"))).stream()
                .filter(left -> left.as().equals(as))
                .findFirst()
                .map(left -> folder.resolve(left.as() + TakeFolder.REPORT).normalize())
                .filter(report -> report.startsWith(folder) && Files.isRegularFile(report, LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * Drops a file for a flow, whole at once, as its people do by hand; it is taken when it has settled.
     *
     * @param content is copied
     * @param name it was given by whoever has it; one like it is free in the folder afterwards
     * @return empty if there is no such flow's folder
     * @throws NameRefused if a file of that name would be left alone
     */
    public Optional<String> drop(String flow, Path content, String name) throws IOException, NameRefused {
        Path folder = inbox.resolve(flow).normalize();
        if (!inbox.normalize().equals(folder.getParent()) || !isTaken(folder)) {
            return Optional.empty();
        }
        String plain = Names.plain(name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1))
                .strip();
        if (plain.isEmpty() || Names.isNotYet(Path.of(plain))) {
            throw new NameRefused();
        }
        // Whoever ends in between leaves a file that is told of as one that was never finished.
        Path part = folder.resolve("given-" + UUID.randomUUID() + ".part");
        try {
            Files.copy(content, part);
            return Optional.of(moved(part, folder, plain));
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String moved(Path part, Path folder, String name) throws IOException {
        while (true) {
            String free = Names.free(folder, name);
            try {
                Files.move(part, folder.resolve(free));
                return free;
            } catch (FileAlreadyExistsException dropped) {
                // somebody else's, meanwhile: the next name
            }
        }
    }

    /** By its name it would be left alone, as one that is not finished, or nobody's. */
    public static final class NameRefused extends Exception {

        private static final long serialVersionUID = 1L;

        public Problem problem() {
            return Problem.of("intake.name-left-alone");
        }
    }
}
