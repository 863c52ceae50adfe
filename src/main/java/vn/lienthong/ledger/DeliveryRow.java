package vn.lienthong.ledger;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/** A delivery's row, read under its lane's lock; changed here and saved whole. */
final class DeliveryRow {

    /** The order within a lane. */
    static final Comparator<DeliveryRow> IN_LANE =
            Comparator.<DeliveryRow>comparingLong(row -> row.position).thenComparingLong(row -> row.id);

    final long id;
    final long record;
    final long lane;
    final String flow;
    final String counterpart;
    final @Nullable String dossier;
    final boolean opensLane;
    final long enteredAt;
    final @Nullable Long deadline;
    final @Nullable DeliveryState stateBefore;
    long position;
    DeliveryState state;

    @Nullable
    DeliveryState cameFrom;

    int attempts;
    int tries;
    boolean unanswered;
    long since;

    @Nullable
    Long dueAt;

    @Nullable
    Long firstTriedAt;

    @Nullable
    Long finishedAt;

    @Nullable
    String receipt;

    List<Problem> problems = List.of();

    /** @param stateBefore as it is in the database; null if it is not there yet */
    DeliveryRow(
            long id, long record, long lane, Ledger.Owed owed, long enteredAt, @Nullable DeliveryState stateBefore) {
        this.id = id;
        this.record = record;
        this.lane = lane;
        this.flow = owed.flow();
        this.counterpart = owed.counterpart();
        this.dossier = owed.dossier() == null ? null : owed.dossier().value();
        this.opensLane = owed.opensLane();
        this.enteredAt = enteredAt;
        this.deadline = owed.deadline() == null ? null : owed.deadline().toEpochMilli();
        this.stateBefore = stateBefore;
        this.state = stateBefore == null ? DeliveryState.PENDING : stateBefore;
        this.since = enteredAt;
    }

    /** The deadline, if it had not passed when the delivery was entered: one that had can be kept by nobody. */
    @Nullable
    Long urgentBy() {
        return deadline != null && deadline > enteredAt ? deadline : null;
    }

    boolean needsPerson() {
        return state == DeliveryState.HELD || state == DeliveryState.DEAD;
    }

    /** When it is due. What came into its state at a time that is still to come was put off by a clock set back since: now. */
    @Nullable
    Long dueFrom(long now) {
        Long due = dueAt;
        return due != null && TimeSetBack.isToCome(since, now) ? Long.valueOf(Math.min(due, now)) : due;
    }

    boolean canBeTried(long now) {
        Long due = dueFrom(now);
        return (state == DeliveryState.PENDING || state == DeliveryState.RETRYING) && due != null && due <= now;
    }

    private void become(DeliveryState next, long now) {
        state = next;
        since = now;
        cameFrom = null;
    }

    void send(long now) {
        DeliveryState from = state;
        become(DeliveryState.SENDING, now);
        cameFrom = from;
    }

    /** Untried, back to where it was before it was taken: it was due then. */
    void comeBack(long now) {
        dueAt = dueAt == null ? null : Math.min(dueAt, now);
        become(cameFrom == null ? DeliveryState.PENDING : cameFrom, now);
    }

    void wait(DeliveryState next, long dueFrom, long now) {
        become(next, now);
        dueAt = dueFrom;
        finishedAt = null;
    }

    /** Parks its lane as soon as it is the lane's head. */
    void park(DeliveryState next, long now) {
        become(next, now);
        dueAt = null;
    }

    void finish(DeliveryState next, long now) {
        become(next, now);
        dueAt = null;
        finishedAt = now;
    }

    /** The clock and the count of its retries begin anew. */
    void startAfresh() {
        attempts = 0;
        firstTriedAt = null;
        receipt = null;
        problems = List.of();
    }

    @Nullable
    String problemCode() {
        return problems.isEmpty() ? null : Text.key(problems.getFirst().code());
    }

    /** What dead letters with the same cause have in common; null for what is well. */
    @Nullable
    String problemKey() {
        return problems.isEmpty() && state != DeliveryState.DEAD ? null : Cause.key(counterpart, flow, problems);
    }
}
