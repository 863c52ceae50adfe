package vn.lienthong.agency;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Attempt;
import vn.lienthong.relay.AnswerJudge;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Reply;
import vn.lienthong.relay.Tokens;
import vn.lienthong.relay.Wire;

/** A system on the network: one record a message, judged by the policy's lines. */
final class HttpSystem implements AgencySystem {

    private static final Tokens.Words WORDS =
            new Tokens.Words(AgencyProblem.TOLD_TO_WAIT.problem(), AgencyProblem.LOGIN_REFUSED.problem());

    private final String name;
    private final AgencySettings.Target target;
    private final Messages messages;
    private final Tokens tokens;
    private final AnswerJudge judge;
    private final InstantSource clock;

    /** @param wire for its tokens; that of {@code messages} is their own */
    HttpSystem(String name, AgencySettings.Target target, Messages messages, Wire wire, InstantSource clock) {
        this.name = name;
        this.target = target;
        this.messages = messages;
        this.tokens = new Tokens(name, target.oauth2(), WORDS, wire, clock);
        this.judge = AgencyProblem.judge(name);
        this.clock = clock;
    }

    /** A token the system does not take costs one new token and one repetition. */
    @Override
    public Reply deliver(Parcel parcel, Policy policy, BooleanSupplier mayBeSent) {
        List<Attempt.Call> calls = new ArrayList<>();
        if (!target.oauth2().isSet()) {
            return new Reply(send(parcel, null, policy, mayBeSent, calls), calls);
        }
        return switch (tokens.token(policy.timeout())) {
            case Tokens.NotGiven(Outcome.Deferred why) -> new Reply(why, calls);
            case Tokens.Given first -> {
                Outcome outcome = send(parcel, first, policy, mayBeSent, calls);
                if (isShut(outcome) && tokens.insteadOf(first, policy.timeout()) instanceof Tokens.Given second) {
                    outcome = send(parcel, second, policy, mayBeSent, calls);
                }
                yield new Reply(outcome, calls);
            }
        };
    }

    private static boolean isShut(Outcome outcome) {
        return outcome instanceof Outcome.Deferred deferred && deferred.says() == Outcome.Says.SHUT;
    }

    private Outcome send(
            Parcel parcel,
            Tokens.@Nullable Given token,
            Policy policy,
            BooleanSupplier mayBeSent,
            List<Attempt.Call> calls) {
        if (!mayBeSent.getAsBoolean()) {
            return Outcome.Deferred.tooLate();
        }
        Map<String, String> headers = headers(parcel);
        if (token != null) {
            headers.put("Authorization", "Bearer " + token.value());
        }
        Instant at = clock.instant();
        try {
            Messages.Sent sent = messages.send(parcel, headers, policy.timeout());
            calls.add(call(parcel, sent, at));
            return judge.judge(sent.heard(), sent.said(), policy);
        } catch (SoapMessages.Unusable unusable) {
            Problem cause = unusable.problem().problem().with("system", name).with("why", unusable.why());
            return new Outcome.Deferred(cause, null, false);
        }
    }

    private Map<String, String> headers(Parcel parcel) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Idempotency-Key", parcel.key());
        if (target.header().isSet()) {
            headers.put(target.header().name(), target.header().value());
        }
        return headers;
    }

    private Attempt.Call call(Parcel parcel, Messages.Sent sent, Instant at) {
        String service = name + " " + (parcel.operation().isEmpty() ? target.method() : parcel.operation());
        return Evidence.of(service, sent.body(), sent.heard(), at, Duration.between(at, clock.instant()));
    }

    @Override
    public void close() {
        messages.close();
    }
}
