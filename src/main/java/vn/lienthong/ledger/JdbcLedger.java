package vn.lienthong.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import vn.lienthong.ledger.Memos.Memo;

/** The ledger in a relational database. Each method writes in one transaction; entering and settling share theirs. */
final class JdbcLedger implements Ledger {

    private static final int GROUP_OF_ENTRIES = 500;
    private static final int GROUP_OF_SETTLEMENTS = 200;

    /** Forgetting can wait while others do, but not for ever: a ledger that is always busy would grow without end. */
    private static final int MOST_PUT_OFF = 60;

    private static final int MOST_BROUGHT_FORWARD = 1000;

    private final Database database;
    private final InstantSource time;
    private final RandomGenerator random;
    private final NumbersAhead callNumbers = new NumbersAhead(many -> write(books -> books.numbers(many)));
    private final AtomicInteger putOff = new AtomicInteger();
    private final Urgency urgency = new Urgency();
    private final TimeSetBack setBack = new TimeSetBack();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final GroupCommit<List<Entry>, List<Entered>> entering =
            new GroupCommit<>(this::enterTogether, List::size, GROUP_OF_ENTRIES);
    private final GroupCommit<Settlement, Boolean> settling =
            new GroupCommit<>(this::settleTogether, settlement -> 1, GROUP_OF_SETTLEMENTS);

    JdbcLedger(Database database, InstantSource time, RandomGenerator random) {
        this.database = database;
        this.time = time;
        this.random = random;
    }

    /** Takes back at once whatever a predecessor died on. Only for a process that has the ledger to itself. */
    void succeed() {
        run(books -> new Succeeding(books).takeBackAll());
    }

    @Override
    public InstantSource time() {
        return time;
    }

    @Override
    public List<Entered> enter(List<Entry> entries) {
        return entries.isEmpty() ? List.of() : entering.call(entries);
    }

    /** The memo first: whoever waits for its row learns there that it was overtaken. */
    @Override
    public Optional<List<Entered>> enter(List<Entry> entries, Memo read, String note) {
        return write(books -> JdbcMemos.write(books.sql(), read, note, books.millis)
                ? Optional.of(new Entering(books).enter(entries))
                : Optional.empty());
    }

    @Override
    public Optional<Entered> enterBehind(Entry entry, long delivery) {
        return write(books -> new EnteringBehind(books).enter(entry, delivery));
    }

    private List<List<Entered>> enterTogether(List<List<Entry>> calls) {
        List<Entered> entered = write(books ->
                new Entering(books).enter(calls.stream().flatMap(List::stream).toList()));
        Iterator<Entered> answers = entered.iterator();
        return calls.stream()
                .map(call -> call.stream().map(entry -> answers.next()).toList())
                .toList();
    }

    @Override
    public List<Claim> claim(
            String counterpart,
            int lanes,
            Map<String, Integer> batches,
            @Nullable Duration urgentWithin,
            Duration lease,
            Set<String> left) {
        bringForward(counterpart, lease);
        Urgency.Share urgent = urgency.of(counterpart, lanes, urgentWithin, time.instant());
        return write(books -> new Claiming(books, batches, left).claim(counterpart, lanes, urgent, lease));
    }

    /** A transaction of its own, and only at the start and when time was set back. */
    private void bringForward(String counterpart, Duration lease) {
        Instant now = time.instant();
        if (setBack.isToBeLookedFor(counterpart, now)) {
            int found = write(books -> books.lanes.bringForward(counterpart, lease, MOST_BROUGHT_FORWARD));
            setBack.looked(counterpart, now, found < MOST_BROUGHT_FORWARD, found);
        }
    }

    @Override
    public List<Claim> claimBehind(String counterpart, Set<String> flows, int lanes, Duration lease) {
        return write(books -> new Claiming(books, Map.of(), Set.of()).claimBehind(counterpart, flows, lanes, lease));
    }

    @Override
    public boolean renew(Claim claim, Duration lease) {
        return write(books -> books.lanes.renew(claim, books.now.plus(lease).toEpochMilli()));
    }

    @Override
    public boolean settle(Settlement settlement) {
        return settling.call(settlement);
    }

    private List<Boolean> settleTogether(List<Settlement> settlements) {
        List<Long> numbers = callNumbers.take(
                settlements.stream().mapToInt(one -> one.tried().size()).sum());
        return write(books -> new Settling(books, numbers).settle(settlements));
    }

    @Override
    public void giveBack(Claim claim, Instant dueAt) {
        run(books -> new Settling(books, List.of()).giveBack(claim, dueAt));
    }

    @Override
    public void hold(long delivery, Decision decision) {
        run(books -> new Deciding(books).decide(Verb.HOLD, delivery, decision));
    }

    @Override
    public void release(long delivery, Decision decision) {
        run(books -> new Deciding(books).decide(Verb.RELEASE, delivery, decision));
    }

    @Override
    public void replay(long delivery, Decision decision) {
        run(books -> new Deciding(books).decide(Verb.REPLAY, delivery, decision));
    }

    @Override
    public void cancel(long delivery, Decision decision) {
        run(books -> new Deciding(books).decide(Verb.CANCEL, delivery, decision));
    }

    @Override
    public Job startJob(Verb verb, DeliveryFilter filter, Decision decision) {
        if (!filter.reception().equals(Reception.ANY)) {
            throw new IllegalArgumentException("A job keeps nothing of when and from where records came");
        }
        long id = write(books -> books.numbers(1).next());
        long found = database.read(() -> Jobs.count(database.reading(), database.dialect(), verb, filter, id));
        return write(books -> new Jobs(books).start(id, found, verb, filter, decision));
    }

    @Override
    public void pauseJob(long job, Decision decision) {
        run(books -> new Jobs(books).pause(job, decision));
    }

    @Override
    public void resumeJob(long job, Decision decision) {
        run(books -> new Jobs(books).resume(job, decision));
    }

    @Override
    public void cancelJob(long job, Decision decision) {
        run(books -> new Jobs(books).cancel(job, decision));
    }

    @Override
    public boolean continueJobs(int most) {
        return write(books -> new Jobs(books).step(most));
    }

    @Override
    public boolean forget(Retention retention, int most) {
        boolean busy = entering.waiting() + settling.waiting() > 0;
        if (busy && putOff.incrementAndGet() <= MOST_PUT_OFF) {
            return true;
        }
        putOff.set(0);
        return write(books -> new Forgetting(books).step(retention, most));
    }

    @Override
    public void onDue(Consumer<String> listener) {
        listeners.add(listener);
    }

    private void run(Consumer<Books> work) {
        write(books -> {
            work.accept(books);
            return true;
        });
    }

    private <R> R write(Function<Books, R> work) {
        List<Set<String>> due = new ArrayList<>();
        AtomicBoolean again = new AtomicBoolean();
        R result = database.write(() -> {
            boolean overtaken = again.getAndSet(true);
            Books books = new Books(database.writing(), database.dialect(), time.instant(), shard(), overtaken);
            R done = work.apply(books);
            due.add(books.close());
            return done;
        });
        due.getLast().forEach(counterpart -> listeners.forEach(listener -> listener.accept(counterpart)));
        return result;
    }

    private int shard() {
        return random.nextInt(database.dialect().shards);
    }
}
