package vn.lienthong.scenario;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A portal that takes everything at once and remembers when: the counterpart of benchmarks, so cheap that what is measured
 * is the other side. It checks nothing; the strict portal is the sandbox's.
 */
final class AnsweringPortal implements AutoCloseable {

    static final String PATH = "/VXPAdapter/RestService/forward";

    private static final byte[] LOGIN = "{\"error_code\":0,\"session\":\"s-1\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ABSENT =
            "{\"error_code\":0,\"message\":\"\",\"result\":[]}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TAKEN =
            "{\"error_code\":0,\"message\":\"Thành công\"}".getBytes(StandardCharsets.UTF_8);
    private static final String NUMBER = "\"MaHoSo\":\"";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
    private final AtomicLong calls = new AtomicLong();

    private AnsweringPortal(HttpServer server) {
        this.server = server;
    }

    static AnsweringPortal start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
        AnsweringPortal portal = new AnsweringPortal(server);
        server.setExecutor(portal.threads);
        server.createContext(PATH + "/mapi/login", exchange -> portal.answer(exchange, LOGIN));
        server.createContext(PATH + "/mapi/g", portal::call);
        server.start();
        return portal;
    }

    String adapter() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    /** How many dossiers arrived. */
    int dossiers() {
        return arrivals.size();
    }

    /** When a dossier first arrived, by {@link System#nanoTime}. */
    long arrivedAt(String number) {
        return arrivals.getOrDefault(number, Long.MAX_VALUE);
    }

    long calls() {
        return calls.get();
    }

    private void call(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.incrementAndGet();
        int at = body.indexOf(NUMBER);
        if (at < 0) {
            answer(exchange, ABSENT);
            return;
        }
        int from = at + NUMBER.length();
        arrivals.putIfAbsent(body.substring(from, body.indexOf('"', from)), System.nanoTime());
        answer(exchange, TAKEN);
    }

    private void answer(HttpExchange exchange, byte[] answer) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
