package vn.lienthong.sandbox.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The machine's own folder, emptied before each run. No other folder ever is, whatever --dir says. */
final class Folder {

    private static final String MARK = ".lienthong-soak";

    private Folder() {}

    static Path empty(Path dir) throws IOException {
        if (Files.exists(dir)) {
            if (!Files.exists(dir.resolve(MARK)) && !isEmpty(dir)) {
                throw new IllegalArgumentException(
                        dir
                                + " is not a folder of the proof machine's own and is left alone. Name another one with --dir.");
            }
            try (Stream<Path> all = Files.walk(dir)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        Files.createDirectories(dir);
        Files.writeString(dir.resolve(MARK), "Emptied at each start of ./lienthong soak.\n");
        return dir;
    }

    private static boolean isEmpty(Path dir) throws IOException {
        try (Stream<Path> inside = Files.list(dir)) {
            return inside.findAny().isEmpty();
        }
    }
}
