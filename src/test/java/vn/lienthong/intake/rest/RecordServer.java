package vn.lienthong.intake.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A ministry's system with an HTTP API: {@code GET /api/ho-so?sort=updatedAt} gives records in the order of their
 * times, those that are later than {@code since}, in pages by their number, by cursors and by links. It knows no other
 * path, method or parameter, wants the key or a token, and keeps what it was asked.
 */
public final class RecordServer implements AutoCloseable {

    public static final String KEY = "TEST-KEY";
    static final String CLIENT_SECRET = "TEST-SECRET";

    private static final List<String> PARAMETERS = List.of("sort", "since", "page", "cursor", "size");

    private final Map<String, Entry> records = new LinkedHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile @Nullable Trouble lasting;
    private int port;
    private int tokens;
    private String token = "none";
    private long lifetime = 3600;
    private boolean ignoresSince;
    private @Nullable HttpServer server;

    private record Entry(String key, @Nullable OffsetDateTime time, String json) {}

    /** What the next request meets in place of an answer. */
    interface Trouble {

        void answer(HttpExchange request) throws IOException;
    }

    public RecordServer() throws IOException {
        start();
    }

    public String address() {
        return "http://127.0.0.1:" + port + "/api";
    }

    String tokenAddress() {
        return "http://127.0.0.1:" + port + "/token";
    }

    /** Starts it again where it was. */
    void start() throws IOException {
        HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        port = started.getAddress().getPort();
        started.setExecutor(threads);
        started.createContext("/", request -> {
            try (request) {
                answer(request);
            }
        });
        started.start();
        server = started;
    }

    /** What it has stays. */
    void stop() {
        if (server != null) {
            server.stop(0);
        }
        server = null;
    }

    /** @param time null: it has none, and none asks for it */
    public synchronized void put(String key, @Nullable String time, String json) {
        records.remove(key);
        records.put(key, new Entry(key, time == null ? null : OffsetDateTime.parse(time), json));
    }

    /** Each request meets it until there is none. */
    void always(@Nullable Trouble trouble) {
        lasting = trouble;
    }

    void next(Trouble trouble) {
        troubles.add(trouble);
    }

    /** Paths and parameters, as they came. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** How many tokens were given. */
    int tokens() {
        return tokens;
    }

    /** Gives all there is, whatever it is asked for. */
    void ignoreSince() {
        ignoresSince = true;
    }

    /** @param seconds what it says of the tokens it gives */
    void tokensLast(long seconds) {
        lifetime = seconds;
    }

    void forgetToken() {
        token = "none";
    }

    private synchronized void answer(HttpExchange request) throws IOException {
        if (request.getRequestURI().getPath().equals("/token")) {
            giveToken(request);
            return;
        }
        asked.add(request.getRequestURI().toString());
        Trouble trouble = lasting == null ? troubles.poll() : lasting;
        if (trouble != null) {
            trouble.answer(request);
            return;
        }
        Map<String, String> parameters = parameters(request);
        boolean known = request.getRequestMethod().equals("GET")
                && request.getRequestURI().getPath().equals("/api/ho-so")
                && "updatedAt".equals(parameters.get("sort"))
                && PARAMETERS.containsAll(parameters.keySet());
        boolean allowed = KEY.equals(request.getRequestHeaders().getFirst("X-Api-Key"))
                || ("Bearer " + token).equals(request.getRequestHeaders().getFirst("Authorization"));
        if (!known || !allowed) {
            send(request, known ? 401 : 400, "{}");
            return;
        }
        send(request, 200, page(parameters));
    }

    private String page(Map<String, String> parameters) {
        List<Entry> all = later(parameters.get("since"));
        int size = Integer.parseInt(parameters.getOrDefault("size", String.valueOf(all.size() + 1)));
        int from = parameters.containsKey("cursor")
                ? Integer.parseInt(parameters.getOrDefault("cursor", "").replace("c-", ""))
                : (Integer.parseInt(parameters.getOrDefault("page", "1")) - 1) * size;
        List<Entry> page = all.stream().skip(from).limit(size).toList();
        boolean last = from + page.size() >= all.size();
        String since = parameters.containsKey("since") ? "&since=" + encoded(parameters.getOrDefault("since", "")) : "";
        String link = "/api/ho-so?sort=updatedAt&size=" + size + since + "&cursor=c-" + (from + size);
        return "{ \"data\": {\"total\": %d, \"items\": [%s]}, \"cursor\": %s, \"link\": %s}"
                .formatted(
                        all.size(),
                        String.join(" ,\n ", page.stream().map(Entry::json).toList()),
                        last ? "null" : "\"c-" + (from + size) + "\"",
                        last ? "\"\"" : "\"" + link + "\"");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private List<Entry> later(@Nullable String since) {
        List<Entry> all = new ArrayList<>(records.values());
        if (since != null && !ignoresSince) {
            OffsetDateTime than = OffsetDateTime.parse(since);
            all.removeIf(entry -> entry.time() == null || !entry.time().isAfter(than));
        }
        all.sort(Comparator.comparing(
                Entry::time, Comparator.nullsFirst(Comparator.comparing(OffsetDateTime::toInstant))));
        return all;
    }

    private void giveToken(HttpExchange request) throws IOException {
        String form = new String(request.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!form.contains("client_secret=" + CLIENT_SECRET)) {
            send(request, 401, "{\"error\":\"invalid_client\"}");
            return;
        }
        token = "TEST-TOKEN-" + ++tokens;
        send(request, 200, "{\"access_token\":\"" + token + "\",\"expires_in\":" + lifetime + "}");
    }

    private static Map<String, String> parameters(HttpExchange request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String query = request.getRequestURI().getRawQuery();
        for (String one : query == null ? new String[0] : query.split("&")) {
            String[] parts = one.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    static void send(HttpExchange request, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        request.getResponseHeaders().set("Content-Type", "application/json");
        request.sendResponseHeaders(status, bytes.length);
        request.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        stop();
        threads.close();
    }
}
