package vn.lienthong.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.MappedRecord;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Attempt;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Ledger.Claimed;
import vn.lienthong.ledger.Ledger.NewAttempt;
import vn.lienthong.ledger.Ledger.Next;
import vn.lienthong.ledger.Ledger.Tried;

/**
 * One claim on its way: its deliveries in one call, or, where a counterpart refused several at once, by halves up to the
 * first that is not delivered.
 */
final class Errand {

    private final Claim claim;
    private final Carrying carrying;
    private final Judge judge;
    private final LeaseKeeper.Kept lease;
    private final boolean shadow;
    private final Map<Long, Claimed> claimed = new HashMap<>();
    private final List<Tried> tried = new ArrayList<>();
    private Signal signal = new Signal.SaysNothing();
    private int calls;
    private Duration slowest = Duration.ZERO;

    Errand(Claim claim, Carrying carrying, boolean shadow, Judge judge, LeaseKeeper.Kept lease) {
        this.claim = claim;
        this.carrying = carrying;
        this.judge = judge;
        this.lease = lease;
        this.shadow = shadow;
        claim.deliveries().forEach(delivery -> claimed.put(delivery.delivery(), delivery));
    }

    /**
     * @param tried empty if the worker was stopped before it knew what became of anything
     * @param calls how many messages were really sent; one at least if the counterpart's step was reached
     * @param slowest how long the counterpart took for one of them, at most
     */
    record Result(List<Tried> tried, Signal signal, int calls, Duration slowest) {

        Result {
            tried = List.copyOf(tried);
        }
    }

    Result run() {
        List<Batch.Item> items = claim.deliveries().stream()
                .takeWhile(delivery -> shadow || !judge.needsAWord(delivery))
                .takeWhile(delivery -> !delivery.record().isDamaged())
                .map(delivery -> new Batch.Item(delivery.delivery(), delivery.record(), delivery.interrupted()))
                .toList();
        if (items.isEmpty()) {
            tried.add(judge.untried(claim.deliveries().getFirst(), shadow));
        } else if (lease.mayGoOn()) {
            together(items);
        }
        return new Result(tried, signal, calls, slowest);
    }

    private void together(List<Batch.Item> items) {
        Carrying.Carried carried = carry(items);
        if (lease.wasStopped()) {
            return;
        }
        if (carried.outcome() instanceof Outcome.Refused && carried.sent().size() > 1) {
            halve(carried);
        } else {
            conclude(carried, List.of());
        }
    }

    private Carrying.Carried carry(List<Batch.Item> items) {
        String flow = claim.deliveries().getFirst().flow();
        Batch batch = new Batch(flow, claim.dossier(), claim.known(), items, shadow, lease::mayGoOn);
        Carrying.Carried carried = carrying.carry(batch);
        if (lease.wasStopped()) {
            calls += carried.onTheWire();
        } else if (!carried.sent().isEmpty()) {
            calls += Math.max(1, carried.onTheWire());
            signal = carried.signal();
        }
        slowest = longer(slowest, carried.slowest());
        return carried;
    }

    /**
     * Finds the first item the counterpart minds, by halves and in order: nothing of a refused call was taken, so its first
     * half goes again; what is delivered is not sent again, and what stands behind the refused item waits in the parked
     * lane. A refusal of several is kept as evidence with the next items that come to an end.
     */
    private void halve(Carrying.Carried refused) {
        List<Attempt.Call> evidence = refused.calls();
        List<Batch.Item> suspects = refused.sent();
        while (!suspects.isEmpty() && lease.mayGoOn()) {
            int half = (suspects.size() + 1) / 2;
            Carrying.Carried carried = carry(afresh(suspects.subList(0, half)));
            if (lease.wasStopped()) {
                return;
            }
            if (carried.outcome() instanceof Outcome.Refused && carried.sent().size() > 1) {
                evidence = joined(evidence, carried.calls());
                suspects = carried.sent();
            } else {
                conclude(carried, evidence);
                evidence = List.of();
                suspects = isAllDelivered(carried) ? suspects.subList(half, suspects.size()) : List.of();
            }
        }
    }

    private static boolean isAllDelivered(Carrying.Carried carried) {
        return carried.outcome() instanceof Outcome.Delivered
                && carried.sent().size() == carried.batch().items().size();
    }

    private static List<Batch.Item> afresh(List<Batch.Item> items) {
        return items.stream()
                .map(item -> new Batch.Item(item.delivery(), item.record(), item.interrupted()))
                .toList();
    }

    private void conclude(Carrying.Carried carried, List<Attempt.Call> evidence) {
        carried.sent().forEach(item -> {
            Judge.Judgement judgement = judge.judge(delivery(item), carried.outcome());
            note(item, carried, judgement, joined(evidence, carried.calls()));
        });
        Batch.Item faulty = carried.faulty();
        if (faulty != null) {
            note(faulty, carried, Judge.unmapped(delivery(faulty), faulty.problems()), evidence);
        }
    }

    private Claimed delivery(Batch.Item item) {
        return Objects.requireNonNull(claimed.get(item.delivery()));
    }

    private void note(
            Batch.Item item, Carrying.Carried carried, Judge.Judgement judgement, List<Attempt.Call> evidence) {
        MappedRecord mapped = item.mapped();
        NewAttempt attempt = new NewAttempt(
                carried.startedAt(),
                carried.took(),
                judgement.outcome(),
                judgement.counts(),
                version(mapped),
                problems(judgement, mapped),
                evidence);
        tried.add(new Tried(item.delivery(), attempt, judgement.next()));
    }

    /** What a person should look at beside what went wrong: nothing distracts from a failure, and a report wants it all. */
    private static List<Problem> problems(Judge.Judgement judgement, @Nullable MappedRecord mapped) {
        boolean failed = !judgement.problems().isEmpty() && !(judgement.next() instanceof Next.Withheld);
        if (mapped == null || failed) {
            return judgement.problems();
        }
        return Stream.concat(judgement.problems().stream(), mapped.warnings().stream())
                .toList();
    }

    private static @Nullable String version(@Nullable MappedRecord mapped) {
        return mapped == null ? null : mapped.mapping() + "@" + mapped.version();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static List<Attempt.Call> joined(List<Attempt.Call> before, List<Attempt.Call> after) {
        if (before.isEmpty()) {
            return after;
        }
        List<Attempt.Call> all = new ArrayList<>(before);
        all.addAll(after);
        return all;
    }
}
