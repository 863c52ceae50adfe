package vn.lienthong.operations;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.lienthong.dossier.Problem;

/**
 * Notices that a file of the program was written over while it runs, as by an upgrade that is copied over it. What was not loaded
 * before cannot be read any more then, so that anything may fail that has not been done yet. One that was removed or moved, another
 * one in its place or none, stays whole to whoever has it open.
 */
@Component
class ProgramFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ProgramFiles.class);

    private final Map<Path, Written> begun;
    private volatile @Nullable Path over;

    @Autowired
    ProgramFiles() {
        this(ofThisProgram());
    }

    ProgramFiles(List<Path> files) {
        this.begun = new LinkedHashMap<>();
        files.forEach(file -> Written.of(file).ifPresent(written -> begun.put(file, written)));
    }

    /**
     * What tells one content of a file from another.
     *
     * @param key the file's own, whatever its name; null: the system has none
     */
    private record Written(@Nullable Object key, long size, FileTime at) {

        static Optional<Written> of(Path file) {
            try {
                BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
                return Optional.of(new Written(found.fileKey(), found.size(), found.lastModifiedTime()));
            } catch (IOException unreadable) {
                return Optional.empty();
            }
        }

        boolean isOver(Written before) {
            return Objects.equals(key, before.key) && !equals(before);
        }
    }

    /** The jars of the class path, and what lies in {@code lib} beside them. */
    private static List<Path> ofThisProgram() {
        List<Path> files = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
            Path jar = Path.of(entry).toAbsolutePath();
            if (Files.isRegularFile(jar)) {
                files.add(jar);
                files.addAll(in(jar.resolveSibling("lib")));
            }
        }
        return files;
    }

    private static List<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException none) {
            return List.of(); // none there, or none that may be looked at: no reason not to start
        }
    }

    @Scheduled(fixedDelayString = "${operations.files-every}")
    void look() {
        if (over != null) {
            return;
        }
        begun.forEach((file, before) -> {
            if (over == null
                    && Written.of(file).filter(now -> now.isOver(before)).isPresent()) {
                over = file;
                LOG.error(
                        "{} was written over while the connector runs from it. Stop it and start it: until then anything may fail that has"
                                + " not been done before.",
                        file);
            }
        });
    }

    /** The first file that was written over; it stays a fault until the program is started anew. */
    List<Problem> faults() {
        Path file = over;
        return file == null
                ? List.of()
                : List.of(Problem.of("operations.program-written-over").at(file.toString()));
    }
}
