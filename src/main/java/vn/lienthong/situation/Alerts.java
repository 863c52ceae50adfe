package vn.lienthong.situation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.Memos;
import vn.lienthong.situation.AlertState.Left;

/**
 * Tells people who do not look at the console what they should know of, by each way that is set up ({@code alerts.mail},
 * {@code alerts.webhook}). What is promised stands at the room ({@code package-info.java}).
 */
public final class Alerts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

    private final List<Way> ways;
    private final Supplier<List<Concern>> shared;
    private final Supplier<List<Concern>> own;
    private final Wording wording;
    private final AlertSettings settings;
    private final InstantSource time;

    /** Why a way failed last, until it works again. */
    private final Map<String, Problem> failures = new ConcurrentHashMap<>();

    private volatile boolean closed;

    /**
     * @param shared what every process on the ledger sees alike; throws {@link LedgerUnavailable} if it cannot be seen now
     * @param own what this process alone can know
     * @param time the ledger's: the same for all processes
     */
    Alerts(
            List<Channel> channels,
            Supplier<List<Concern>> shared,
            Supplier<List<Concern>> own,
            Wording wording,
            Memos memos,
            AlertSettings settings,
            InstantSource time) {
        this.ways = channels.stream()
                .map(channel ->
                        new Way(channel, new AlertNotes.InMemo(memos, channel.name()), new AlertNotes.InMemory()))
                .toList();
        this.shared = shared;
        this.own = own;
        this.wording = wording;
        this.settings = settings;
        this.time = time;
    }

    /**
     * A channel, and what it has told.
     *
     * @param shared of what every process sees
     * @param own of what this one sees
     */
    private record Way(Channel channel, AlertNotes shared, AlertNotes own) {}

    /** @param problem why it did not arrive, or not at all recipients; null: it did */
    public record Tried(
            String channel, boolean arrived, @Nullable Problem problem) {}

    /**
     * Sends a test by each way, now; a minute may pass before all have answered. Empty if none is set up.
     *
     * @param by who asks for it, and why: the test says so
     */
    public List<Tried> test(String by, String reason) {
        AlertText test = wording.test(by, reason);
        return ways.stream()
                .map(way -> {
                    Channel.Sent sent = send(way.channel(), test);
                    return new Tried(way.channel().name(), sent.arrived(), sent.problem());
                })
                .toList();
    }

    /** What people could not be told by, and why. */
    public Collection<Problem> faults() {
        return List.copyOf(failures.values());
    }

    @Scheduled(fixedDelayString = "${alerts.every}")
    void look() {
        if (ways.isEmpty() || closed) {
            return;
        }
        Instant now = time.instant();
        List<Concern> ofThisProcess = own.get();
        ways.forEach(way -> {
            tell(way.channel(), way.own(), ofThisProcess, now);
            tellThoseLeft(way.channel(), way.own(), now);
        });
        try {
            List<Concern> ofAll = shared.get();
            ways.forEach(way -> {
                tell(way.channel(), way.shared(), ofAll, now);
                tellThoseLeft(way.channel(), way.shared(), now);
            });
        } catch (LedgerUnavailable unavailable) {
            // That is told among what is this process's own. What the ledger knows is told when it can be read.
        }
    }

    /**
     * Takes the turn in the notes before anything is sent: so of several processes one tells, and what a process that died had
     * begun to tell another one tells after {@link AlertSettings#TURN}.
     */
    private void tell(Channel channel, AlertNotes notes, List<Concern> now, Instant at) {
        AlertState read = notes.read();
        AlertState seen = read.seeing(now, at);
        Optional<Alert> due = seen.due(now, at, settings);
        if (due.isEmpty()) {
            if (!seen.equals(read)) {
                notes.write(seen);
            }
            return;
        }
        if (!notes.write(seen.waitingUntil(at.plus(AlertSettings.TURN)))) {
            return;
        }
        AlertText text = wording.text(due.get());
        Channel.Sent sent = send(channel, text);
        if (closed && !sent.arrived()) {
            return;
        }
        notes.write(
                sent.arrived()
                        ? seen.told(now, at).leaving(text, sent.putOff(), at)
                        : seen.waitingUntil(at.plus(AlertSettings.AGAIN)));
        if (sent.arrived()) {
            LOG.info(
                    "Told by {}: {} new, {} open, {} over.",
                    channel.name(),
                    due.get().fresh().size(),
                    due.get().open().size(),
                    due.get().over().size());
        }
    }

    /** One thing at each look. The turn is taken before here, too. */
    private void tellThoseLeft(Channel channel, AlertNotes notes, Instant at) {
        AlertState read = notes.read();
        Left left = read.leftOver(at).orElse(null);
        if (left == null || closed) {
            return;
        }
        Left later = left.again(left.to(), at);
        AlertState trying = read.with(left, later);
        if (!notes.write(trying)) {
            return;
        }
        Channel.Sent sent = channel.sendAgain(left.text(), left.to());
        if (closed && !sent.arrived()) {
            return;
        }
        if (sent.problem() == null) {
            failures.remove(channel.name());
        }
        Set<String> still = sent.arrived() ? sent.putOff() : left.to();
        boolean givenUp = !still.isEmpty() && !at.isBefore(left.since().plus(AlertSettings.GIVEN_UP));
        if (givenUp) {
            LOG.warn(
                    "The alert of {} did not arrive by {} at {} who were tried for a day. It is not sent to them again.",
                    VietnamTime.of(left.since()),
                    channel.name(),
                    still.size());
        }
        notes.write(trying.with(later, still.isEmpty() || givenUp ? null : left.again(still, at)));
    }

    /** No stop waits for a mail server. What was not told is told after the next start, or by another process. */
    @EventListener(ContextClosedEvent.class)
    @Override
    public void close() {
        closed = true;
        ways.forEach(way -> way.channel().close());
    }

    private Channel.Sent send(Channel channel, AlertText text) {
        if (closed) {
            return new Channel.Sent(false, stopped(channel));
        }
        Channel.Sent sent = channel.send(text);
        if (sent.problem() == null) {
            failures.remove(channel.name());
        } else if (!closed && !sent.problem().equals(failures.put(channel.name(), sent.problem()))) {
            LOG.warn(
                    "An alert did not arrive by {} ({}). {}",
                    channel.name(),
                    sent.problem().details().getOrDefault("why", "?"),
                    sent.arrived()
                            ? "It did at other recipients. Who was put off gets it later, who was refused does not."
                            : "What there is to tell is told again, every five minutes until it arrives.");
        }
        return sent;
    }

    private static Problem stopped(Channel channel) {
        return Problem.of("alerts.not-sent").with("channel", channel.name()).with("why", "stopped");
    }
}
