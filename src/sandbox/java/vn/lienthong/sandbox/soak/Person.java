package vn.lienthong.sandbox.soak;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import vn.lienthong.sandbox.SimulatedPortal;
import vn.lienthong.sandbox.soak.check.Evidence.Told;
import vn.lienthong.sandbox.soak.plan.Event;
import vn.lienthong.sandbox.soak.plan.EventId;
import vn.lienthong.sandbox.soak.plan.Flaw;
import vn.lienthong.sandbox.soak.plan.Life;

/**
 * The person on duty, who works through the API as the console does, at whichever connector answers. A verb whose answer
 * was not heard is looked up before it is given again.
 */
final class Person {

    private static final Map<String, String> REASON = Map.of("reason", "proof machine");
    private static final int LOOK_EVERY = 200;
    private static final int LOOK_AT_LEAST_EVERY = 10_000;

    private final List<Connector> connectors;
    private final SimulatedPortal portal;
    private final Map<Integer, Queue<Long>> held = new ConcurrentHashMap<>();

    Person(List<Connector> connectors, SimulatedPortal portal) {
        this.connectors = connectors;
        this.portal = portal;
    }

    /** @param told finds the delivery of a record */
    void act(Life life, Event event, Collection<Told> told) throws InterruptedException {
        switch (event.act()) {
            case NOTHING -> {}
            case SEE_IT_DEAD -> awaitState(flawed(life, told), "DEAD");
            case GIVE_UP -> {
                long delivery = flawed(life, told);
                awaitState(delivery, "DEAD");
                verb(delivery, "cancel", "DEAD");
            }
            case REPLAY -> {
                long delivery = flawed(life, told);
                awaitState(delivery, "DEAD");
                portal.refuseNoMore(life.number());
                verb(delivery, "replay", "DEAD");
            }
            case REPLAY_ALL -> {
                long delivery = flawed(life, told);
                awaitState(delivery, "DEAD");
                portal.refuseNoMore(life.number());
                replayAll(life, delivery);
            }
            case HOLD -> {
                long delivery = delivery(event.id(), told);
                held.computeIfAbsent(life.dossier(), none -> new ConcurrentLinkedQueue<>())
                        .add(delivery);
                tryOnce("/api/deliveries/" + delivery + "/hold");
            }
        }
    }

    /** Releases what of the dossier is held. */
    void releaseAll(Life life) throws InterruptedException {
        for (long delivery : held.getOrDefault(life.dossier(), new ConcurrentLinkedQueue<>())) {
            verb(delivery, "release", "HELD");
        }
    }

    private static long flawed(Life life, Collection<Told> told) {
        EventId flawed = life.events().stream()
                .filter(event -> event.flaw() != Flaw.NONE)
                .findFirst()
                .orElseThrow()
                .id();
        return delivery(flawed, told);
    }

    private static long delivery(EventId event, Collection<Told> told) {
        return told.stream()
                .filter(answer -> answer.event().equals(event))
                .findFirst()
                .orElseThrow()
                .deliveries()
                .getFirst();
    }

    /** Looks ever more rarely: hundreds wait at a time behind a long backlog, and would take the processor from it. */
    private void awaitState(long delivery, String state) throws InterruptedException {
        for (long pause = LOOK_EVERY;
                !state(delivery).equals(state);
                pause = Math.min(2 * pause, LOOK_AT_LEAST_EVERY)) {
            Thread.sleep(pause);
        }
    }

    /** Until the delivery is no longer in the state from which the verb takes it. */
    private void verb(long delivery, String verb, String from) throws InterruptedException {
        while (state(delivery).equals(from)) {
            tryOnce("/api/deliveries/" + delivery + "/" + verb);
        }
    }

    private void replayAll(Life life, long delivery) throws InterruptedException {
        while (state(delivery).equals("DEAD")) {
            try {
                new Client(any().address())
                        .post("/api/replays", Map.of("dossier", life.number(), "reason", "proof machine"));
            } catch (IOException silence) {
                // looked up below
            }
            Thread.sleep(LOOK_EVERY * 5L);
        }
    }

    private void tryOnce(String path) throws InterruptedException {
        try {
            new Client(any().address()).post(path, REASON);
        } catch (IOException silence) {
            Thread.sleep(LOOK_EVERY);
        }
    }

    /** The state as a connector tells it; asks until one does. */
    private String state(long delivery) throws InterruptedException {
        while (true) {
            try {
                Client.Answer answer = new Client(any().address()).get("/api/deliveries/" + delivery);
                if (answer.status() == 200) {
                    return answer.body().path("state").asString();
                }
            } catch (IOException silence) {
                // another one may know
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private Connector any() {
        List<Connector> awake =
                connectors.stream().filter(connector -> !connector.isPaused()).toList();
        List<Connector> from = awake.isEmpty() ? connectors : awake;
        return from.get(ThreadLocalRandom.current().nextInt(from.size()));
    }
}
