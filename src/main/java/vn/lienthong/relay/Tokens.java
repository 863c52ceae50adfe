package vn.lienthong.relay;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.Problem;

/**
 * Access tokens by client credentials, one at a time for all workers of this process, used until shortly before they run
 * out. Whoever needs one while it is fetched waits for it, and gets what came of that, also where none is given: each would
 * wait for a server that does not answer otherwise, one behind the other. A token never leaves this class but to be sent.
 */
public final class Tokens {

    /** A token whose answer does not say how long it lasts is not trusted for long. */
    private static final Duration UNSAID = Duration.ofMinutes(5);

    /** Whatever an answer says: some say of a token that never runs out the largest number they have. */
    private static final Duration LONGEST = Duration.ofDays(365);

    /** So much before its end a token is renewed. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String system;
    private final OAuth2 settings;
    private final Words words;
    private final Wire wire;
    private final InstantSource clock;
    private final SingleFlight<Token> flight = new SingleFlight<>();
    private volatile @Nullable Lasting current;

    /**
     * What the room that asks calls these failures; told with the details {@code system} and {@code code}, the HTTP status.
     *
     * @param toldToWait it gives none now
     * @param refused it does not take our secret, or its answer is no token
     */
    public record Words(Problem toldToWait, Problem refused) {}

    /** @param system whose tokens, as problems name it */
    public Tokens(String system, OAuth2 settings, Words words, Wire wire, InstantSource clock) {
        this.system = system;
        this.settings = settings;
        this.words = words;
        this.wire = wire;
        this.clock = clock;
    }

    public sealed interface Token {}

    public record Given(String value) implements Token {

        /** Without the token. */
        @Override
        public String toString() {
            return "Given";
        }
    }

    /** Nothing of the message was sent. */
    public record NotGiven(Outcome.Deferred why) implements Token {}

    private record Lasting(Given token, Instant until) {}

    /** The one in use, or a new one. */
    public Token token(Policy.Timeout timeout) {
        Given known = inUse();
        return known == null ? fetch(null, timeout) : known;
    }

    /** A token in place of one the system did not take: the one that is there by now, or a new one. */
    public Token insteadOf(Given refused, Policy.Timeout timeout) {
        Given known = inUse();
        return known == null || known.equals(refused) ? fetch(refused, timeout) : known;
    }

    private @Nullable Given inUse() {
        Lasting known = current;
        return known != null && clock.instant().isBefore(known.until()) ? known.token() : null;
    }

    private Token fetch(@Nullable Given refused, Policy.Timeout timeout) {
        return flight.get(system, () -> {
            // Somebody may have fetched one since this was asked for.
            Given known = inUse();
            return known == null || known.equals(refused) ? ask(timeout) : known;
        });
    }

    private Token ask(Policy.Timeout timeout) {
        current = null;
        Heard heard = wire.post(URI.create(settings.url()), headers(), body(), timeout);
        return switch (heard) {
            case Heard.NotReached none -> notAsked(none.cause());
            case Heard.Lost lost -> notAsked(lost.cause());
            case Heard.Answered answered -> read(answered);
        };
    }

    private Token read(Heard.Answered answered) {
        if (answered.status() >= 500 || answered.status() == 429) {
            Problem cause = about(words.toldToWait(), answered);
            return new NotGiven(new Outcome.Deferred(cause, answered.retryAfter(), true));
        }
        try {
            JsonNode answer = content(JSON.readTree(answered.body()));
            String token = answer.path("access_token").asString("");
            if (answered.status() == 200 && !token.isBlank()) {
                long seconds = answer.path("expires_in").asLong(UNSAID.toSeconds());
                Given given = new Given(token);
                Instant end = clock.instant().plusSeconds(Math.clamp(seconds, 0, LONGEST.toSeconds()));
                current = new Lasting(given, end.minus(MARGIN));
                return given;
            }
        } catch (JacksonException notJson) {
            // then it is no token
        }
        return new NotGiven(Outcome.Deferred.shut(about(words.refused(), answered)));
    }

    /** Who is asked in JSON answers with an object {@code data} around what the RFC has at the top. */
    private static JsonNode content(JsonNode answer) {
        return answer.has("access_token") ? answer : answer.path("data");
    }

    private NotGiven notAsked(Problem cause) {
        return new NotGiven(new Outcome.Deferred(cause.with("system", system), null, true));
    }

    private Problem about(Problem problem, Heard.Answered answered) {
        return problem.with("system", system).with("code", String.valueOf(answered.status()));
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", inJson() ? "application/json" : "application/x-www-form-urlencoded");
        headers.put("Accept", "application/json");
        if (settings.in() == OAuth2.In.HEADER) {
            String client = encoded(settings.clientId()) + ":" + encoded(settings.clientSecret());
            headers.put(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)));
        }
        return headers;
    }

    private boolean inJson() {
        return settings.in() == OAuth2.In.JSON;
    }

    private byte[] body() {
        return inJson()
                ? JSON.writeValueAsBytes(
                        Map.of("client_id", settings.clientId(), "client_secret", settings.clientSecret()))
                : form();
    }

    private byte[] form() {
        String client = settings.in() == OAuth2.In.FORM
                ? "&client_id=" + encoded(settings.clientId()) + "&client_secret=" + encoded(settings.clientSecret())
                : "";
        String scope = settings.scope().isBlank() ? "" : "&scope=" + encoded(settings.scope());
        return ("grant_type=client_credentials" + client + scope).getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
