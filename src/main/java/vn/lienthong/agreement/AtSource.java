package vn.lienthong.agreement;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.agreement.SourceList.Line;
import vn.lienthong.dossier.Problem;
import vn.lienthong.figures.Figures;
import vn.lienthong.ledger.Delivery;
import vn.lienthong.ledger.LedgerView.Place;

/**
 * Holds the ledger against a list of the ministry's own system. What may still be on its way, from there to here or into the
 * next list, is no difference; what came here after the list was made is newer than the list.
 *
 * @param onTheWay how long what has changed at the source may take to come here
 * @param figures know the statuses the records of a dossier have told
 */
record AtSource(SourceList list, Duration onTheWay, Figures figures, Instant now) {

    /** How far the clocks of two systems may be apart. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    /** The source has a dossier of which nothing ever came here. */
    Finding neverCame(Line line) {
        return isRecent(line)
                ? new Finding.OnTheWay()
                : new Finding.Differs(Problem.of("agreement.missing-here"), null);
    }

    /**
     * @param line null: the list does not have it
     * @param newest what came here last of it; null: it is forgotten
     */
    Finding of(Place place, @Nullable Line line, @Nullable Delivery newest) {
        Instant received = newest == null ? Instant.EPOCH : newest.enteredAt();
        if (line == null) {
            return notThere(place, received, newest);
        }
        if (received.isAfter(list.takenAt())) {
            return new Finding.Agrees();
        }
        if (!line.status().isEmpty() && received.isAfter(figures.readUntil())) {
            return new Finding.OnTheWay();
        }
        Set<String> ours = figures.statuses(place.dossier());
        if (!line.status().isEmpty() && !ours.isEmpty()) {
            return byStatus(line, ours, newest);
        }
        return line.changedAt() == null ? new Finding.NotCompared() : byTime(line, line.changedAt(), received, newest);
    }

    /**
     * Only a dossier that came from the ministry's system can be missed there; one filed on the portal may go by
     * another number.
     */
    private Finding notThere(Place place, Instant received, @Nullable Delivery newest) {
        if (!list.holdsAll() || !place.known()) {
            return new Finding.Agrees();
        }
        return received.isAfter(list.takenAt().minus(onTheWay))
                ? new Finding.OnTheWay()
                : new Finding.Differs(Problem.of("agreement.not-at-source"), id(newest));
    }

    private Finding byStatus(Line line, Set<String> ours, @Nullable Delivery newest) {
        if (ours.contains(line.status())) {
            return new Finding.Agrees();
        }
        return isRecent(line)
                ? new Finding.OnTheWay()
                : new Finding.Differs(
                        Problem.of("agreement.stale-here")
                                .with("theirs", line.status())
                                .with(
                                        "ours",
                                        String.join(", ", ours.stream().sorted().toList())),
                        id(newest));
    }

    private Finding byTime(Line line, Instant changedAt, Instant received, @Nullable Delivery newest) {
        if (!changedAt.isAfter(received.plus(CLOCKS))) {
            return new Finding.Agrees();
        }
        return isRecent(line)
                ? new Finding.OnTheWay()
                : new Finding.Differs(Problem.of("agreement.changed-at-source"), id(newest));
    }

    private boolean isRecent(Line line) {
        return line.since().plus(onTheWay).isAfter(now);
    }

    private static @Nullable Long id(@Nullable Delivery delivery) {
        return delivery == null ? null : delivery.id();
    }
}
