package vn.lienthong.situation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where a webhook leads to: keeps what it is told, and answers as a test tells it. */
final class Listener implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    final List<JsonNode> told = new CopyOnWriteArrayList<>();
    final List<String> keys = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status = 204;
    private volatile Runnable meanwhile = () -> {};

    Listener() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::hear);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    void answers(int newStatus) {
        status = newStatus;
    }

    /** What happens while it is told the next thing. */
    void meanwhile(Runnable happens) {
        meanwhile = happens;
    }

    /** The subjects of what was told, oldest first. */
    List<String> subjects() {
        return told.stream().map(alert -> alert.path("subject").asString()).toList();
    }

    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Key")));
            Runnable now = meanwhile;
            meanwhile = () -> {};
            now.run();
            if (status / 100 == 2) {
                told.add(body);
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
