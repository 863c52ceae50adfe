package vn.lienthong.intake.sftp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that were moved at the server lately. A program there that paused for longer than {@code settle} goes on writing to its
 * file wherever that was moved, and nobody would take what it writes then: such a file comes back and is taken again. Rows
 * entered before are then repetitions.
 */
final class LateWrites {

    private static final Logger LOG = LoggerFactory.getLogger(LateWrites.class);

    /** From when a file was moved first, so that one that is written to for ever does not come back for ever. */
    private static final Duration WATCHED = Duration.ofMinutes(10);

    /** Each costs a request at every look; of more the newest are watched. */
    private static final int MOST = 100;

    private final InstantSource clock;
    /** By where they are. */
    private final Map<String, Left> watched = new LinkedHashMap<>();
    /** Until when those that came back may do so again, by name. */
    private final Map<String, Instant> back = new HashMap<>();

    LateWrites(InstantSource clock) {
        this.clock = clock;
    }

    /** @param size it had when its rows were entered */
    private record Left(String name, long size, Instant until) {}

    /** A file was moved, to there. */
    void watch(RemoteFile taken, String moved) {
        Instant before = back.remove(taken.name());
        Instant until = before == null ? clock.instant().plus(WATCHED) : before;
        watched.remove(moved);
        watched.put(moved, new Left(taken.name(), taken.size(), until));
        if (watched.size() > MOST) {
            watched.remove(watched.keySet().iterator().next());
        }
    }

    /** Moves back what was written to since, unless there is another file of its name by now: that one is taken first. */
    void bringBack(RemoteFolder open) throws SftpFault {
        Instant now = clock.instant();
        watched.values().removeIf(left -> !now.isBefore(left.until()));
        back.values().removeIf(until -> !now.isBefore(until));
        for (Iterator<Map.Entry<String, Left>> each = watched.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<String, Left> entry = each.next();
            Left left = entry.getValue();
            Optional<RemoteFile> there = open.find(entry.getKey());
            if (there.isEmpty()) {
                each.remove(); // cleared
            } else if (there.get().size() > left.size() && open.bringBack(entry.getKey(), left.name())) {
                each.remove();
                back.put(left.name(), left.until());
                LOG.warn(
                        "A file was still written to after it was taken. It comes back and is taken again as a whole; set settle"
                                + " longer, or have files put in place when they are complete.");
            }
        }
    }
}
