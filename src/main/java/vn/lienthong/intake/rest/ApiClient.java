package vn.lienthong.intake.rest;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.Heard;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Tokens;
import vn.lienthong.relay.Wire;

/** Gets documents of one API, and shows it who asks. Used by one thread at a time. */
final class ApiClient implements AutoCloseable {

    private static final Wire.Words WORDS = new Wire.Words(
            Problem.of("intake.api-unreachable"),
            Problem.of("intake.api-unreachable"),
            Problem.of("intake.api-unreachable").with("why", "answer too long"));
    private static final Tokens.Words TOKENS =
            new Tokens.Words(Problem.of("intake.api-told-to-wait"), Problem.of("intake.api-refused"));
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final byte[] NO_BODY = new byte[0];

    private final ApiSettings settings;
    private final Policy.Timeout timeout;
    private final Wire wire;
    private final Tokens tokens;

    ApiClient(String name, ApiSettings settings, InstantSource clock) {
        this.settings = settings;
        this.timeout = new Policy.Timeout(CONNECT, settings.timeout());
        this.wire = new Wire(WORDS, settings.longestAnswer().toBytes(), clock);
        this.tokens = new Tokens(name, settings.oauth2(), TOKENS, wire, clock);
    }

    /** The document there. A token the API does not take costs one new token and one repetition. */
    byte[] get(URI address) throws ApiFault {
        if (!settings.oauth2().isSet()) {
            return document(ask(address, null));
        }
        Tokens.Given token = given(tokens.token(timeout));
        Heard heard = ask(address, token);
        if (heard instanceof Heard.Answered answered && answered.status() == 401) {
            heard = ask(address, given(tokens.insteadOf(token, timeout)));
        }
        return document(heard);
    }

    private static Tokens.Given given(Tokens.Token token) throws ApiFault {
        return switch (token) {
            case Tokens.Given given -> given;
            case Tokens.NotGiven none ->
                throw ApiFault.passing(none.why().cause(), none.why().askedToWait());
        };
    }

    private Heard ask(URI address, Tokens.@Nullable Given token) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json");
        if (settings.header().isSet()) {
            headers.put(settings.header().name(), settings.header().value());
        }
        if (token != null) {
            headers.put("Authorization", "Bearer " + token.value());
        }
        return wire.send("GET", address, headers, NO_BODY, timeout);
    }

    private static byte[] document(Heard heard) throws ApiFault {
        return switch (heard) {
            case Heard.NotReached none -> throw ApiFault.passing(none.cause(), null);
            case Heard.Lost lost -> throw ApiFault.passing(lost.cause(), null);
            case Heard.Answered answered when answered.status() == 200 -> answered.body();
            case Heard.Answered answered -> throw refused(answered);
        };
    }

    private static ApiFault refused(Heard.Answered answered) {
        int status = answered.status();
        if (status == 429 || status >= 500) {
            return ApiFault.passing(coded("intake.api-told-to-wait", status), answered.retryAfter());
        }
        return status == 401 || status == 403
                ? ApiFault.passing(coded("intake.api-refused", status), answered.retryAfter())
                : ApiFault.unclear("HTTP " + status);
    }

    private static Problem coded(String problem, int status) {
        return Problem.of(problem).with("code", String.valueOf(status));
    }

    @Override
    public void close() {
        wire.close();
    }
}
