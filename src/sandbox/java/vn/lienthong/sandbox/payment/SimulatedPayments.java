package vn.lienthong.sandbox.payment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.sandbox.payment.Ordered.Standing;

/** Both payment systems on one port of loopback. Safe for any number of threads. */
public final class SimulatedPayments implements AutoCloseable {

    static final JsonMapper JSON = new JsonMapper();

    private final PaymentAccount account;
    private final HttpServer server;
    private final SimulatedReceipts receipts;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Ordered> platform = new ConcurrentHashMap<>();
    private final Map<String, Ordered> paygov = new ConcurrentHashMap<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicReference<Fault> fault = new AtomicReference<>(Fault.NONE);
    private final CountDownLatch closed = new CountDownLatch(1);

    private SimulatedPayments(int port, PaymentAccount account) {
        this.account = account;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/pp/init", each -> platformCall(each, this::init));
        server.createContext("/pp/query", each -> platformCall(each, this::query));
        server.createContext("/paygov/create", each -> platformCall(each, this::create));
        server.createContext("/paygov/query", each -> platformCall(each, this::paygovQuery));
        receipts = new SimulatedReceipts(this, account, server);
        server.start();
    }

    /** @param port 0: any that is free */
    public static SimulatedPayments start(int port, PaymentAccount account) {
        return new SimulatedPayments(port, account);
    }

    /** What goes wrong with every call from now on. */
    public enum Fault {
        NONE,
        /** The message is taken, and the connection cut before the answer. */
        CUT,
        /** The message is taken, and no answer ever comes. */
        SILENT,
        /** The message is lost, and the connection cut. */
        LOST,
        /** An error page of the adapter. */
        ERROR,
        /** The message is refused. */
        REFUSE
    }

    public void goWrong(Fault how) {
        fault.set(how);
    }

    /** Of a path of this server: {@code /pp/init}. */
    public String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public SimulatedReceipts receipts() {
        return receipts;
    }

    boolean isDown() {
        return fault.get() != Fault.NONE;
    }

    void hear(String service) {
        heard.add(service);
    }

    /** The services called so far, in order: {@code init}, {@code query} … */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    public List<Ordered> orders() {
        List<Ordered> all = new ArrayList<>(platform.values());
        all.addAll(paygov.values());
        return all;
    }

    public Optional<Ordered> order(String reference) {
        return Optional.ofNullable(platform.getOrDefault(reference, paygov.get(reference)));
    }

    /** The payer pays, or does not manage to. */
    public Ordered ends(String reference, Standing standing) {
        Map<String, Ordered> orders = platform.containsKey(reference) ? platform : paygov;
        return Objects.requireNonNull(orders.computeIfPresent(
                reference, (name, order) -> order.as(standing, "SIM" + numbers.incrementAndGet(), Sealing.now())));
    }

    /** The notice of an order as it stands, rightly sealed. */
    public ObjectNode notice(String reference) {
        Ordered order = order(reference).orElseThrow();
        return platform.containsKey(reference) ? Sealing.confirm(order, account) : Sealing.paygov(order, account);
    }

    /** A bad notice of an order, as if it had been paid. */
    public ObjectNode bad(String reference, BadNotice how) {
        if (order(reference).orElseThrow().standing() != Standing.PAID) {
            ends(reference, Standing.PAID);
        }
        return how.of(notice(reference), account);
    }

    boolean isPlatforms(String reference) {
        return platform.containsKey(reference);
    }

    /** Opens the payer's page, whose buttons tell the connector at that address. */
    public void tell(String connector) {
        server.createContext("/pay", new PayerPage(this, connector)::answer);
    }

    /** Sends a notice, however bad, and tells what was answered. */
    public String send(String address, String mediaType, byte[] body) {
        try {
            return client.send(
                            HttpRequest.newBuilder(URI.create(address))
                                    .header("Content-Type", mediaType)
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .body();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private interface Service {

        ObjectNode answer(JsonNode message);
    }

    private void platformCall(HttpExchange exchange, Service service) throws IOException {
        Fault now = fault.get();
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            hear(path.substring(path.lastIndexOf('/') + 1));
            if (now == Fault.LOST) {
                return;
            }
            if (now == Fault.ERROR) {
                answer(exchange, 502, "<html><body>Lỗi hệ thống</body></html>");
                return;
            }
            ObjectNode answer = now == Fault.REFUSE ? refusal("Từ chối") : answer(service, body);
            if (now == Fault.CUT) {
                return;
            }
            if (now == Fault.SILENT) {
                closed.await();
                return;
            }
            answer(exchange, 200, JSON.writeValueAsString(answer));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static ObjectNode answer(Service service, byte[] body) {
        try {
            return service.answer(JSON.readTree(body));
        } catch (JacksonException noJson) {
            return refusal("Không phải JSON");
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", status == 200 ? "application/json" : "text/html");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private ObjectNode init(JsonNode init) {
        String wrong = Strict.init(init, account);
        String reference = init.path("MaThamChieu").asString("");
        if (!wrong.isEmpty()) {
            return refusal(wrong);
        }
        Ordered order = new Ordered(
                reference,
                "",
                Long.parseLong(init.path("SoTien").asString("")),
                init.path("ThongTinGiaoDich").asString(""),
                init.path("ThongTinBienLai").path("MaHoSo").asString(""),
                Standing.PENDING,
                "",
                "");
        if (platform.putIfAbsent(reference, order) != null) {
            return refusal("MaThamChieu đã dùng");
        }
        ObjectNode answer = JSON.createObjectNode();
        answer.put("MaLoi", "00");
        answer.put("MoTaLoi", "Thành công");
        answer.put("UrlThanhToan", address(PayerPage.path(reference)));
        answer.put("MaDoiTac", account.partner());
        answer.put("MaThamChieu", reference);
        return answer;
    }

    private ObjectNode query(JsonNode question) {
        String text = String.join(
                "|",
                question.path("LoaiBanTin").asString(""),
                question.path("PhienBan").asString(""),
                question.path("MaDoiTac").asString(""),
                question.path("MaThamChieu").asString(""),
                question.path("ThoiGianGD").asString(""),
                account.secret());
        if (!Sha.of(text).equals(question.path("MaXacThuc").asString(""))) {
            return refusal("MaXacThuc sai");
        }
        Ordered order = platform.get(question.path("MaThamChieu").asString(""));
        if (order == null) {
            return refusal("Giao dịch không tồn tại");
        }
        ObjectNode answer = Sealing.confirm(order, account);
        answer.put("LoaiBanTin", "QUERY");
        answer.put("MaLoi", "00");
        answer.put("TrangThaiGD", order.standing().code);
        answer.remove("MaXacThuc");
        return answer;
    }

    private ObjectNode create(JsonNode order) {
        String text = account.paygovSecret()
                + order.path("accessKey").asString("")
                + order.path("partnerCode").asString("")
                + order.path("orderId").asString("")
                + order.path("requestCode").asString("")
                + order.path("amount").asString("");
        boolean right = Sha.of(text).equals(order.path("checksum").asString(""))
                && order.path("amount").isIntegralNumber()
                && order.path("partnerCode").asString("").equals(account.paygovPartner())
                && order.path("serviceCode").asString("").equals(account.serviceCode())
                && order.path("orderInfo").asString("").matches("[\\x20-\\x7e]+")
                && !order.path("returnUrl").asString("").isEmpty();
        String reference = order.path("orderId").asString("");
        Ordered made = new Ordered(
                reference,
                order.path("requestCode").asString(""),
                order.path("amount").asLong(0),
                order.path("orderInfo").asString(""),
                "",
                Standing.PENDING,
                "",
                "");
        ObjectNode answer = JSON.createObjectNode();
        if (right && paygov.putIfAbsent(reference, made) == null) {
            answer.putObject("data").put("url", address(PayerPage.path(reference)));
        } else {
            answer.put("error_code", "FAILED");
        }
        return answer;
    }

    private ObjectNode paygovQuery(JsonNode question) {
        Ordered order = paygov.get(question.path("orderId").asString(""));
        return order == null ? JSON.createObjectNode().put("error_code", "FAILED") : Sealing.paygov(order, account);
    }

    private static ObjectNode refusal(String why) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("MaLoi", "99");
        answer.put("MoTaLoi", why);
        return answer;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        client.close();
    }
}
