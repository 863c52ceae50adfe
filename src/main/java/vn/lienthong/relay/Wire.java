package vn.lienthong.relay;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/**
 * Posts messages to a counterpart over connections it keeps. A whole answer must be there by the policy's time-outs and
 * within a bound; a redirect is followed on the same host only, so that no session or secret leaves it, and never to
 * where the message was already. A message is never repeated here. Safe for any number of threads, which are best
 * virtual ones: each waits for its own answer.
 */
public final class Wire implements AutoCloseable {

    private static final int MOST_REDIRECTS = 3;
    private static final List<Integer> REDIRECTS = List.of(301, 302, 307, 308);

    /** More than any pace has at work, so that nobody waits for a connection. */
    private static final int MOST_CONNECTIONS = 10_000;

    private static final TimeValue LONGEST_IDLE = TimeValue.ofSeconds(30);
    /** One that was idle longer is looked at before it is used: the other side may have closed it. */
    private static final TimeValue TRUSTED_IDLE = TimeValue.ofSeconds(1);

    private static final Pattern SYSTEMS_WORDS = Pattern.compile("[A-Za-z ]{1,60}");

    private final Words words;
    private final int longestAnswer;
    private final InstantSource clock;
    private final CloseableHttpClient http = client();
    private final ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("time-outs").factory());
    private volatile Duration connect = Duration.ofSeconds(5);

    /**
     * What the room that sends calls these failures.
     *
     * @param notReached told with the detail {@code why}
     * @param noAnswer told with the detail {@code why}
     * @param answerTooLong told with the detail {@code longest}, in bytes
     */
    public record Words(Problem notReached, Problem noAnswer, Problem answerTooLong) {}

    /** @param longestAnswer in bytes; a longer one is not read to its end, and counts as none */
    public Wire(Words words, long longestAnswer, InstantSource clock) {
        this.words = words;
        this.longestAnswer = (int) Math.min(longestAnswer, Integer.MAX_VALUE / 2);
        this.clock = clock;
        alarms.setRemoveOnCancelPolicy(true);
    }

    /** The answer to one message. Interrupting a virtual thread gives up waiting: the message may have arrived. */
    public Heard post(URI address, Map<String, String> headers, byte[] body, Policy.Timeout timeout) {
        return send("POST", address, headers, body, timeout);
    }

    /** The same by another method. */
    public Heard send(String method, URI address, Map<String, String> headers, byte[] body, Policy.Timeout timeout) {
        List<URI> been = new ArrayList<>(1);
        URI at = address;
        while (true) {
            been.add(at);
            Reached reached = once(method, at, headers, body, timeout);
            if (reached.redirect() == null || been.contains(reached.redirect()) || been.size() > MOST_REDIRECTS) {
                return been.size() == 1 ? reached.heard() : seen(reached.heard());
            }
            at = reached.redirect();
        }
    }

    /** Who sent us on has seen the message, whatever became of it there. */
    private Heard seen(Heard heard) {
        return heard instanceof Heard.NotReached(Problem cause)
                ? new Heard.Lost(words.noAnswer().with("why", cause.details().getOrDefault("why", "")))
                : heard;
    }

    @Override
    public void close() {
        alarms.shutdownNow();
        http.close(CloseMode.IMMEDIATE);
    }

    /** @param redirect where on the same host to go instead; null if this is it */
    private record Reached(Heard heard, @Nullable URI redirect) {}

    private Reached once(String method, URI address, Map<String, String> headers, byte[] body, Policy.Timeout timeout) {
        connect = timeout.connect();
        HttpUriRequestBase request = new HttpUriRequestBase(method, address);
        // Without this header any coding is allowed. What is coded all the same is read all the same.
        request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        headers.forEach(request::setHeader);
        if (body.length > 0 || !method.equals("GET")) {
            request.setEntity(new ByteArrayEntity(body, null));
        }
        Future<?> alarm = alarms.schedule(
                request::cancel, timeout.connect().plus(timeout.read()).toMillis(), TimeUnit.MILLISECONDS);
        HttpClientContext course = HttpClientContext.create();
        try (ClassicHttpResponse response = http.executeOpen(null, request, course)) {
            if (!Sending.hasBegun(course)) {
                throw new TunnelRefused(response.getCode());
            }
            byte[] answer = body(response);
            if (answer.length > longestAnswer) {
                request.cancel(); // or the end of this block would read the rest
                throw new AnswerTooLong();
            }
            URI location = location(address, response);
            boolean follow =
                    location != null && REDIRECTS.contains(response.getCode()) && isSameServer(address, location);
            return new Reached(answered(response, answer, location), follow ? location : null);
        } catch (IOException failed) {
            return new Reached(failed(failed, request.isCancelled(), Sending.hasBegun(course)), null);
        } catch (RuntimeException cancelled) {
            // The client is not ready everywhere for the alarm that takes its connection away, and throws what comes.
            if (!request.isCancelled()) {
                throw cancelled;
            }
            return new Reached(Sending.hasBegun(course) ? lost("time-out") : notReached("time-out"), null);
        } finally {
            alarm.cancel(false);
        }
    }

    /** One byte more than allowed if there is more. */
    private byte[] body(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        return Coded.decoded(entity).readNBytes(longestAnswer + 1);
    }

    private static final class AnswerTooLong extends IOException {}

    private Heard.Answered answered(ClassicHttpResponse response, byte[] answer, @Nullable URI location) {
        Header retryAfter = response.getFirstHeader("Retry-After");
        return new Heard.Answered(
                response.getCode(),
                answer,
                charset(response),
                retryAfter == null ? null : RetryAfter.read(retryAfter.getValue(), clock.instant()),
                location == null ? null : server(location));
    }

    private static @Nullable Charset charset(ClassicHttpResponse response) {
        Header type = response.getFirstHeader(HttpHeaders.CONTENT_TYPE);
        ContentType read = type == null ? null : ContentType.parseLenient(type.getValue());
        return read == null ? null : read.getCharset();
    }

    private static @Nullable URI location(URI from, ClassicHttpResponse response) {
        Header location = response.getFirstHeader("Location");
        if (location == null) {
            return null;
        }
        try {
            return from.resolve(location.getValue());
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }

    /** Without a user and a password an address may hold. */
    private static @Nullable String server(URI address) {
        String host = address.getHost();
        return host == null
                ? null
                : host + (address.getPort() < 0 ? "" : ":" + address.getPort()) + " (" + address.getScheme() + ")";
    }

    private static boolean isSameServer(URI one, URI other) {
        return Objects.equals(one.getScheme(), other.getScheme())
                && Objects.equals(one.getRawAuthority(), other.getRawAuthority());
    }

    /** The proxy makes no way to the counterpart, and its answer must not be taken for the counterpart's. */
    private static final class TunnelRefused extends IOException {
        TunnelRefused(int status) {
            super("the proxy refuses, HTTP " + status);
        }
    }

    /**
     * A failure before a connection stood is told from all others; of those we cannot know what arrived.
     *
     * @param late the alarm has rung: whatever failed, that was why
     */
    private Heard failed(IOException cause, boolean late, boolean wasSent) {
        if (cause instanceof AnswerTooLong) {
            return new Heard.Lost(words.answerTooLong().with("longest", String.valueOf(longestAnswer)));
        }
        if (!wasSent || cause instanceof SSLHandshakeException || cause instanceof KeptConnection.UnaskedAnswer) {
            return notReached(whyNotReached(cause, late));
        }
        if (Thread.currentThread().isInterrupted()) {
            return lost("interrupted");
        }
        return lost(late ? "time-out" : plain(cause));
    }

    private static String whyNotReached(IOException cause, boolean late) {
        if (cause instanceof TunnelRefused) {
            return String.valueOf(cause.getMessage());
        }
        if (late) {
            return "time-out";
        }
        return cause instanceof SSLException tls ? TlsFailure.why(tls) : plain(cause);
    }

    private Heard.NotReached notReached(String why) {
        return new Heard.NotReached(words.notReached().with("why", why));
    }

    private Heard.Lost lost(String why) {
        return new Heard.Lost(words.noAnswer().with("why", why));
    }

    /** {@code ConnectTimeoutException} reads {@code connect timeout}; where the name says little, the system's own words. */
    private static String plain(IOException cause) {
        if (cause instanceof HttpHostConnectException) {
            return "connection refused";
        }
        String says = cause.getMessage();
        if (cause.getClass() == SocketException.class
                && says != null
                && SYSTEMS_WORDS.matcher(says).matches()) {
            return says.toLowerCase(Locale.ROOT);
        }
        return cause.getClass()
                .getSimpleName()
                .replace("Exception", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    /** Sends what it is given and nothing of its own accord; trust, proxies and keys are the JVM's. */
    private CloseableHttpClient client() {
        return HttpClients.custom()
                .setConnectionManager(connections())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.DISABLED)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setRoutePlanner(new SystemDefaultRoutePlanner(ProxySelector.getDefault()))
                .setRequestExecutor(new Sending())
                .setUserAgent("lienthong")
                .evictIdleConnections(LONGEST_IDLE)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .build();
    }

    private HttpClientConnectionManager connections() {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(socket -> new KeptConnection())
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setTlsSocketStrategy(DefaultClientTlsStrategy.createSystemDefault())
                .setConnectionConfigResolver(route -> ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connect))
                        .setSocketTimeout(Timeout.DISABLED)
                        .setValidateAfterInactivity(TRUSTED_IDLE)
                        .build())
                .build();
    }
}
