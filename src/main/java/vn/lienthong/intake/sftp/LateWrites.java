package vn.lienthong.intake.sftp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.ledger.Memos;
import vn.lienthong.ledger.Memos.Memo;

/**
 * Files that were moved at the server lately. A program there that paused for longer than {@code settle} goes on writing to its
 * file wherever that was moved, and nobody would take what it writes then: such a file comes back and is taken again. Rows
 * entered before are then repetitions.
 *
 * <p>They are noted in the ledger, so that every process that looks into the folder watches them, and the next one finds what
 * was written while none did.
 */
final class LateWrites {

    private static final Logger LOG = LoggerFactory.getLogger(LateWrites.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** From when a file was moved first, so that one that is written to for ever does not come back for ever. */
    private static final Duration WATCHED = Duration.ofMinutes(10);

    /** Each costs a request at every look; of more the newest are watched. */
    private static final int MOST = 100;

    private final Fetching fetching;
    private final Memos memos;
    private final InstantSource clock;

    LateWrites(Fetching fetching, Memos memos, InstantSource clock) {
        this.fetching = fetching;
        this.memos = memos;
        this.clock = clock;
    }

    /**
     * @param moved where it is, within the folder
     * @param size it had when its rows were entered
     * @param back whether it has come back, and was not taken again yet
     */
    private record Left(String name, String moved, long size, Instant until, boolean back) {

        Left cameBack() {
            return new Left(name, moved, size, until, true);
        }
    }

    /** A memo's content. Named in it is the folder: in another one the files would be others. */
    private record Note(String folder, List<Left> left) {}

    /** A file is about to be moved, to there. */
    void watch(RemoteFile taken, String moved) {
        Instant until = clock.instant().plus(WATCHED);
        change(all -> {
            List<Left> newer = new ArrayList<>(all);
            Optional<Left> before = newer.stream()
                    .filter(left -> left.back() && left.name().equals(taken.name()))
                    .findFirst();
            before.ifPresent(newer::remove);
            newer.removeIf(left -> left.moved().equals(moved));
            newer.add(new Left(
                    taken.name(), moved, taken.size(), before.map(Left::until).orElse(until), false));
            return newer.subList(Math.max(0, newer.size() - MOST), newer.size());
        });
    }

    /** Moves back what was written to since, unless there is another file of its name by now: that one is taken first. */
    void bringBack(RemoteFolder open) throws SftpFault {
        Instant now = clock.instant();
        List<Left> over = new ArrayList<>();
        List<Left> back = new ArrayList<>();
        for (Left left : noted(memos.read(memo()))) {
            boolean isOver = !now.isBefore(left.until());
            if (!left.back() && hasGrown(open.find(left.moved()), left, isOver)) {
                if (open.bringBack(left.moved(), left.name())) {
                    back.add(left);
                    LOG.warn(
                            "A file was still written to after it was taken. It comes back and is taken again as a whole; set settle"
                                    + " longer, or have files put in place when they are complete.");
                }
            } else if (isOver && (!left.back() || !now.isBefore(left.until().plus(WATCHED)))) {
                over.add(left);
            }
        }
        if (!over.isEmpty() || !back.isEmpty()) {
            change(all -> all.stream()
                    .filter(left -> !over.contains(left))
                    .map(left -> back.contains(left) ? left.cameBack() : left)
                    .toList());
        }
    }

    /** @param isOver whether it is watched no longer: then what counts is what was written while it was */
    private static boolean hasGrown(Optional<RemoteFile> now, Left left, boolean isOver) {
        return now.isPresent()
                && now.get().size() > left.size()
                && (!isOver || now.get().modified().isBefore(left.until()));
    }

    private void change(UnaryOperator<List<Left>> change) {
        Memo read;
        String content;
        do {
            read = memos.read(memo());
            content = JSON.writeValueAsString(new Note(fetching.folder(), change.apply(noted(read))));
        } while (memos.write(read, content).isEmpty());
    }

    private List<Left> noted(Memo memo) {
        if (memo.content() == null) {
            return List.of();
        }
        Note note = JSON.readValue(memo.content(), Note.class);
        return note.folder().equals(fetching.folder()) ? note.left() : List.of();
    }

    private String memo() {
        return "sftp/" + fetching.server() + "/" + fetching.flow();
    }
}
