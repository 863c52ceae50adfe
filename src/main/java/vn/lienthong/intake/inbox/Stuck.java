package vn.lienthong.intake.inbox;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Files that cannot be moved out of the folder they were dropped in: of somebody else where the folder protects them,
 * kept by another program, with a path that would become too long. They hold up none behind them, and are tried again
 * after a while. Not thread-safe.
 */
final class Stuck {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Map<Path, Try> tried = new HashMap<>();

    Stuck(InstantSource clock) {
        this.clock = clock;
    }

    private record Try(Instant again, FileSystemException why) {}

    /** Forgets those that are gone, and gives the files of which a try is worth its while, in their order. */
    List<Path> without(Collection<Path> complete) {
        tried.keySet().retainAll(complete);
        Instant now = clock.instant();
        return complete.stream()
                .filter(file -> {
                    Try last = tried.get(file);
                    return last == null || !now.isBefore(last.again());
                })
                .toList();
    }

    void add(Path file, FileSystemException why) {
        tried.put(file, new Try(clock.instant().plus(PAUSE), why));
    }

    void moved(Path file) {
        tried.remove(file);
    }

    /** Why each of them could not be moved. */
    List<FileSystemException> reasons() {
        return tried.values().stream().map(Try::why).toList();
    }
}
