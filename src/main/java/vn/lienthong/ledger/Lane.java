package vn.lienthong.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A lane's row, locked by the transaction that reads it; changed here and saved whole. */
final class Lane {

    final long id;
    final String counterpart;
    final @Nullable String dossier;
    boolean known;
    int openers;
    long lastPosition;

    @Nullable
    Long head;

    @Nullable
    String parked;

    @Nullable
    Long dueAt;

    @Nullable
    Long leasedUntil;

    @Nullable
    Long claimedTo;

    long fence;
    /** The earliest of what is unfinished; null if nothing has one. */
    @Nullable
    Long deadline;

    /** The deadline of the last record that named one, delivered or not; null: none did. */
    @Nullable
    Long promised;

    /** As it is in the database. */
    @Nullable
    String parkedBefore;

    Lane(long id, String counterpart, @Nullable String dossier, @Nullable String parkedBefore) {
        this.id = id;
        this.counterpart = counterpart;
        this.dossier = dossier;
        this.parkedBefore = parkedBefore;
        this.parked = parkedBefore;
    }

    boolean isHeldBy(Ledger.Claim claim) {
        return leasedUntil != null && fence == claim.fence();
    }

    /** Takes the lane: it is due again when the lease runs out. */
    void lease(Instant until, DeliveryRow last) {
        fence++;
        leasedUntil = until.toEpochMilli();
        dueAt = leasedUntil;
        claimedTo = last.position;
    }

    void free() {
        leasedUntil = null;
        claimedTo = null;
    }

    /** The counterpart knows the dossier, or will before anything else of it is sent. */
    boolean isOpened() {
        return known || openers > 0;
    }

    boolean hasLapsed(long now) {
        return leasedUntil != null && leasedUntil <= now;
    }

    /**
     * What the lane waits for now. While it is leased it waits for the lease, whatever its head is.
     *
     * @param earliest the earliest deadline of what is unfinished
     */
    void headIs(@Nullable DeliveryRow first, @Nullable Long earliest, long now) {
        head = first == null ? null : first.id;
        deadline = earliest;
        if (leasedUntil == null) {
            parked = first != null && first.needsPerson() ? first.flow : null;
            dueAt = first != null && !first.needsPerson() ? first.dueFrom(now) : null;
        }
    }

    /** Its head needs a person, and nobody is at work on it. */
    boolean isParked() {
        return parked != null && leasedUntil == null;
    }

    boolean isDue(long now) {
        return leasedUntil == null && dueAt != null && dueAt <= now;
    }
}
