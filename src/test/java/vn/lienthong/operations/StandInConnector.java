package vn.lienthong.operations;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** In the place of a running connector's API: answers what it was told to, and keeps what it was asked. */
final class StandInConnector implements AutoCloseable {

    /** Address, key and body of each request. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private volatile int status;
    private volatile List<String> answers;

    StandInConnector(int status, String answer) throws IOException {
        this.status = status;
        this.answers = List.of(answer);
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** @param bodies one after the other; the last one from then on */
    void answers(int newStatus, String... bodies) {
        status = newStatus;
        answers = List.of(bodies);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        byte[] body = answers.getFirst().getBytes(StandardCharsets.UTF_8);
        answers = answers.size() == 1 ? answers : answers.subList(1, answers.size());
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** The option that leads a command here. */
    String url() {
        return "--url=http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
