package vn.lienthong.agency;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vn.lienthong.ledger.Attempt;
import vn.lienthong.relay.Heard;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Reply;
import vn.lienthong.relay.Wire;

/** A system with an HTTP interface: one record a message, judged by the policy's lines. */
final class HttpSystem implements AgencySystem {

    /** Files make records large; of a large one the beginning is evidence enough, the record itself is in the ledger. */
    private static final int LONGEST_EVIDENCE = 64 * 1024;

    private final String name;
    private final AgencySettings.Target target;
    private final URI address;
    private final Wire wire;
    private final Tokens tokens;
    private final AnswerJudge judge;
    private final InstantSource clock;

    HttpSystem(String name, AgencySettings.Target target, Wire wire, InstantSource clock) {
        this.name = name;
        this.target = target;
        this.address = URI.create(target.url());
        this.wire = wire;
        this.tokens = new Tokens(name, target.oauth2(), wire, clock);
        this.judge = new AnswerJudge(name, target.answer());
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
        Heard heard = wire.send(target.method(), address, headers, parcel.body(), policy.timeout());
        calls.add(call(parcel, heard, at));
        return judge.judge(heard, policy);
    }

    private Map<String, String> headers(Parcel parcel) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", parcel.isXml() ? "application/xml" : "application/json");
        headers.put("Accept", "application/json");
        headers.put("Idempotency-Key", parcel.key());
        if (!target.header().name().isBlank()) {
            headers.put(target.header().name(), target.header().value());
        }
        return headers;
    }

    private Attempt.Call call(Parcel parcel, Heard heard, Instant at) {
        String service = name + " " + target.method();
        byte[] sent = beginning(parcel.body());
        Duration took = Duration.between(at, clock.instant());
        return heard instanceof Heard.Answered answered
                ? new Attempt.Call(service, sent, answered.status(), beginning(answered.body()), at, took)
                : new Attempt.Call(service, sent, null, null, at, took);
    }

    private static byte[] beginning(byte[] body) {
        return body.length <= LONGEST_EVIDENCE ? body : Arrays.copyOf(body, LONGEST_EVIDENCE);
    }
}
