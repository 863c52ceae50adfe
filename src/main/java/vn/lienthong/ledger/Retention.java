package vn.lienthong.ledger;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How long what is over is kept, counted from its end; zero means for ever. Only what was delivered or cancelled is ever
 * forgotten, and nothing of a dossier as long as something of it is owed, held or dead at that counterpart.
 *
 * @param bodies records as received, and what was sent and answered
 * @param rows deliveries with their attempts and events; not before their bodies
 * @param identities a record's source, key and content hash, by which it is known when it comes again: counted from when
 *     it was received. What comes again later than that is entered as new
 * @param every how long after a pass through all that is old enough the next one begins
 */
public record Retention(Duration bodies, Duration rows, Duration identities, Duration every) {

    /** @throws IllegalArgumentException if something would be forgotten before what leads to it */
    public Retention {
        if (Stream.of(bodies, rows, identities).anyMatch(Duration::isNegative) || !every.isPositive()) {
            throw new IllegalArgumentException("expected durations such as 90d, or 0 for ever; every: above zero");
        }
        List<Duration> stages = List.of(bodies, rows, identities);
        for (int later = 1; later < stages.size(); later++) {
            Duration before = stages.get(later - 1);
            Duration after = stages.get(later);
            if (!after.isZero() && (before.isZero() || after.compareTo(before) < 0)) {
                throw new IllegalArgumentException(
                        "expected bodies, rows and identities each kept as long as the one before, or longer");
            }
        }
    }
}
