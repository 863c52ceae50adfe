package vn.lienthong.intake.sftp;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Comparator;
import vn.lienthong.intake.inbox.Names;

/**
 * A file at the server, as a look found it; the same only as long as nobody writes to it.
 *
 * @param modified to the second
 */
record RemoteFile(String name, long size, Instant modified) {

    static final Comparator<RemoteFile> OLDEST_FIRST =
            Comparator.comparing(RemoteFile::modified).thenComparing(RemoteFile::name);

    /** In bytes: folders here hold names of 255, and one that comes again gets a number. */
    private static final int LONGEST_NAME = 240;

    /** Whether a file here can have that name, and lies in the folder it is put in. */
    static boolean isName(String name) {
        boolean plain = Names.plain(name).equals(Normalizer.normalize(name, Normalizer.Form.NFC));
        if (!plain || name.isBlank() || isTooLong(name) || name.contains("/") || name.contains("\\")) {
            return false;
        }
        try {
            Path path = Path.of(name);
            return !path.isAbsolute() && path.normalize().equals(path) && !name.equals(".") && !name.equals("..");
        } catch (InvalidPathException notHere) {
            return false;
        }
    }

    private static boolean isTooLong(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME;
    }

    /** Whether it is the other one, wherever it lies. */
    boolean isOf(RemoteFile other) {
        return size == other.size && modified.equals(other.modified);
    }
}
