package vn.lienthong.npsp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Attempt;
import vn.lienthong.relay.Heard;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Wire;

/** One attempt's messages with the portal, under one policy, written down as they go. Used by one thread. */
final class Conversation {

    private static final int LONGEST_EVIDENCE = 64 * 1024;
    /** What a login takes beyond its time-outs. */
    private static final Duration LOGIN_SLACK = Duration.ofSeconds(5);

    private final Portal portal;
    private final Policy policy;
    private final BooleanSupplier mayBeSent;
    private final List<Attempt.Call> calls = new ArrayList<>();

    /** @param mayBeSent asked before each message; false ends the conversation */
    Conversation(Portal portal, Policy policy, BooleanSupplier mayBeSent) {
        this.portal = portal;
        this.policy = policy;
        this.mayBeSent = mayBeSent;
    }

    /** What all conversations share. */
    record Portal(
            NpspSettings settings,
            Addresses addresses,
            Envelope envelope,
            Wire wire,
            Judge judge,
            Session session,
            InstantSource clock) {}

    Policy policy() {
        return policy;
    }

    List<Attempt.Call> calls() {
        return calls;
    }

    /** Asks; whatever keeps the portal from a clear answer means that it could not be asked, and nothing was sent. */
    Meaning ask(String service, boolean shared, Map<String, String> parameters) {
        byte[] body = portal.envelope().question(service, parameters);
        Meaning meaning = withLogin(service, shared, null, body);
        return meaning instanceof Meaning.SessionRefused ? notKnown() : meaning;
    }

    /**
     * Sends. A session refused twice is never held against the message, unless the portal takes the same session for a
     * question. By a status, that of a firewall which dislikes what is in it or of an account that may not use the service, it
     * is then put off, as often as any other that is not taken, and not sent more: such a firewall may have let it in and
     * dislike the answer. By the portal's words ("phiên" has many meanings) it is refused if the portal says so a third time;
     * where nothing can be asked, it is put off.
     */
    Meaning push(String service, @Nullable Boolean updating, List<byte[]> records) {
        if (records.isEmpty()) {
            throw new IllegalArgumentException("nothing to send by " + service);
        }
        byte[] body = portal.envelope().push(service, updating, records);
        return push(service, updating, body, records.getFirst());
    }

    /** The same with the status of a dossier that was filed on the portal. */
    Meaning pushStatus(String service, byte[] record) {
        return push(service, null, portal.envelope().portalStatus(service, record), record);
    }

    private Meaning push(String service, @Nullable Boolean updating, byte[] body, byte[] record) {
        Meaning meaning = withLogin(service, false, updating, body);
        if (!(meaning instanceof Meaning.SessionRefused(Problem refused, boolean byStatus))) {
            return meaning;
        }
        if (!portal.settings().canAsk()) {
            return byStatus ? notKnown() : Meaning.deferred(refused, null);
        }
        if (!knowsUs(record)) {
            return notKnown();
        }
        if (byStatus) {
            return Meaning.deferred(refused, null);
        }
        // It may have known no session for a while, and know ours again: only what it says once more is about the
        // message.
        Meaning again = once(service, false, updating, body);
        return again instanceof Meaning.SessionRefused third ? inTheEnd(third) : again;
    }

    private static Meaning inTheEnd(Meaning.SessionRefused third) {
        return third.byStatus() ? Meaning.deferred(third.refused(), null) : Meaning.refused(third.refused());
    }

    /** Writes down a message that is not sent, as it would have been. */
    void keepBack(String service, @Nullable Boolean updating, List<byte[]> records, List<Attempt.Change> changes) {
        byte[] body = PlainPush.isOfDossier(service)
                ? portal.envelope().portalStatus(service, records.getFirst())
                : portal.envelope().push(service, updating, records);
        calls.add(Attempt.Call.keptBack(service, body, changes, portal.clock().instant()));
    }

    private boolean knowsUs(byte[] record) {
        String number = TopFields.read(record, Set.of(Lookup.NUMBER)).getOrDefault(Lookup.NUMBER, "");
        byte[] question = portal.envelope().question(Lookup.SERVICE, Map.of("mahoso", number));
        return isItsOwnWord(once(Lookup.SERVICE, false, null, question));
    }

    /** By the session there is; if it is refused, so be it. */
    private Meaning once(String service, boolean shared, @Nullable Boolean updating, byte[] body) {
        if (portal.settings().profile() == NpspSettings.Profile.RELAY) {
            return send(service, shared, updating, body, null);
        }
        return switch (portal.session().open(login())) {
            case Session.Token token -> send(service, shared, updating, body, token);
            case Session.Shut shut -> new Meaning.Settled(shut.outcome());
        };
    }

    private Meaning notKnown() {
        return new Meaning.Settled(portal.session().notKnown().outcome());
    }

    /** A refused session costs one login and one repetition. */
    private Meaning withLogin(String service, boolean shared, @Nullable Boolean updating, byte[] body) {
        if (portal.settings().profile() == NpspSettings.Profile.RELAY) {
            return send(service, shared, updating, body, null);
        }
        Session.Opened first = portal.session().open(login());
        if (!(first instanceof Session.Token token)) {
            return new Meaning.Settled(((Session.Shut) first).outcome());
        }
        Meaning meaning = send(service, shared, updating, body, token);
        if (!(meaning instanceof Meaning.SessionRefused)) {
            return meaning;
        }
        Session.Opened second = portal.session().instead(token, login());
        if (!(second instanceof Session.Token renewed)) {
            return new Meaning.Settled(((Session.Shut) second).outcome());
        }
        return send(service, shared, updating, body, renewed);
    }

    private Meaning send(
            String service, boolean shared, @Nullable Boolean updating, byte[] body, Session.@Nullable Token token) {
        if (!mayBeSent.getAsBoolean()) {
            return new Meaning.Settled(Outcome.Deferred.tooLate());
        }
        byte[] wired = token == null ? body : Envelope.withSession(body, token.value());
        Instant at = portal.clock().instant();
        Heard heard = portal.wire()
                .post(
                        portal.addresses().of(service, shared, updating),
                        portal.addresses().headers(),
                        wired,
                        policy.timeout());
        String secret = token == null ? null : token.value();
        calls.add(call(service, body, heard, at, secret));
        Meaning meaning = portal.judge().judge(heard, policy);
        if (token != null && isItsOwnWord(meaning)) {
            token.wasTaken();
        }
        return meaning;
    }

    /** Whether the portal has looked at what we asked, rather than at our session or at nothing. */
    private static boolean isItsOwnWord(Meaning meaning) {
        return switch (meaning) {
            case Meaning.SessionRefused no -> false;
            case Meaning.Settled(Outcome outcome) -> outcome instanceof Outcome.Refused;
            default -> true;
        };
    }

    private Session.Login login() {
        return new Session.Login(
                this::askForSession,
                LOGIN_SLACK
                        .plus(policy.timeout().connect())
                        .plus(policy.timeout().read()));
    }

    private Meaning askForSession() {
        if (!mayBeSent.getAsBoolean()) {
            return new Meaning.Settled(Outcome.Deferred.tooLate());
        }
        NpspSettings settings = portal.settings();
        Instant at = portal.clock().instant();
        Heard heard = portal.wire()
                .post(
                        portal.addresses().login(),
                        portal.addresses().headers(),
                        Envelope.login(settings.username(), settings.password()),
                        policy.timeout());
        Meaning meaning = portal.judge().judge(heard, policy);
        Heard told = meaning instanceof Meaning.Accepted ? withoutBody(heard) : heard;
        calls.add(call("login", null, told, at, null));
        return meaning;
    }

    /** An answer to a login holds the session, which nobody is to read. */
    private static Heard withoutBody(Heard heard) {
        return heard instanceof Heard.Answered answered ? answered.withoutBody() : heard;
    }

    private Attempt.Call call(
            String service, byte @Nullable [] sent, Heard heard, Instant at, @Nullable String secret) {
        Duration took = Duration.between(at, portal.clock().instant());
        return heard instanceof Heard.Answered answered
                ? new Attempt.Call(service, sent, answered.status(), evidence(answered.body(), secret), at, took)
                : new Attempt.Call(service, sent, null, null, at, took);
    }

    private static byte[] evidence(byte[] answer, @Nullable String secret) {
        byte[] kept = answer.length <= LONGEST_EVIDENCE ? answer : Arrays.copyOf(answer, LONGEST_EVIDENCE);
        if (secret == null) {
            return kept;
        }
        String text = new String(kept, StandardCharsets.UTF_8);
        return text.contains(secret) ? text.replace(secret, "***").getBytes(StandardCharsets.UTF_8) : kept;
    }

    /** What a question that was not answered means for the message it was asked for: nothing was sent, so it waits. */
    static Outcome.Deferred couldNotAsk(Meaning meaning) {
        return switch (meaning) {
            case Meaning.Settled(Outcome.Deferred deferred) -> deferred;
            case Meaning.Settled(Outcome.Unanswered(Problem cause)) -> new Outcome.Deferred(cause, null, true);
            case Meaning.Settled(Outcome.Refused(Problem cause)) -> refusedToSay(cause);
            case Meaning.Missing(Problem cause) -> refusedToSay(cause);
            case Meaning.Resend(var changes, Problem cause) -> refusedToSay(cause);
            default -> refusedToSay(NpspProblem.COULD_NOT_ASK.problem());
        };
    }

    private static Outcome.Deferred refusedToSay(Problem cause) {
        Problem problem = new Problem(NpspProblem.COULD_NOT_ASK.code(), null, null, cause.details());
        return new Outcome.Deferred(problem, null, true);
    }
}
