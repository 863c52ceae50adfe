package vn.lienthong.intake.inbox;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.Sha256;
import vn.lienthong.dossier.Thrown;
import vn.lienthong.mapping.SourceFormat;
import vn.lienthong.mapping.SourceFormat.Row;
import vn.lienthong.mapping.SourceFormat.Rows;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;

/** Reads a file once from end to end before anything of it is entered: a file that is broken at its end is refused whole. */
final class FileCheck {

    private static final Logger LOG = LoggerFactory.getLogger(FileCheck.class);

    /**
     * A record has with it what many have in common, the names of its columns say. Honest files make of themselves a hundred times
     * what they are, packed ones a few hundred times.
     */
    private static final long LARGEST_RATIO = 1_000;

    private static final long RATIO_COUNTS_FROM = 256L << 20;

    private FileCheck() {}

    /** In bytes; of a link, its own. */
    static long size(Path file) throws IOException {
        return attributes(file).size();
    }

    /** @throws UnreadableFile if the file is refused as a whole */
    static Take sound(Take take, Path file, SourceFormat format) throws IOException, UnreadableFile {
        if (Files.isSymbolicLink(file)) {
            throw refused("intake.link");
        }
        BasicFileAttributes before = attributes(file);
        if (before.size() == 0) {
            throw refused("intake.empty-file");
        }
        try {
            String hash = Sha256.hex(file);
            readThrough(file, format);
            Take sound =
                    take.sound(hash, before.size(), before.lastModifiedTime().toInstant());
            requireUnchanged(sound, file);
            return sound;
        } catch (AccessDeniedException denied) {
            throw refused("intake.file-not-readable");
        }
    }

    /** @throws UnreadableFile if someone has written to the file since it was found sound */
    static void requireUnchanged(Take take, Path file) throws IOException, UnreadableFile {
        BasicFileAttributes now = attributes(file);
        Instant modified = now.lastModifiedTime().toInstant();
        if (now.size() != take.size() || !modified.equals(take.modified())) {
            throw refused("intake.file-changed");
        }
    }

    /** A reader's own bug must not stop the files behind this one; nothing is entered yet, so refusing loses nothing. */
    private static void readThrough(Path file, SourceFormat format) throws IOException, UnreadableFile {
        try (Rows rows = format.open(file)) {
            long size = Files.size(file);
            long records = 0;
            for (Row row = rows.next(); row != null; row = rows.next()) {
                records += row.record().body().length;
                if (records > RATIO_COUNTS_FROM && records > LARGEST_RATIO * size) {
                    throw refused("intake.records-too-large");
                }
            }
        } catch (RuntimeException | StackOverflowError unforeseen) {
            LOG.error("The {} reader failed; the file goes to failed/.", format.name(), Thrown.of(unforeseen));
            throw refused("intake.reader-failed");
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static UnreadableFile refused(String code) {
        return new UnreadableFile(Problem.of(code));
    }
}
