package vn.lienthong.situation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.ledger.LedgerView.Tally;
import vn.lienthong.relay.Relay;

/**
 * How things stand with one counterpart: what the relay sees of it, and what the ledger owes it.
 *
 * @param relay null if no policy file names the counterpart, though something is or was owed to it
 * @param flows sorted by name
 */
public record Standing(String name, Relay.@Nullable Counterpart relay, List<Tally> flows) {

    public Standing {
        flows = flows.stream().sorted(Comparator.comparing(Tally::flow)).toList();
    }

    public long owed() {
        return sum(Tally::owed);
    }

    public long retrying() {
        return sum(Tally::retrying);
    }

    public long held() {
        return sum(Tally::held);
    }

    public long dead() {
        return sum(Tally::dead);
    }

    public long delivered() {
        return sum(Tally::delivered);
    }

    public long deliveredToday() {
        return sum(Tally::deliveredToday);
    }

    public long cancelled() {
        return sum(Tally::cancelled);
    }

    public long lanesParked() {
        return sum(Tally::lanesParked);
    }

    /** When the newest delivery of any flow was entered. */
    public @Nullable Instant lastEntered() {
        return times(Tally::lastEntered).max(Comparator.naturalOrder()).orElse(null);
    }

    public @Nullable Instant oldestOwed() {
        return times(Tally::oldestOwed).min(Comparator.naturalOrder()).orElse(null);
    }

    private Stream<Instant> times(Function<Tally, @Nullable Instant> which) {
        return flows.stream().map(which).filter(Objects::nonNull);
    }

    /** {@code closed}, {@code open} or {@code half-open}; {@code unknown} without a policy. */
    public String breaker() {
        return relay == null ? "unknown" : relay.breaker();
    }

    public boolean isDown() {
        return breaker().equals("open") || breaker().equals("half-open");
    }

    /** Nothing was ever owed to it, and it is not down: many ministries use few of the counterparts that have a policy. */
    public boolean isUnused() {
        return flows.isEmpty() && !isDown();
    }

    private long sum(ToLongFunction<Tally> part) {
        return flows.stream().mapToLong(part).sum();
    }
}
