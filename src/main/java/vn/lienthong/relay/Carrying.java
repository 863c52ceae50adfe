package vn.lienthong.relay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.NotReady;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.Thrown;
import vn.lienthong.ledger.Attempt;

/** Carries one batch through its flow's route, whatever the route does. */
final class Carrying {

    private static final Logger LOG = LoggerFactory.getLogger(Carrying.class);

    private final OpenFlows.Running running;
    private final InstantSource clock;
    private final LongSupplier ticks;

    /** @param ticks nanoseconds that nobody sets: a clock put right meanwhile says nothing about the counterpart */
    Carrying(OpenFlows.Running running, InstantSource clock, LongSupplier ticks) {
        this.running = running;
        this.clock = clock;
        this.ticks = ticks;
    }

    /**
     * @param sent the items the outcome is about: those before the first one with a problem of its own
     * @param outcome meaningless if nothing was sent
     */
    record Carried(
            Batch batch,
            List<Batch.Item> sent,
            Outcome outcome,
            List<Attempt.Call> calls,
            Instant startedAt,
            Duration took) {

        /** How many messages went out. */
        int onTheWire() {
            return (int) calls.stream().filter(call -> !call.wasKeptBack()).count();
        }

        /** Of the messages that went out; what wrote none down was one. The ticks hold it where the clock was set meanwhile. */
        Duration slowest() {
            return calls.stream()
                    .filter(call -> !call.wasKeptBack())
                    .map(Attempt.Call::took)
                    .max(Comparator.naturalOrder())
                    .filter(slowest -> !slowest.isNegative() && slowest.compareTo(took) < 0)
                    .orElse(took);
        }

        /** What it says of the counterpart; in shadow mode nothing if that was not asked. */
        Signal signal() {
            return outcome instanceof Outcome.Withheld && onTheWire() == 0
                    ? new Signal.SaysNothing()
                    : Signal.of(outcome);
        }

        /** The first item that could not be mapped, if its turn has come: everything before it was delivered. */
        Batch.@Nullable Item faulty() {
            boolean turn = sent.isEmpty() || outcome instanceof Outcome.Delivered;
            return turn && sent.size() < batch.items().size() ? batch.items().get(sent.size()) : null;
        }
    }

    Carried carry(Batch batch) {
        Instant startedAt = clock.instant();
        long started = ticks.getAsLong();
        Reply reply = reply(batch);
        Duration took = Duration.ofNanos(ticks.getAsLong() - started);
        List<Batch.Item> sent = batch.items().stream()
                .takeWhile(item -> item.problems().isEmpty())
                .toList();
        boolean waits = reply.outcome() instanceof Outcome.Deferred;
        Outcome outcome = isUnmapped(sent) && !waits ? noOutcome("not mapped") : reply.outcome();
        if (batch.isShadow() && outcome instanceof Outcome.Delivered) {
            outcome = noOutcome("sent in shadow mode");
        }
        return new Carried(batch, sent, outcome, reply.calls(), startedAt, took);
    }

    /** The one place where anything a route throws is caught: nothing unforeseen may count as a success, or be lost. */
    private Reply reply(Batch batch) {
        try {
            Reply reply = running.carrier().carry(batch);
            return reply == null ? new Reply(withoutReply(batch), List.of()) : reply;
        } catch (NotReady before) {
            return new Reply(new Outcome.Deferred(before.problem(), null, false), List.of());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Reply(noOutcome("interrupted"), List.of());
        } catch (Exception | LinkageError | StackOverflowError | AssertionError unforeseen) {
            String cause = root(unforeseen).getClass().getSimpleName();
            LOG.error(
                    "Route of flow {} threw {}. Its deliveries count as unanswered and are tried again.",
                    batch.flow(),
                    cause,
                    Thrown.of(unforeseen));
            return new Reply(noOutcome(cause), List.of());
        }
    }

    private boolean isUnmapped(List<Batch.Item> sent) {
        return running.flow().mapping() != null && sent.stream().anyMatch(item -> item.mapped() == null);
    }

    /** In shadow mode a counterpart's step that knows nothing of it finds nothing to send, and has nothing to say. */
    private Outcome withoutReply(Batch batch) {
        return batch.isShadow()
                ? new Outcome.Withheld(Problem.of("relay.shadow-not-compared")
                        .with("counterpart", running.flow().counterpart()))
                : noOutcome("no reply");
    }

    private Outcome noOutcome(String cause) {
        return new Outcome.Unanswered(Problem.of("relay.no-outcome")
                .with("flow", running.flow().name())
                .with("cause", cause));
    }

    /** Messages of exceptions may quote what was sent, so only the kind of the innermost is told. */
    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        return root;
    }
}
