package vn.lienthong.intake.inbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Problem;

/**
 * What a person has to look after in one folder of the inbox, for health and console: nothing that is dropped stays there without
 * a word. Written by the folder's thread, read by any. File names are people's own words and are not told.
 */
final class InboxReport {

    private static final Logger LOG = LoggerFactory.getLogger(InboxReport.class);

    /** Of more than that nobody wants to know the number, and a share may be slow. */
    private static final int MOST_LOOKED_AT = 1_000;

    /** Slow transfers pause, but not for so long. */
    private static final Duration UNFINISHED_FOR = Duration.ofHours(1);

    private static final List<String> OURS = List.of("done", "failed", ".taking");

    private final Path folder;
    private final Map<String, Problem> faults;

    /** @param faults those of all folders, each at a name of its own */
    InboxReport(Path folder, Map<String, Problem> faults) {
        this.folder = folder;
        this.faults = faults;
    }

    /** Files cannot be taken now. */
    void fails(String flow, Throwable why) {
        Problem problem = Problem.of("intake.inbox-fails").with("flow", flow).with("why", reason(why));
        tell("fails", problem.at(place(why).toString()));
    }

    /** Files at the top of the inbox cannot be given to their flows now. */
    void topFails(IOException why) {
        tell(
                "fails",
                Problem.of("intake.top-fails")
                        .with("why", reason(why))
                        .at(place(why).toString()));
    }

    /** Files of a room's own cannot be taken now. */
    void folderFails(IOException why) {
        tell(
                "fails",
                Problem.of("intake.folder-fails")
                        .with("why", reason(why))
                        .at(place(why).toString()));
    }

    void works() {
        tell("fails", null);
    }

    /** Looks at what was refused as a whole and is still there. */
    void lookAtRefused(Path failed) throws IOException {
        int count = Files.isDirectory(failed) ? files(failed) : 0;
        Problem problem = Problem.of("intake.files-refused").with("count", counted(count));
        tell("refused", count == 0 ? null : problem.at(failed.toString()));
    }

    /** Tells of complete files that cannot be moved, by the first reason. */
    void lookAtStuck(List<FileSystemException> reasons) {
        tell(
                "stuck",
                reasons.isEmpty()
                        ? null
                        : Problem.of("intake.files-stuck")
                                .with("count", counted(reasons.size()))
                                .with("why", reason(reasons.getFirst()))
                                .at(folder.toString()));
    }

    /**
     * Tells of what is not taken, as it was seen when last looked.
     *
     * @param noFiles folders, pipes and the like
     */
    void lookAtLeft(Drops drops, List<Path> noFiles) {
        tell("unfinished", left("intake.unfinished-files", drops.unfinished(UNFINISHED_FOR)));
        tell(
                "no files",
                left(
                        "intake.not-a-file",
                        noFiles.stream().filter(path -> !isInbox(path)).toList()));
    }

    /** Tells of a folder with files in it that is no flow's; one that a flow had begun to take before it was gone counts too. */
    void lookAtStranger(Path stranger) throws IOException {
        Path taking = stranger.resolve(".taking");
        int begun = Files.isDirectory(taking) ? TakeFolder.left(taking).size() : 0;
        lookAtStranger(stranger, "intake.folder-without-flow", begun);
    }

    /** @param code of what it is not */
    void lookAtStranger(Path stranger, String code) throws IOException {
        lookAtStranger(stranger, code, 0);
    }

    private void lookAtStranger(Path stranger, String code, int begun) throws IOException {
        int count = files(stranger) + begun;
        Problem problem = Problem.of(code).with("count", counted(count));
        tell(stranger.toString(), count == 0 ? null : problem.at(stranger.toString()));
    }

    /** Is told no more. */
    void forget(Path stranger) {
        tell(stranger.toString(), null);
    }

    /** Nobody looks any more. */
    void end() {
        faults.keySet().removeIf(key -> key.startsWith(folder + "\0"));
    }

    private @Nullable Problem left(String code, List<Path> paths) {
        return paths.isEmpty()
                ? null
                : Problem.of(code).with("count", counted(paths.size())).at(folder.toString());
    }

    private static String counted(int count) {
        return count < MOST_LOOKED_AT ? Integer.toString(count) : MOST_LOOKED_AT + "+";
    }

    /** One of our own folders: the flow's for what came and went, or one that a supply brings files into. */
    private static boolean isInbox(Path path) {
        return OURS.contains(path.getFileName().toString()) || Files.isDirectory(path.resolve(".taking"));
    }

    private static int files(Path folder) throws IOException {
        int looked = 0;
        int count = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                boolean report = name.endsWith(TakeFolder.REPORT) || name.endsWith(TakeFolder.SUMMARY);
                boolean file = !name.startsWith(".") && !report && !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
                count += file ? 1 : 0;
                looked++;
                if (looked == MOST_LOOKED_AT) {
                    break;
                }
            }
        }
        return count;
    }

    /** Where to look: the folder of ours in which it failed. Of a move, the one that takes nothing. */
    private Path place(Throwable why) {
        if (why instanceof FileSystemException failed && failed.getFile() != null) {
            String other = failed.getOtherFile();
            boolean takesNothing =
                    other != null && !Files.isWritable(Path.of(other).resolveSibling(""));
            Path path = Path.of(takesNothing ? other : failed.getFile());
            if (path.startsWith(folder) && !path.equals(folder)) {
                Path below = folder.relativize(path).getName(0);
                return OURS.contains(below.toString()) ? folder.resolve(below) : folder;
            }
        }
        return folder;
    }

    /** In the system's own words, if they are its own; anything else might quote a name. */
    private static String reason(Throwable why) {
        if (why instanceof FileSystemException failed && failed.getReason() != null) {
            return failed.getReason();
        }
        String kind = why.getClass().getSimpleName();
        String message = why.getMessage();
        return kind.equals("IOException") && message != null && message.matches("[A-Z][a-z/-]+( [a-z/-]+){1,5}")
                ? message
                : kind;
    }

    private void tell(String what, @Nullable Problem problem) {
        String key = folder + "\0" + what;
        Problem before = problem == null ? faults.remove(key) : faults.put(key, problem);
        if (problem != null && !problem.equals(before)) {
            LOG.warn("A person has to look after {}: {} {}.", problem.place(), problem.code(), problem.details());
        } else if (problem == null && before != null) {
            LOG.info("Nobody has to look after {} any more: {}.", before.place(), before.code());
        }
    }
}
