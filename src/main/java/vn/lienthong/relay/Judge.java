package vn.lienthong.relay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Ledger.Claimed;
import vn.lienthong.ledger.Ledger.NewAttempt;
import vn.lienthong.ledger.Ledger.Next;
import vn.lienthong.ledger.Ledger.Tried;

/** Turns an outcome into what follows from it for one delivery. */
final class Judge {

    /** The breaker holds the delivery; when that closes, it is not to wait for anything else. */
    private static final Duration WHILE_SHUT = Duration.ofSeconds(1);

    private final Policy policy;
    private final Backoff backoff;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final boolean probe;

    /** @param probe the attempt tried whether the counterpart is back, so a failure uses up nothing of the delivery */
    Judge(Policy policy, boolean probe, InstantSource clock, RandomGenerator random) {
        this.policy = policy;
        this.backoff = Backoff.of(policy.retry());
        this.probe = probe;
        this.clock = clock;
        this.random = random;
    }

    /** @param outcome the attempt's word in the ledger */
    record Judgement(String outcome, boolean counts, List<Problem> problems, Next next) {}

    Judgement judge(Claimed delivery, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered(String receipt) ->
                new Judgement("delivered", true, List.of(), new Next.Delivered(receipt));
            case Outcome.Refused(Problem cause) -> dead(List.of(cause), false);
            case Outcome.Deferred deferred -> deferred(delivery, deferred);
            case Outcome.Unanswered(Problem cause) -> unanswered(delivery, cause);
            case Outcome.Withheld(Problem report) ->
                new Judgement("withheld", false, List.of(report), new Next.Withheld());
        };
    }

    /**
     * Whether a person must say how to go on with a delivery that was cut off: its process died, or was stopped, before
     * the answer came. A person's release of a held delivery is that word, and ends the doubt.
     */
    boolean needsAWord(Claimed delivery) {
        return delivery.interrupted() && policy.unanswered() == Policy.WhenUnanswered.HOLD;
    }

    /** What can go nowhere: a person must give a word, or its record was damaged where it was kept. */
    Tried untried(Claimed delivery, boolean shadow) {
        return needsAWord(delivery) && !shadow
                ? untried(delivery, "unanswered", "relay.interrupted", new Next.Held())
                : untried(delivery, "refused", "ledger.body-damaged", new Next.Dead(delivery.interrupted()));
    }

    private Tried untried(Claimed delivery, String outcome, String cause, Next next) {
        NewAttempt attempt = new NewAttempt(
                clock.instant(), Duration.ZERO, outcome, false, null, List.of(Problem.of(cause)), List.of());
        return new Tried(delivery.delivery(), attempt, next);
    }

    /** Nothing of it went out, so what an earlier attempt left open stays open. */
    static Judgement unmapped(Claimed delivery, List<Problem> problems) {
        return dead(problems, delivery.interrupted());
    }

    private static Judgement dead(List<Problem> problems, boolean unanswered) {
        return new Judgement("refused", true, problems, new Next.Dead(unanswered));
    }

    /** What an earlier attempt left open stays open: this one was not taken, that one may have been. */
    private Judgement deferred(Claimed delivery, Outcome.Deferred outcome) {
        boolean counts = outcome.counts() && !probe;
        if (counts && isGivenUp(delivery)) {
            return gaveUp("deferred", outcome.cause(), delivery.interrupted());
        }
        Duration wait = wait(delivery, outcome);
        List<Problem> problems = wait.equals(outcome.askedToWait())
                ? List.of(outcome.cause(), Problem.of("relay.asked-to-wait").with("wait", words(wait)))
                : List.of(outcome.cause());
        return retry("deferred", counts, problems, wait, delivery.interrupted());
    }

    private Duration wait(Claimed delivery, Outcome.Deferred outcome) {
        if (outcome.says() == Outcome.Says.SHUT) {
            return WHILE_SHUT;
        }
        return outcome.counts()
                ? backoff.after(delivery.attempts() + 1, outcome, random)
                : backoff.afterWaiting(Duration.between(delivery.enteredAt(), clock.instant()), outcome, random);
    }

    private Judgement unanswered(Claimed delivery, Problem cause) {
        if (policy.unanswered() == Policy.WhenUnanswered.HOLD) {
            return new Judgement("unanswered", !probe, List.of(cause), new Next.Held());
        }
        if (!probe && isGivenUp(delivery)) {
            return gaveUp("unanswered", cause, true);
        }
        Duration wait = backoff.after(delivery.attempts() + 1, random);
        return retry("unanswered", !probe, List.of(cause), wait, true);
    }

    private Judgement retry(String outcome, boolean counts, List<Problem> problems, Duration wait, boolean asks) {
        Next next = new Next.Retry(clock.instant().plus(wait), asks);
        return new Judgement(outcome, counts, problems, next);
    }

    private Judgement gaveUp(String outcome, Problem cause, boolean unanswered) {
        Problem gaveUp =
                Problem.of("relay.gave-up").with("after", words(policy.retry().giveUpAfter()));
        return new Judgement(outcome, true, List.of(gaveUp, cause), new Next.Dead(unanswered));
    }

    /**
     * Both by the calendar and by what its own attempts took: an outage with an open breaker makes no attempts, and so
     * uses up nothing, however long it lasts and however often the process is started again.
     */
    private boolean isGivenUp(Claimed delivery) {
        Duration limit = policy.retry().giveUpAfter();
        return triedFor(delivery).compareTo(limit) >= 0
                && backoff.total(delivery.attempts() + 1).compareTo(limit) >= 0;
    }

    private Duration triedFor(Claimed delivery) {
        Instant first = delivery.firstTriedAt();
        return first == null ? Duration.ZERO : Duration.between(first, clock.instant());
    }

    static String words(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
