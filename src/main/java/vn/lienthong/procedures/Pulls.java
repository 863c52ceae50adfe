package vn.lienthong.procedures;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.ledger.Memos;
import vn.lienthong.ledger.Memos.Memo;

/**
 * Starts pulls of the portal's catalogue and carries them on, step by step; there is one at a time. Every method throws
 * {@link vn.lienthong.ledger.Ledger.LedgerUnavailable} if the ledger is away; a step that was being taken is taken again then.
 * Safe for any number of threads and processes.
 */
public final class Pulls {

    private static final Logger LOG = LoggerFactory.getLogger(Pulls.class);
    private static final String MEMO = "procedures-pull/npsp";

    /** More than any step takes: a process that died on one is taken over from. */
    private static final Duration STEP_AT_MOST = Duration.ofMinutes(5);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Memos memos;
    private final PullStep step;
    private final InstantSource clock;

    Pulls(Memos memos, PullStep step, InstantSource clock) {
        this.memos = memos;
        this.step = step;
        this.clock = clock;
    }

    /** The one that runs, or the last one; empty if there never was one. */
    public Optional<Pull> latest() {
        return Optional.ofNullable(read(memos.read(MEMO)));
    }

    /** A new one, or the one that runs already. */
    public Pull start(String by, String reason) {
        while (true) {
            Memo memo = memos.read(MEMO);
            Pull now = read(memo);
            if (now != null && now.isRunning()) {
                return now;
            }
            Pull begun = Pull.begun(by, reason, clock.instant());
            if (write(memo, begun).isPresent()) {
                return begun;
            }
        }
    }

    /** Ends the one that runs, and keeps who did and why; what it has taken stays. Empty if there never was one. */
    public Optional<Pull> end(String by, String reason) {
        while (true) {
            Memo memo = memos.read(MEMO);
            Pull now = read(memo);
            if (now == null || !now.isRunning()) {
                return Optional.ofNullable(now);
            }
            Pull ended = now.endedEarly(by, reason, clock.instant());
            if (write(memo, ended).isPresent()) {
                return Optional.of(ended);
            }
        }
    }

    /**
     * Asks the portal the next few questions of the one that runs.
     *
     * @param most how many
     * @return false if there is nothing to do just now, or another process does it
     */
    boolean step(int most) {
        Memo memo = memos.read(MEMO);
        Pull now = read(memo);
        Instant at = clock.instant();
        if (now == null || !now.isDue(at)) {
            return false;
        }
        Optional<Memo> taken = write(memo, now.taken(at.plus(STEP_AT_MOST)));
        if (taken.isEmpty()) {
            return false;
        }
        Pull after = step.of(now, most);
        // Whoever ended it meanwhile has the last word.
        return write(taken.get(), after).isPresent() && after.isRunning() && after.waits() == null;
    }

    private Optional<Memo> write(Memo memo, Pull pull) {
        return memos.write(memo, JSON.writeValueAsString(pull));
    }

    private static @Nullable Pull read(Memo memo) {
        try {
            return memo.content() == null ? null : JSON.readValue(memo.content(), Pull.class);
        } catch (JacksonException unreadable) {
            LOG.warn("The last pull of procedures in the ledger is unreadable. The next one is written in its place.");
            return null;
        }
    }
}
