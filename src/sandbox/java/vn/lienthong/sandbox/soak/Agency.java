package vn.lienthong.sandbox.soak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import vn.lienthong.sandbox.soak.check.Evidence.Told;
import vn.lienthong.sandbox.soak.plan.Act;
import vn.lienthong.sandbox.soak.plan.Event;
import vn.lienthong.sandbox.soak.plan.History;
import vn.lienthong.sandbox.soak.plan.Life;
import vn.lienthong.sandbox.soak.plan.Repeat;
import vn.lienthong.sandbox.soak.plan.Wording;

/**
 * The agency's systems: each dossier's records are pushed one after the other, many dossiers at the same time, to whichever
 * connector comes to mind. A sender that hears nothing, or that now is no time, sends the same again, until it is told that
 * its record was taken.
 */
final class Agency implements AutoCloseable {

    private static final int AGAIN_AFTER = 300;

    private final List<Connector> connectors;
    private final Turns turns;
    private final Person person;
    private final RandomGenerator random;
    private final Semaphore senders;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Told> told = new ConcurrentLinkedQueue<>();
    private final AtomicLong unheard = new AtomicLong();
    private final AtomicLong notNow = new AtomicLong();

    Agency(List<Connector> connectors, Turns turns, Person person, int senders, RandomGenerator random) {
        this.connectors = connectors;
        this.turns = turns;
        this.person = person;
        this.senders = new Semaphore(senders);
        this.random = random;
    }

    /** Begins with all lives; each waits for its turn. */
    List<Future<?>> begin(History history) {
        List<Future<?>> lives = new ArrayList<>();
        history.lives()
                .forEach(life -> lives.add(threads.submit(() -> {
                    live(life);
                    return null;
                })));
        return lives;
    }

    Collection<Told> told() {
        return told;
    }

    /** How often a sender heard nothing: no connection, or it broke. */
    long unheard() {
        return unheard.get();
    }

    /** How often a sender was told 503. */
    long notNow() {
        return notNow.get();
    }

    private void live(Life life) throws InterruptedException, ExecutionException {
        List<Event> events = life.events();
        for (int at = 0; at < events.size(); at++) {
            Event event = events.get(at);
            turns.await(event.turn());
            if (event.besideNext()) {
                Event next = events.get(++at);
                together(() -> push(event), () -> push(next));
            } else {
                take(life, event);
            }
        }
        person.releaseAll(life);
    }

    private void take(Life life, Event event) throws InterruptedException, ExecutionException {
        if (event.repeat() == Repeat.AT_ONCE) {
            together(() -> push(event), () -> push(event));
        } else {
            push(event);
        }
        if (event.repeat() == Repeat.AFTERWARDS) {
            push(event);
        }
        if (event.act() != Act.NOTHING) {
            person.act(life, event, told);
        }
    }

    private void together(Callable<Told> one, Callable<Told> other) throws InterruptedException, ExecutionException {
        Future<Told> first = threads.submit(one);
        other(other);
        first.get();
    }

    private static void other(Callable<Told> other) throws InterruptedException {
        try {
            other.call();
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Until it is acknowledged. */
    private Told push(Event event) throws InterruptedException {
        senders.acquire();
        try {
            String body = Wording.body(event);
            for (int from = random.nextInt(connectors.size()); ; from++) {
                Connector connector = connectors.get(from % connectors.size());
                Told answer = once(connector, event, body);
                if (answer != null) {
                    told.add(answer);
                    return answer;
                }
                Thread.sleep(AGAIN_AFTER);
            }
        } finally {
            senders.release();
        }
    }

    private @Nullable Told once(Connector connector, Event event, String body) throws InterruptedException {
        try {
            Client.Answer answer = new Client(connector.address())
                    .post("/api/records/" + event.kind().flow(), body);
            if (answer.status() == 503) {
                notNow.incrementAndGet();
                return null;
            }
            List<Long> deliveries = new ArrayList<>();
            answer.body().path("deliveries").forEach(number -> deliveries.add(number.asLong()));
            if (!List.of(200, 202, 422).contains(answer.status()) || deliveries.isEmpty()) {
                throw new IllegalStateException("record " + event.id() + " was answered " + answer.status() + " "
                        + answer.body().path("code").asString());
            }
            return new Told(
                    event.id(), answer.status(), answer.body().path("record").asLong(), deliveries);
        } catch (IOException silence) {
            unheard.incrementAndGet();
            return null;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
