package vn.lienthong.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.Memos.Memo;

/**
 * A ledger in memory, for tests of rooms that stand on it: lanes, leases with fences, states and verbs as promised, and
 * nothing durable. It knows no repeats: every entry is new.
 */
public final class InMemoryLedger implements Ledger {

    private final Clock clock;
    private final Map<Long, Row> rows = new LinkedHashMap<>();
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final Urgency urgency = new Urgency();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean outOfReach;
    private volatile int refusedCalls;
    private long ids;

    /** What happens between a claim behind parked heads and the work on it. */
    public volatile Runnable onClaimBehind = () -> {};

    public InMemoryLedger(Clock clock) {
        this.clock = clock;
    }

    /** One delivery, as a test may look at it. */
    public static final class Row {

        final long id;
        final Owed owed;
        final SourceRecord record;
        final Instant enteredAt;
        public volatile DeliveryState state;
        public volatile int attempts;
        public volatile @Nullable Instant dueAt;
        public volatile List<Problem> problems;
        public volatile List<NewAttempt> tries = List.of();

        @Nullable
        Instant firstTriedAt;

        boolean unanswered;

        private Row(long id, Owed owed, SourceRecord record, Instant now) {
            this.id = id;
            this.owed = owed;
            this.record = record;
            this.enteredAt = now;
            this.dueAt = now;
            this.problems = owed.problems();
            this.state = owed.problems().isEmpty() ? DeliveryState.PENDING : DeliveryState.DEAD;
        }
    }

    private static final class Lane {

        final long id;
        final String counterpart;
        final @Nullable DossierNo dossier;
        final List<Row> queue = new ArrayList<>();
        boolean known;
        long fence;

        @Nullable
        Instant leasedUntil;

        Lane(long id, String counterpart, @Nullable DossierNo dossier) {
            this.id = id;
            this.counterpart = counterpart;
            this.dossier = dossier;
        }

        /** In milliseconds; the end of time if there is none. */
        long deadline() {
            return queue.stream()
                    .filter(row -> row.owed.deadline() instanceof Instant by && by.isAfter(row.enteredAt))
                    .mapToLong(
                            row -> Objects.requireNonNull(row.owed.deadline()).toEpochMilli())
                    .min()
                    .orElse(Long.MAX_VALUE);
        }

        @Nullable
        Row head() {
            return queue.isEmpty() ? null : queue.getFirst();
        }
    }

    /** From now on every call fails as if the database were gone, or no longer. */
    public void outOfReach(boolean gone) {
        outOfReach = gone;
    }

    /** How many calls have failed that way. */
    public int refusedCalls() {
        return refusedCalls;
    }

    private synchronized void reach() {
        if (outOfReach) {
            refusedCalls++;
            throw new LedgerUnavailable("out of reach", new IllegalStateException("by the test"));
        }
    }

    @Override
    public InstantSource time() {
        return clock;
    }

    @Override
    public List<Entered> enter(List<Entry> entries) {
        List<Entered> entered = new ArrayList<>();
        synchronized (this) {
            reach();
            entries.forEach(entry -> entered.add(enter(entry)));
        }
        entries.stream()
                .flatMap(entry -> entry.owed().stream())
                .map(Owed::counterpart)
                .distinct()
                .forEach(counterpart -> listeners.forEach(listener -> listener.accept(counterpart)));
        return entered;
    }

    @Override
    public Optional<List<Entered>> enter(List<Entry> entries, Memo read, String note) {
        throw new UnsupportedOperationException("no source of these tests keeps a memo");
    }

    @Override
    public Optional<Entered> enterBehind(Entry entry, long delivery) {
        throw new UnsupportedOperationException("no room of these tests enters behind another");
    }

    private Entered enter(Entry entry) {
        List<Long> deliveries = new ArrayList<>();
        for (Owed owed : entry.owed()) {
            Row row = new Row(++ids, owed, entry.record(), clock.instant());
            rows.put(row.id, row);
            String key = owed.counterpart() + "\n" + (owed.dossier() == null ? "#" + row.id : owed.dossier());
            lanes.computeIfAbsent(key, none -> new Lane(++ids, owed.counterpart(), owed.dossier()))
                    .queue
                    .add(row);
            deliveries.add(row.id);
        }
        return new Entered(Entered.Kind.NEW, ++ids, 1, deliveries);
    }

    @Override
    public synchronized List<Claim> claim(
            String counterpart,
            int most,
            Map<String, Integer> batches,
            @Nullable Duration urgentWithin,
            Duration lease,
            Set<String> left) {
        reach();
        Instant now = clock.instant();
        lanes.values().forEach(lane -> expire(lane, now));
        List<Lane> due = lanes.values().stream()
                .filter(lane -> lane.counterpart.equals(counterpart) && lane.leasedUntil == null)
                .filter(lane -> lane.head() instanceof Row head && isDue(head, now) && !left.contains(head.owed.flow()))
                .sorted(Comparator.comparing(lane -> lane.queue.getFirst().dueAt))
                .toList();
        Urgency.Share share = urgency.of(counterpart, most, urgentWithin, now);
        Stream<Lane> urgent = due.stream()
                .filter(lane -> lane.deadline() <= share.before())
                .sorted(Comparator.comparing(Lane::deadline))
                .limit(share.lanes());
        return Stream.concat(urgent, due.stream())
                .distinct()
                .limit(most)
                .map(lane -> claim(lane, batches, now.plus(lease)))
                .toList();
    }

    private static void expire(Lane lane, Instant now) {
        if (lane.leasedUntil != null && !now.isBefore(lane.leasedUntil)) {
            lane.leasedUntil = null;
            lane.queue.stream()
                    .filter(row -> row.state == DeliveryState.SENDING)
                    .forEach(row -> {
                        row.state = DeliveryState.RETRYING;
                        row.unanswered = true;
                    });
        }
    }

    private static boolean isDue(Row row, Instant now) {
        return (row.state == DeliveryState.PENDING || row.state == DeliveryState.RETRYING)
                && row.dueAt != null
                && !row.dueAt.isAfter(now);
    }

    @Override
    public synchronized List<Claim> claimBehind(String counterpart, Set<String> flows, int most, Duration lease) {
        reach();
        Instant now = clock.instant();
        List<Claim> claims = new ArrayList<>();
        lanes.values().stream()
                .filter(lane -> lane.counterpart.equals(counterpart) && lane.leasedUntil == null)
                .filter(lane -> lane.head() instanceof Row head
                        && (head.state == DeliveryState.HELD || head.state == DeliveryState.DEAD))
                .forEach(lane -> lane.queue.stream()
                        .filter(row -> claims.size() < most && flows.contains(row.owed.flow()) && isDue(row, now))
                        .findFirst()
                        .ifPresent(row -> claims.add(taken(lane, List.of(row), now.plus(lease)))));
        if (!claims.isEmpty()) {
            onClaimBehind.run();
        }
        return claims;
    }

    private Claim claim(Lane lane, Map<String, Integer> batches, Instant until) {
        Row head = lane.queue.getFirst();
        List<Row> taken = lane.queue.stream()
                .takeWhile(row -> row.owed.flow().equals(head.owed.flow()) && isDue(row, clock.instant()))
                .limit(batches.getOrDefault(head.owed.flow(), 1))
                .toList();
        return taken(lane, taken, until);
    }

    private static Claim taken(Lane lane, List<Row> taken, Instant until) {
        taken.forEach(row -> row.state = DeliveryState.SENDING);
        lane.fence++;
        lane.leasedUntil = until;
        return new Claim(
                lane.id,
                lane.counterpart,
                lane.dossier,
                lane.known,
                lane.fence,
                until,
                taken.stream()
                        .map(row -> new Claimed(
                                row.id,
                                row.owed.flow(),
                                row.record,
                                row.attempts,
                                row.firstTriedAt,
                                row.enteredAt,
                                row.unanswered))
                        .toList());
    }

    @Override
    public synchronized boolean renew(Claim claim, Duration lease) {
        reach();
        Lane lane = held(claim);
        if (lane != null) {
            lane.leasedUntil = clock.instant().plus(lease);
        }
        return lane != null;
    }

    @Override
    public synchronized boolean settle(Settlement settlement) {
        reach();
        Lane lane = held(settlement.claim());
        if (lane == null) {
            return false;
        }
        settlement.tried().forEach(tried -> settle(lane, tried));
        free(lane);
        return true;
    }

    private void settle(Lane lane, Tried tried) {
        Row row = row(tried.delivery());
        List<NewAttempt> tries = new ArrayList<>(row.tries);
        tries.add(tried.attempt());
        row.tries = List.copyOf(tries);
        row.attempts += tried.attempt().counts() ? 1 : 0;
        row.firstTriedAt = row.firstTriedAt == null ? tried.attempt().startedAt() : row.firstTriedAt;
        row.problems = tried.next() instanceof Next.Delivered
                ? List.of()
                : tried.attempt().problems();
        switch (tried.next()) {
            case Next.Delivered _ -> {
                row.state = DeliveryState.DELIVERED;
                lane.queue.remove(row);
                lane.known |= row.owed.opensLane();
            }
            case Next.Retry retry -> {
                row.state = DeliveryState.RETRYING;
                row.dueAt = retry.at();
                row.unanswered = retry.unanswered();
            }
            case Next.Withheld _ -> row.state = DeliveryState.HELD;
            case Next.Dead dead -> {
                row.state = DeliveryState.DEAD;
                row.unanswered = dead.unanswered();
            }
            case Next.Held _ -> {
                row.state = DeliveryState.HELD;
                row.unanswered = false;
            }
        }
    }

    @Override
    public synchronized void giveBack(Claim claim, Instant dueAt) {
        reach();
        Lane lane = held(claim);
        if (lane != null) {
            claim.deliveries().forEach(claimed -> row(claimed.delivery()).dueAt = dueAt);
            free(lane);
        }
    }

    private static void free(Lane lane) {
        lane.leasedUntil = null;
        lane.queue.stream()
                .filter(row -> row.state == DeliveryState.SENDING)
                .forEach(row -> row.state = row.tries.isEmpty() ? DeliveryState.PENDING : DeliveryState.RETRYING);
    }

    private @Nullable Lane held(Claim claim) {
        return lanes.values().stream()
                .filter(lane -> lane.id == claim.lane() && lane.fence == claim.fence() && lane.leasedUntil != null)
                .findFirst()
                .orElse(null);
    }

    /** The delivery with that id. */
    public synchronized Row row(long id) {
        Row row = rows.get(id);
        if (row == null) {
            throw new VerbRefused(Problem.of("ledger.no-such-delivery"));
        }
        return row;
    }

    public synchronized List<Row> rows() {
        return List.copyOf(rows.values());
    }

    @Override
    public synchronized void hold(long delivery, Decision decision) {
        row(delivery).state = DeliveryState.HELD;
    }

    @Override
    public void release(long delivery, Decision decision) {
        makeDue(delivery);
    }

    @Override
    public void replay(long delivery, Decision decision) {
        makeDue(delivery);
    }

    private void makeDue(long delivery) {
        Row row = row(delivery);
        synchronized (this) {
            row.state = DeliveryState.PENDING;
            row.dueAt = clock.instant();
        }
        listeners.forEach(listener -> listener.accept(row.owed.counterpart()));
    }

    @Override
    public synchronized void cancel(long delivery, Decision decision) {
        Row row = row(delivery);
        row.state = DeliveryState.CANCELLED;
        lanes.values().forEach(lane -> lane.queue.remove(row));
    }

    @Override
    public Job startJob(Verb verb, DeliveryFilter filter, Decision decision) {
        throw noJobs();
    }

    @Override
    public void pauseJob(long job, Decision decision) {
        throw noJobs();
    }

    @Override
    public void resumeJob(long job, Decision decision) {
        throw noJobs();
    }

    @Override
    public void cancelJob(long job, Decision decision) {
        throw noJobs();
    }

    private static UnsupportedOperationException noJobs() {
        return new UnsupportedOperationException("jobs are for a ledger that survives");
    }

    @Override
    public boolean continueJobs(int most) {
        return false;
    }

    @Override
    public boolean forget(Retention retention, int most) {
        return false;
    }

    @Override
    public void onDue(Consumer<String> listener) {
        listeners.add(listener);
    }
}
