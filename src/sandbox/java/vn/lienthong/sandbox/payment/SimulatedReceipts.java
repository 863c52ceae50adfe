package vn.lienthong.sandbox.payment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.sandbox.payment.Ordered.Standing;

/**
 * Receipts of both payment systems (A.6, B.3), as strict as the fact sheet: {@code GET_BILL} wants the time of CONFIRM, and
 * what an address names is served at the adapter's path, whatever host it names.
 */
public final class SimulatedReceipts {

    static final String ADAPTER = "/VXPAdapter/RestService/forward/bienlai/";
    /** Nobody may ever call it. */
    static final String NAMED_HOST = "http://ss-term.invalid:8080";

    private final SimulatedPayments payments;
    private final PaymentAccount account;
    private final AtomicReference<Form> form = new AtomicReference<>(Form.STREAM);
    private final List<String> fetched = new CopyOnWriteArrayList<>();

    SimulatedReceipts(SimulatedPayments payments, PaymentAccount account, HttpServer server) {
        this.payments = payments;
        this.account = account;
        server.createContext("/pp/bill", each -> unlessDown(each, this::bill));
        server.createContext("/paygov/receipt", each -> unlessDown(each, this::receipt));
        server.createContext(ADAPTER, this::fetch);
    }

    /** How the Payment Platform answers from now on. */
    public enum Form {
        /** The PDF itself. */
        STREAM,
        /** {@code UrlBienLai}. */
        ADDRESS,
        /** {@code URLBienLai}. */
        OTHER_SPELLING,
        /** An address at which there is no PDF but a page. */
        PAGE,
        /** An address that is none by HTTP. */
        FILE,
        /** There is no receipt yet. */
        NONE
    }

    public void answerAs(Form how) {
        form.set(how);
    }

    /** The paths fetched at the adapter, queries and all. */
    public List<String> fetched() {
        return List.copyOf(fetched);
    }

    /** The PDF of an order. */
    public static byte[] pdf(String reference) {
        return ("%PDF-1.4\n% Bien lai thu nghiem " + reference + "\n%%EOF\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Whatever goes wrong with the payment systems is an error page here. */
    private void unlessDown(HttpExchange exchange, HttpHandler service) throws IOException {
        if (payments.isDown()) {
            exchange.sendResponseHeaders(502, -1);
            exchange.close();
        } else {
            service.handle(exchange);
        }
    }

    private void bill(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode question = read(exchange);
            payments.hear("bill");
            Ordered order =
                    payments.order(question.path("MaThamChieu").asString("")).orElse(null);
            String wrong = Strict.bill(question, order, account);
            Form now = form.get();
            if (!wrong.isEmpty() || now == Form.NONE || order == null) {
                json(exchange, said("99", wrong.isEmpty() ? "Chưa có biên lai" : wrong));
            } else if (now == Form.STREAM) {
                send(exchange, "application/pdf", pdf(order.reference()));
            } else {
                String host = now == Form.FILE ? "file://" : NAMED_HOST;
                json(
                        exchange,
                        said("00", "Thành công")
                                .put(
                                        now == Form.OTHER_SPELLING ? "URLBienLai" : "UrlBienLai",
                                        host + ADAPTER + order.reference() + ".pdf?k=1%202"));
            }
        }
    }

    private void receipt(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode question = read(exchange);
            payments.hear("receipt");
            String paid = new String(
                    Base64.getMimeDecoder().decode(question.path("paids").asString("")), StandardCharsets.UTF_8);
            boolean known = payments.orders().stream()
                    .filter(order -> order.standing() == Standing.PAID)
                    .anyMatch(order -> paid.equals("[\"" + order.transaction() + "\"]"));
            ObjectNode answer = SimulatedPayments.JSON.createObjectNode();
            if (known && Strict.receipt(question, account)) {
                answer.put(
                        "transactionReceipt",
                        "https://paygov.invalid/bienlai/"
                                + question.path("docCode").asString(""));
            } else {
                answer.put("error_code", "FAILED");
            }
            json(exchange, answer);
        }
    }

    private void fetch(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            fetched.add(path);
            String name = path.substring(ADAPTER.length()).replaceFirst("\\.pdf.*", "");
            boolean page =
                    form.get() == Form.PAGE || !exchange.getRequestMethod().equals("GET");
            send(
                    exchange,
                    page ? "text/html" : "application/pdf",
                    page ? "<html>Đăng nhập</html>".getBytes(StandardCharsets.UTF_8) : pdf(name));
        }
    }

    private static JsonNode read(HttpExchange exchange) throws IOException {
        try {
            return SimulatedPayments.JSON.readTree(exchange.getRequestBody().readAllBytes());
        } catch (JacksonException noJson) {
            return SimulatedPayments.JSON.createObjectNode();
        }
    }

    private static ObjectNode said(String code, String text) {
        return SimulatedPayments.JSON.createObjectNode().put("MaLoi", code).put("MoTaLoi", text);
    }

    private static void json(HttpExchange exchange, ObjectNode answer) throws IOException {
        send(exchange, "application/json", SimulatedPayments.JSON.writeValueAsBytes(answer));
    }

    private static void send(HttpExchange exchange, String mediaType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", mediaType);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }
}
