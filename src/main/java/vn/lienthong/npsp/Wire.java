package vn.lienthong.npsp;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import vn.lienthong.relay.Policy;

/**
 * Posts JSON (npsp 3) over connections it keeps. A whole answer must be there by the policy's time-outs and within a
 * bound; a redirect is followed on the same host only, so that no session leaves it. A message is never repeated here.
 * Safe for any number of threads.
 */
final class Wire implements AutoCloseable {

    private static final int MOST_REDIRECTS = 3;
    private static final List<Integer> REDIRECTS = List.of(301, 302, 307, 308);

    private final long longestAnswer;
    private final InstantSource clock;
    private volatile @Nullable Client client;

    private record Client(Duration connect, HttpClient http) {}

    Wire(long longestAnswer, InstantSource clock) {
        this.longestAnswer = longestAnswer;
        this.clock = clock;
    }

    /** The answer to one message. Interrupting the thread gives up waiting: the message may have arrived. */
    Heard post(URI address, Map<String, String> headers, byte[] body, Policy.Timeout timeout) {
        URI at = address;
        for (int hop = 0; ; hop++) {
            Reached reached = once(at, headers, body, timeout);
            if (reached.redirect() == null || hop == MOST_REDIRECTS) {
                return reached.heard();
            }
            at = reached.redirect();
        }
    }

    @Override
    public void close() {
        Client open = client;
        if (open != null) {
            open.http().shutdownNow();
        }
    }

    /** @param redirect where on the same host to go instead; null if this is it */
    private record Reached(Heard heard, @Nullable URI redirect) {}

    private Reached once(URI address, Map<String, String> headers, byte[] body, Policy.Timeout timeout) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        CompletableFuture<HttpResponse<byte[]>> answer = http(timeout.connect())
                .sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), longestAnswer));
        try {
            HttpResponse<byte[]> response =
                    answer.get(timeout.connect().plus(timeout.read()).toMillis(), TimeUnit.MILLISECONDS);
            return new Reached(answered(response), sameHost(address, response));
        } catch (TimeoutException late) {
            answer.cancel(true);
            return new Reached(lost("time-out"), null);
        } catch (InterruptedException stopping) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Reached(lost("interrupted"), null);
        } catch (ExecutionException failed) {
            return new Reached(failed(failed.getCause()), null);
        }
    }

    private Heard.Answered answered(HttpResponse<byte[]> response) {
        Duration retryAfter = response.headers()
                .firstValue("Retry-After")
                .map(value -> RetryAfter.read(value, clock.instant()))
                .orElse(null);
        return new Heard.Answered(response.statusCode(), response.body(), retryAfter);
    }

    private static @Nullable URI sameHost(URI from, HttpResponse<byte[]> response) {
        String location = response.headers().firstValue("Location").orElse(null);
        if (location == null || !REDIRECTS.contains(response.statusCode())) {
            return null;
        }
        try {
            URI to = from.resolve(location);
            boolean same = Objects.equals(from.getScheme(), to.getScheme())
                    && Objects.equals(from.getRawAuthority(), to.getRawAuthority());
            return same ? to : null;
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }

    /** A failure before a connection stood is told from all others; of those we cannot know what arrived. */
    private Heard failed(@Nullable Throwable cause) {
        if (cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLHandshakeException) {
            return new Heard.NotReached(NpspProblem.NOT_REACHED
                    .problem()
                    .with("why", words(cause.getClass().getSimpleName())));
        }
        if (cause instanceof IOException && String.valueOf(cause.getMessage()).contains("body exceeds")) {
            return new Heard.Lost(NpspProblem.ANSWER_TOO_LONG.problem().with("longest", String.valueOf(longestAnswer)));
        }
        return lost(cause == null ? "unknown" : words(cause.getClass().getSimpleName()));
    }

    private static Heard.Lost lost(String why) {
        return new Heard.Lost(NpspProblem.NO_ANSWER.problem().with("why", why));
    }

    /** {@code HttpConnectTimeoutException} reads {@code http connect timeout}. */
    private static String words(String exception) {
        return exception
                .replace("Exception", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    /** The connect time-out belongs to a client, so another one in the policy means another client. */
    private HttpClient http(Duration connect) {
        Client open = client;
        if (open != null && open.connect().equals(connect)) {
            return open.http();
        }
        return renewed(connect);
    }

    private synchronized HttpClient renewed(Duration connect) {
        Client old = client;
        if (old != null && old.connect().equals(connect)) {
            return old.http();
        }
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connect)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        client = new Client(connect, http);
        if (old != null) {
            old.http().shutdown();
        }
        return http;
    }
}
