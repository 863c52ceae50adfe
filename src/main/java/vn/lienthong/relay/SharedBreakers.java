package vn.lienthong.relay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.ledger.Memos;
import vn.lienthong.ledger.Memos.Memo;

/**
 * The breakers of all counterparts in the ledger, as this process last saw them: one statement a second reads them all.
 * What this process writes it sees at once. Safe for any number of threads.
 */
final class SharedBreakers {

    private static final Logger LOG = LoggerFactory.getLogger(SharedBreakers.class);
    private static final String PREFIX = "breaker/";
    private static final Duration SERVES = Duration.ofSeconds(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Memos memos;
    private final InstantSource time;
    private final ConcurrentMap<String, Seen> seen = new ConcurrentHashMap<>();
    private @Nullable Instant lookedAt;

    SharedBreakers(Memos memos, InstantSource time) {
        this.memos = memos;
        this.time = time;
    }

    /** @param memo where it is kept, to be named when it is changed */
    record Seen(Memo memo, BreakerState state) {}

    /** Reads what has changed, unless that was done a moment ago. */
    synchronized void look() {
        Instant now = time.instant();
        if (lookedAt == null || now.isBefore(lookedAt) || !now.isBefore(lookedAt.plus(SERVES))) {
            memos.under(PREFIX).forEach(this::see);
            lookedAt = now;
        }
    }

    /** Never waits for the database. */
    Seen seen(String counterpart) {
        return seen.computeIfAbsent(PREFIX + counterpart, name -> new Seen(new Memo(name, 0, null), BreakerState.NEW));
    }

    /**
     * Changes what was seen.
     *
     * @return false if another process was faster; what it wrote is seen then
     */
    synchronized boolean change(Seen before, BreakerState after) {
        Optional<Memo> written = memos.write(before.memo(), JSON.writeValueAsString(after));
        see(written.orElseGet(() -> memos.read(before.memo().name())));
        return written.isPresent();
    }

    private void see(Memo memo) {
        Seen before = seen.get(memo.name());
        if (before == null || before.memo().version() != memo.version()) {
            seen.put(memo.name(), new Seen(memo, state(memo)));
        }
    }

    private static BreakerState state(Memo memo) {
        try {
            return memo.content() == null ? BreakerState.NEW : JSON.readValue(memo.content(), BreakerState.class);
        } catch (JacksonException unreadable) {
            LOG.error(
                    "{} in the ledger is unreadable and counts as closed. The next failures write it anew.",
                    memo.name());
            return BreakerState.NEW;
        }
    }
}
