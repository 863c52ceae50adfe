package vn.lienthong.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final Map<Long, DeliveryRow> rows = new HashMap<>();
    private final Map<Long, Lane> settled = new HashMap<>();

    Settling(Books books) {
        this.books = books;
        this.attempts = new Attempts(books.sql());
    }

    /** One answer for each settlement: false where another worker has the lane by now. */
    List<Boolean> settle(List<Settlement> settlements) {
        List<Claim> claims = settlements.stream().map(Settlement::claim).toList();
        Map<Long, Lane> lanes = lock(claims);
        List<Boolean> answers = new ArrayList<>();
        for (Settlement settlement : settlements) {
            Lane lane = lanes.get(settlement.claim().lane());
            boolean ours = lane != null && lane.isHeldBy(settlement.claim());
            if (ours) {
                settle(settlement, Objects.requireNonNull(lane));
            }
            answers.add(ours);
        }
        attempts.insert(books);
        save();
        return answers;
    }

    /** Untried; due again at the given time. */
    void giveBack(Claim claim, Instant dueAt) {
        Lane lane = lock(List.of(claim)).get(claim.lane());
        if (lane == null || !lane.isHeldBy(claim)) {
            return;
        }
        for (Claimed claimed : claim.deliveries()) {
            DeliveryRow row = Objects.requireNonNull(rows.get(claimed.delivery()));
            row.comeBack(books.millis);
            row.dueAt = dueAt.toEpochMilli();
        }
        free(lane);
        save();
    }

    private Map<Long, Lane> lock(List<Claim> claims) {
        Map<Long, Lane> lanes =
                books.lanes.lock(claims.stream().map(Claim::lane).distinct().toList());
        rows.putAll(books.deliveries.load(claims.stream()
                .filter(claim -> lanes.containsKey(claim.lane())
                        && Objects.requireNonNull(lanes.get(claim.lane())).isHeldBy(claim))
                .flatMap(claim -> claim.deliveries().stream())
                .map(Claimed::delivery)
                .toList()));
        return lanes;
    }

    private void settle(Settlement settlement, Lane lane) {
        for (Tried tried : settlement.tried()) {
            DeliveryRow row = rows.get(tried.delivery());
            if (row == null || row.lane != lane.id || row.state != DeliveryState.SENDING) {
                throw new IllegalArgumentException("delivery " + tried.delivery() + " is not one of the claim's");
            }
            record(row, tried.attempt());
            follow(row, tried, lane);
        }
        for (Claimed claimed : settlement.claim().deliveries()) {
            DeliveryRow row = Objects.requireNonNull(rows.get(claimed.delivery()));
            if (row.state == DeliveryState.SENDING) {
                row.comeBack(books.millis);
            }
        }
        free(lane);
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
            case Next.Retry retry ->
                retry.unanswered() || outcome.equals("unanswered") || (before && !outcome.equals("refused"));
            case Next.Dead dead -> outcome.equals("unanswered") || (before && !outcome.equals("refused"));
        };
    }

    private void free(Lane lane) {
        lane.free();
        settled.put(lane.id, lane);
    }

    private void save() {
        books.deliveries.save(rows.values());
        books.lanes.settle(settled.values(), books.deliveries);
    }
}
