package vn.lienthong.intake.inbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.CsvLine;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.Thrown;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

/**
 * Files of a room's own that are dropped into a folder of their layout's name, one folder below another. A file that was
 * taken moves to {@code done/}, one that is refused to {@code failed/}; a report lies beside it, and is there before the file
 * is. A file is where it was until then, so whoever dies leaves it to the next look: what takes files must bear the same one
 * again. One that is written while it is taken is taken anew. What lies there and is not taken is told by {@link #faults}.
 * Several processes may look into the same folders. One thread looks; any may read the faults.
 */
public final class LayoutFolders {

    private static final Logger LOG = LoggerFactory.getLogger(LayoutFolders.class);
    private static final String DONE = "done";
    private static final String FAILED = "failed";
    private static final Duration GRACE = Duration.ofMinutes(1);
    /** It may lead to what the connector alone may read, and the report would tell of that. */
    private static final Fate LINK = new Fate.Failed(List.of(Problem.of("intake.link")));

    private static final Locale VIETNAMESE = Locale.of("vi");

    private final Watched watched;
    private final InstantSource time;
    private final Map<Path, Looked> folders = new HashMap<>();
    private final Set<Path> strangers = new HashSet<>();
    private final Map<String, Problem> faults = new ConcurrentSkipListMap<>();

    /** One folder: what was seen in it, and what a person has to look after. */
    private record Looked(Drops drops, InboxReport report) {}

    /**
     * Where they are looked for, and how often.
     *
     * @param folder null: nowhere
     * @param settle a file is complete when it has not changed for so long
     */
    public record Watched(@Nullable Path folder, Duration settle, Duration every) {

        /**
         * By what settings say.
         *
         * @param setting the settings' prefix, to name them by
         * @param inbox empty: nowhere
         * @throws IllegalArgumentException naming the settings at fault
         */
        public static Watched of(String setting, String inbox, Duration settle, Duration every) {
            if (settle.isNegative() || !every.isPositive()) {
                throw new IllegalArgumentException(
                        "%1$s.settle and %1$s.every: expected durations such as 2s and 5s, got %2$s and %3$s"
                                .formatted(setting, settle, every));
            }
            return new Watched(inbox.isBlank() ? null : Path.of(inbox.strip()), settle, every);
        }
    }

    /** Takes the files. */
    public interface Taker {

        /**
         * @param layout the folder it was dropped into, as {@link #look} was told
         * @throws IOException if it cannot be read: it stays, and is tried again
         */
        Fate take(Path file, String layout) throws IOException;
    }

    /** What becomes of a file. */
    public sealed interface Fate {

        /**
         * It was taken.
         *
         * @param report what lies beside it
         */
        record Done(Writer report) implements Fate {}

        /** It is refused. */
        record Failed(List<Problem> problems) implements Fate {}

        /** It stays, and is given again at the next look. */
        record NotNow() implements Fate {}
    }

    /** Writes a report. */
    public interface Writer {
        void write(OutputStream out) throws IOException;
    }

    public LayoutFolders(Watched watched, InstantSource time) {
        this.watched = watched;
        this.time = time;
    }

    /**
     * One look. A file that cannot be dealt with keeps no other waiting; while the ledger is away all do.
     *
     * @param layouts names of folders, {@code daily}, which are made
     */
    public void look(List<String> layouts, Taker taker) {
        Path folder = watched.folder();
        if (folder == null) {
            return;
        }
        Set<Path> all = layouts.stream().map(folder::resolve).collect(Collectors.toUnmodifiableSet());
        for (String layout : layouts) {
            Path place = folder.resolve(layout);
            Looked looked = folders.computeIfAbsent(place, this::begin);
            try {
                Files.createDirectories(place);
                look(looked, layout, taker);
                tell(looked, place, all);
                looked.report().works();
            } catch (LedgerUnavailable unavailable) {
                // told elsewhere; the files are there at the next look
                return;
            } catch (IOException failed) {
                looked.report().folderFails(failed);
            }
        }
        lookAtStrangers(folder, all);
    }

    /** Folders in which somebody drops files though no layout is named so. */
    private void lookAtStrangers(Path folder, Set<Path> all) {
        InboxReport report = new InboxReport(folder, faults);
        Set<Path> found = new HashSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path entry : entries) {
                if (!all.contains(entry)) {
                    report.lookAtStranger(entry, "intake.folder-without-layout");
                    found.add(entry);
                }
            }
            report.works();
        } catch (IOException failed) {
            report.folderFails(failed);
            return;
        }
        strangers.removeAll(found);
        strangers.forEach(report::forget);
        strangers.clear();
        strangers.addAll(found);
    }

    /** What a person has to look after; empty when all is well. */
    public List<Problem> faults() {
        return List.copyOf(faults.values());
    }

    private Looked begin(Path folder) {
        return new Looked(new Drops(folder, watched.settle(), watched.settle(), time), new InboxReport(folder, faults));
    }

    /** @param all the folders that are looked into: one that lies in another is nothing strange there */
    private void tell(Looked looked, Path folder, Set<Path> all) throws IOException {
        looked.report()
                .lookAtLeft(
                        looked.drops(),
                        looked.drops().noFiles(GRACE).stream()
                                .filter(path -> !all.contains(path))
                                .toList());
        looked.report().lookAtRefused(folder.resolve(FAILED));
    }

    private void look(Looked looked, String layout, Taker taker) throws IOException {
        Drops dropped = looked.drops();
        List<FileSystemException> stuck = new ArrayList<>();
        for (Path file : dropped.complete()) {
            try {
                // One that could not be moved there would be taken again and again.
                Files.createDirectories(file.resolveSibling(DONE));
                Fate fate = Files.isSymbolicLink(file) ? LINK : taker.take(file, layout);
                if (dropped.isUnchanged(file)) {
                    end(file, fate);
                } else {
                    LOG.info(
                            "File {} is another now, or was moved by another process. If it is there, it is taken when it has settled.",
                            Names.plain(file.toString()));
                }
            } catch (LedgerUnavailable unavailable) {
                throw unavailable;
            } catch (NoSuchFileException overtaken) {
                LOG.debug("Another process has moved {}.", file);
            } catch (FileSystemException kept) {
                // One file must not keep the others waiting.
                stuck.add(kept);
            } catch (IOException | RuntimeException unforeseen) {
                LOG.error(
                        "File {} could not be dealt with. It stays where it is; next look in {}.",
                        Names.plain(file.toString()),
                        watched.every(),
                        Thrown.of(unforeseen));
            }
        }
        looked.report().lookAtStuck(stuck);
    }

    private static void end(Path file, Fate fate) throws IOException {
        switch (fate) {
            case Fate.Done(Writer report) -> publish(file, DONE, report);
            case Fate.Failed(List<Problem> problems) -> {
                publish(file, FAILED, out -> refuse(problems, out));
                LOG.warn(
                        "File {} is refused ({}). It lies in failed/ beside its report.",
                        Names.plain(file.toString()),
                        problems.getFirst().code());
            }
            case Fate.NotNow notNow -> {}
        }
    }

    private static void refuse(List<Problem> problems, OutputStream out) throws IOException {
        StringBuilder lines =
                new StringBuilder(CsvLine.BYTE_ORDER_MARK + "code,place,says_vi,says_en,advice_vi,advice_en\r\n");
        for (Problem problem : problems) {
            lines.append(CsvLine.of(Arrays.asList(
                    problem.code(),
                    problem.place(),
                    problem.says(VIETNAMESE),
                    problem.says(Locale.ENGLISH),
                    problem.advice(VIETNAMESE),
                    problem.advice(Locale.ENGLISH))));
        }
        out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The name under which a file is kept: one that is called as a report would make room for the report of that name. */
    private static String noReport(String name) {
        return name.endsWith(TakeFolder.REPORT) ? name + ".csv" : name;
    }

    private static void publish(Path file, String where, Writer report) throws IOException {
        Path folder = Files.createDirectories(file.resolveSibling(where));
        String name = Names.free(folder, noReport(file.getFileName().toString()));
        Path growing = Files.createTempFile(folder, ".", TakeFolder.REPORT);
        try {
            try (OutputStream out = Files.newOutputStream(growing)) {
                report.write(out);
            }
            Files.move(growing, folder.resolve(name + TakeFolder.REPORT), StandardCopyOption.REPLACE_EXISTING);
            Files.move(file, folder.resolve(name));
        } finally {
            Files.deleteIfExists(growing);
        }
    }
}
