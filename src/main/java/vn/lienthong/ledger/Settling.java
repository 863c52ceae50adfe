package vn.lienthong.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Ledger.Claimed;
import vn.lienthong.ledger.Ledger.NewAttempt;
import vn.lienthong.ledger.Ledger.Next;
import vn.lienthong.ledger.Ledger.Settlement;
import vn.lienthong.ledger.Ledger.Tried;

/** Writes down what workers did, and gives their lanes back. */
final class Settling {

    private final Books books;
    private final Attempts attempts;
    private final List<DeliveryRow> changed = new ArrayList<>();
    private final List<Lane> settled = new ArrayList<>();
    /** Of those settled: the ones whose head is another than the deliveries at hand can tell. */
    private final List<Lane> unsure = new ArrayList<>();

    /** @param callNumbers one for each attempt, never used before */
    Settling(Books books, List<Long> callNumbers) {
        this.books = books;
        this.attempts = new Attempts(books.sql(), callNumbers);
    }

    /** One answer for each settlement: false where another worker has the lane by now. */
    List<Boolean> settle(List<Settlement> settlements) {
        Lanes.Held held = lock(settlements.stream().map(Settlement::claim).toList());
        List<Boolean> answers = new ArrayList<>();
        for (Settlement settlement : settlements) {
            Lane lane = held.lanes().get(settlement.claim().lane());
            boolean ours = lane != null && lane.isHeldBy(settlement.claim());
            if (ours) {
                settle(settlement, Objects.requireNonNull(lane), held.rows());
            }
            answers.add(ours);
        }
        attempts.insert();
        save();
        return answers;
    }

    /** Untried; due again at the given time. */
    void giveBack(Claim claim, Instant dueAt) {
        Lanes.Held held = lock(List.of(claim));
        Lane lane = held.lanes().get(claim.lane());
        if (lane == null || !lane.isHeldBy(claim)) {
            return;
        }
        List<DeliveryRow> rows = rowsOf(claim, lane, held.rows());
        for (DeliveryRow row : rows) {
            row.comeBack(books.millis);
            row.dueAt = dueAt.toEpochMilli();
        }
        free(lane, rows);
        save();
    }

    private Lanes.Held lock(List<Claim> claims) {
        return books.lanes.lockHeld(
                claims.stream().map(Claim::lane).distinct().toList(),
                claims.stream()
                        .flatMap(claim -> claim.deliveries().stream())
                        .map(Claimed::delivery)
                        .toList());
    }

    private static List<DeliveryRow> rowsOf(Claim claim, Lane lane, Map<Long, DeliveryRow> rows) {
        return claim.deliveries().stream()
                .map(claimed -> rowOf(claimed.delivery(), lane, rows))
                .toList();
    }

    private static DeliveryRow rowOf(long delivery, Lane lane, Map<Long, DeliveryRow> rows) {
        DeliveryRow row = rows.get(delivery);
        if (row == null || row.lane != lane.id || row.state != DeliveryState.SENDING) {
            throw new IllegalArgumentException("delivery " + delivery + " is not one of the claim's");
        }
        return row;
    }

    private void settle(Settlement settlement, Lane lane, Map<Long, DeliveryRow> held) {
        List<DeliveryRow> rows = rowsOf(settlement.claim(), lane, held);
        for (Tried tried : settlement.tried()) {
            DeliveryRow row = rowOf(tried.delivery(), lane, held);
            record(row, tried.attempt());
            follow(row, tried, lane);
        }
        rows.stream().filter(row -> row.state == DeliveryState.SENDING).forEach(row -> row.comeBack(books.millis));
        free(lane, rows);
    }

    private void record(DeliveryRow row, NewAttempt attempt) {
        row.tries++;
        if (attempt.counts()) {
            row.attempts++;
            row.firstTriedAt = row.firstTriedAt == null ? attempt.startedAt().toEpochMilli() : row.firstTriedAt;
        }
        row.problems = attempt.problems();
        attempts.add(row, attempt);
    }

    private void follow(DeliveryRow row, Tried tried, Lane lane) {
        row.unanswered = isInDoubt(row.unanswered, tried);
        switch (tried.next()) {
            case Next.Delivered delivered -> {
                row.finish(DeliveryState.DELIVERED, books.millis);
                row.receipt = delivered.receipt();
                row.problems = List.of();
                lane.known |= row.opensLane;
            }
            case Next.Retry retry -> row.wait(DeliveryState.RETRYING, retry.at().toEpochMilli(), books.millis);
            case Next.Dead dead -> row.park(DeliveryState.DEAD, books.millis);
            case Next.Held held -> row.park(DeliveryState.HELD, books.millis);
            case Next.Withheld withheld -> row.park(DeliveryState.HELD, books.millis);
        }
        if (row.state != DeliveryState.RETRYING) {
            books.became(row);
        }
    }

    /**
     * Whether the counterpart may have the delivery. An attempt that did not get through leaves an older doubt as it was;
     * a clear answer ends it. A delivery held by its policy has been put before a person, whose release is the answer.
     */
    private static boolean isInDoubt(boolean before, Tried tried) {
        String outcome = tried.attempt().outcome();
        return switch (tried.next()) {
            case Next.Delivered delivered -> false;
            case Next.Held held -> false;
            case Next.Withheld withheld -> before;
            case Next.Retry retry ->
                retry.unanswered() || outcome.equals("unanswered") || (before && !outcome.equals("refused"));
            case Next.Dead dead -> dead.unanswered();
        };
    }

    /**
     * Nothing but a new head gets before what a lease covers, and whatever comes behind it moves the lane's last position.
     * So the head is one of the deliveries at hand, or none, unless one of these two says that there are others.
     */
    private void free(Lane lane, List<DeliveryRow> rows) {
        DeliveryRow first =
                rows.stream().filter(row -> row.finishedAt == null).findFirst().orElse(null);
        boolean overtaken = !Objects.equals(lane.head, rows.getFirst().id);
        boolean last = Objects.equals(lane.claimedTo, lane.lastPosition);
        boolean sameDeadlines = rows.stream().allMatch(row -> row.finishedAt == null || row.urgentBy() == null);
        lane.free();
        if (!overtaken && first == null && last) {
            lane.headIs(null, null, books.millis);
        } else if (!overtaken && first != null && sameDeadlines) {
            lane.headIs(first, lane.deadline, books.millis);
        } else {
            unsure.add(lane);
        }
        settled.add(lane);
        changed.addAll(rows);
    }

    private void save() {
        books.deliveries.save(changed);
        books.lanes.findHeads(unsure, books.deliveries);
        books.lanes.save(settled);
    }
}
