package vn.lienthong.npsp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.SingleFlight;

/**
 * The one login all workers of all processes share (npsp 3.2). Whoever needs it first logs in, the others wait for that
 * login. It is kept for its time, dropped when the portal refuses it, and renewed once for all who heard that refusal. An
 * account that was refused is left alone for a while, lest it be locked.
 */
final class Session {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final String ONE = "login";
    /** How often a process looks whether another one's login has come off. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Duration ttl;
    private final Duration pause;
    private final SharedSession shared;
    private final InstantSource clock;
    private final SingleFlight<Opened> flight = new SingleFlight<>();
    private volatile @Nullable Token current;
    private final AtomicReference<Instant> reported = new AtomicReference<>(Instant.EPOCH);

    Session(NpspSettings.SessionLife life, SharedSession shared, InstantSource clock) {
        this.ttl = life.ttl();
        this.pause = life.loginPause();
        this.shared = shared;
        this.clock = clock;
    }

    /**
     * How to ask for a session; called by one thread of one process at a time.
     *
     * @param atMost how long it takes at most; then another process may try
     */
    record Login(Supplier<Meaning> ask, Duration atMost) {}

    sealed interface Opened {}

    /** We are in. */
    static final class Token implements Opened {

        private final String value;
        private final Instant issuedAt;
        private final boolean afterRefusal;
        private volatile boolean taken;

        private Token(String value, Instant issuedAt, boolean afterRefusal) {
            this.value = value;
            this.issuedAt = issuedAt;
            this.afterRefusal = afterRefusal;
        }

        String value() {
            return value;
        }

        /** The portal has answered a call made with it. */
        void wasTaken() {
            taken = true;
        }
    }

    /** We are not; nothing of the message was sent. */
    record Shut(Outcome.Deferred outcome) implements Opened {}

    Opened open(Login login) {
        Token token = valid();
        return token != null
                ? token
                : flight.get(ONE, () -> {
                    Token meanwhile = valid();
                    return meanwhile != null ? meanwhile : agreed(login, null);
                });
    }

    /** A new session in place of one the portal refused: the one that is there by now, or a new login. */
    Opened instead(Token refused, Login login) {
        return flight.get(ONE, () -> {
            Token meanwhile = valid();
            return meanwhile != null && meanwhile != refused ? meanwhile : agreed(login, refused);
        });
    }

    /** What another process has found out, or is just finding out; else a login of our own, for all. */
    private Opened agreed(Login login, @Nullable Token refused) {
        while (true) {
            SharedSession.Note note = shared.read();
            if (note.kind() == SharedSession.Kind.REFUSED && stands(note, pause)) {
                return new Shut(Outcome.Deferred.shut(refusal(note)));
            }
            if (note.kind() == SharedSession.Kind.LOGGING_IN && stands(note, login.atMost())) {
                if (!waited()) {
                    return new Shut(new Outcome.Deferred(
                            NpspProblem.NO_ANSWER.problem().with("why", "interrupted"), null, false));
                }
                continue;
            }
            Token theirs = theirs(note, refused);
            if (theirs != null) {
                current = theirs;
                return theirs;
            }
            if (refused != null && !mayLoginInsteadOf(refused)) {
                return notKnown();
            }
            if (shared.beginLogin(login.atMost())) {
                return login(login, refused != null);
            }
        }
    }

    /** One that would stand for longer than any does was written by a clock that was ahead and has been set back. */
    private boolean stands(SharedSession.Note note, Duration atMost) {
        Instant now = clock.instant();
        return now.isBefore(note.at()) && !note.at().isAfter(now.plus(atMost).plus(Ledger.TIME_UNSURE));
    }

    private static Problem refusal(SharedSession.Note note) {
        return note.refusal() == null ? NpspProblem.LOGIN_REFUSED.problem() : note.refusal();
    }

    private @Nullable Token theirs(SharedSession.Note note, @Nullable Token refused) {
        if (note.kind() != SharedSession.Kind.SESSION
                || !clock.instant().isBefore(note.at().plus(ttl))) {
            return null;
        }
        return shared.session(note)
                .filter(value -> refused == null || !value.equals(refused.value))
                .map(value -> new Token(value, note.at(), note.afterRefusal()))
                .orElse(null);
    }

    private static boolean waited() {
        try {
            Thread.sleep(LOOK);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The portal let us in and then did not know us: never the message's fault, and a person must look. */
    Shut notKnown() {
        Instant before = reported.getAndUpdate(at -> clock.instant().isBefore(at.plus(pause)) ? at : clock.instant());
        if (!clock.instant().isBefore(before.plus(pause))) {
            LOG.error("The portal refuses a session it has just given. Deliveries to it wait;"
                    + " check the account, npsp.dstcode and npsp.session.expired-pattern.");
        }
        return new Shut(new Outcome.Deferred(NpspProblem.SESSION_REFUSED.problem(), null, false, Outcome.Says.FAILED));
    }

    /** A session that was itself got after a refusal, and has never worked, is not worth a login for each message. */
    private boolean mayLoginInsteadOf(Token refused) {
        return refused.taken || !refused.afterRefusal || clock.instant().isAfter(refused.issuedAt.plus(pause));
    }

    private @Nullable Token valid() {
        Token token = current;
        return token != null && clock.instant().isBefore(token.issuedAt.plus(ttl)) ? token : null;
    }

    private Opened login(Login login, boolean afterRefusal) {
        current = null;
        Instant at = clock.instant();
        return switch (login.ask().get()) {
            case Meaning.Accepted(Answer answer, var doubt) -> entered(answer, at, afterRefusal);
            case Meaning.Settled(Outcome.Deferred deferred) -> notReached(deferred);
            case Meaning.Settled(Outcome.Unanswered(Problem cause)) ->
                notReached(new Outcome.Deferred(cause, null, true));
            case Meaning.Settled(Outcome.Refused(Problem cause)) -> turnedAway(cause);
            case Meaning.Missing(Problem cause) -> turnedAway(cause);
            case Meaning.Resend(var changes, Problem cause) -> turnedAway(cause);
            case Meaning.SessionRefused says -> turnedAway(NpspProblem.LOGIN_REFUSED.problem());
            case Meaning.Settled(Outcome.Delivered delivered) -> turnedAway(NpspProblem.LOGIN_REFUSED.problem());
            case Meaning.Settled(Outcome.Withheld none) -> turnedAway(NpspProblem.LOGIN_REFUSED.problem());
        };
    }

    private Shut notReached(Outcome.Deferred why) {
        shared.gaveUp();
        return new Shut(why);
    }

    /** A login is good only if the code is zero and a session is there and not empty (npsp 3.1). */
    private Opened entered(Answer answer, Instant at, boolean afterRefusal) {
        String value = answer.session();
        if (value == null || value.isBlank()) {
            return turnedAway(Judge.quoting(NpspProblem.LOGIN_REFUSED, answer));
        }
        Token token = new Token(value, at, afterRefusal);
        current = token;
        shared.loggedIn(value, at, afterRefusal);
        return token;
    }

    private Shut turnedAway(Problem cause) {
        Problem problem = new Problem(NpspProblem.LOGIN_REFUSED.code(), null, null, cause.details());
        shared.refused(problem, clock.instant().plus(pause));
        LOG.error("The portal refuses our account. Deliveries to it wait; next login in {} s.", pause.toSeconds());
        return new Shut(Outcome.Deferred.shut(problem));
    }
}
