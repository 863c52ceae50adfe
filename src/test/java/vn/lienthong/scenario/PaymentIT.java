package vn.lienthong.scenario;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.SimulatedPortal;
import vn.lienthong.sandbox.payment.Ordered;
import vn.lienthong.sandbox.payment.Ordered.Standing;
import vn.lienthong.sandbox.payment.PaymentAccount;
import vn.lienthong.sandbox.payment.SimulatedPayments;
import vn.lienthong.sandbox.payment.SimulatedPayments.Fault;
import vn.lienthong.sandbox.payment.SimulatedReceipts;

/** Payments from the agency's call to the proof, with a connector in a process of its own. */
class PaymentIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PAID = "DuocThanhToanTrucTuyen";
    private static final List<String> BEFORE = List.of(
            "",
            "/XrdAdapter/RestService/forward",
            "/VXPAdapter/RestService/forward",
            "/web/guest",
            "/web/guest/XrdAdapter/RestService/forward",
            "/web/guest/VXPAdapter/RestService/forward");

    @TempDir
    Path folder;

    @Test
    void a_fee_is_asked_for_paid_and_proven_at_every_door() throws Exception {
        try (SimulatedPayments outside = SimulatedPayments.start(0, PaymentAccount.INVENTED);
                Connector connector = connector(outside)) {
            for (int i = 0; i < BEFORE.size(); i++) {
                HttpResponse<String> made = pay(connector, i);
                assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
                JsonNode order = JSON.readTree(made.body());
                assertThat(order.path("url").stringValue()).startsWith(outside.address("/pay"));
                String reference = order.path("reference").stringValue();
                outside.ends(reference, Standing.PAID);
                ObjectNode notice = outside.notice(reference);
                String door = "http://127.0.0.1:" + connector.port() + BEFORE.get(i) + "/dpnhankqthanhtoanhs";
                ObjectNode forged = notice.deepCopy().put("MaGiaoDich", "FORGED");
                assertThat(outside.send(door, "application/json", JSON.writeValueAsBytes(forged)))
                        .contains("\"MaLoi\":\"99\"");
                assertThat(state(connector, order)).isEqualTo("WAITING");
                boolean form = i % 2 == 1;
                String answer = form
                        ? outside.send(door, "application/x-www-form-urlencoded", form(notice))
                        : outside.send(door, "application/json", JSON.writeValueAsBytes(notice));
                assertThat(answer)
                        .contains("\"MaLoi\":\"00\"", notice.path("MaXacThuc").stringValue());
                assertThat(state(connector, order)).isEqualTo("PAID");
                String ofDossier = "/api/payments?dossier=" + PaymentConnector.dossier(i);
                assertThat(connector.get(ofDossier + "&state=PAID").path("items"))
                        .hasSize(1);
                assertThat(connector.get(ofDossier + "&state=FAILED").path("items"))
                        .isEmpty();
                assertThat(connector.get(ofDossier + "&task=true").path("items"))
                        .isEmpty();
                String look = "http://127.0.0.1:" + connector.port() + BEFORE.get(i) + "/dptracuuthanhtoanhs";
                assertThat(outside.send(
                                look,
                                "application/json",
                                bytes("{\"MaHoSo\":\"" + PaymentConnector.dossier(i) + "\"}")))
                        .isEqualTo("{\"error_code\":0,\"message\":[]}");
                String paygov = "http://127.0.0.1:" + connector.port() + BEFORE.get(i) + "/paygov/dpnhankqthanhtoanhs";
                assertThat(outside.send(paygov, "application/x-www-form-urlencoded", bytes("orderId=1&checksum=2")))
                        .contains("SIGNATURE_WRONG");
            }
        }
    }

    /** The order is on disk and on the wire, its answer on neither: a new process asks before anything is made anew. */
    @Test
    void an_order_whose_answer_died_with_the_process_is_asked_about_and_never_made_twice() throws Exception {
        try (SimulatedPayments outside = SimulatedPayments.start(0, PaymentAccount.INVENTED);
                Connector connector = connector(outside)) {
            outside.goWrong(Fault.SILENT);
            CompletableFuture<HttpResponse<String>> call = CompletableFuture.supplyAsync(() -> {
                try {
                    return pay(connector, 1);
                } catch (Exception cut) {
                    throw new IllegalStateException(cut);
                }
            });
            await().atMost(60, SECONDS).until(() -> outside.orders().size() == 1);
            connector.process().kill();
            assertThat(call).failsWithin(30, SECONDS);
            outside.goWrong(Fault.NONE);
            Ordered order = outside.orders().getFirst();
            outside.ends(order.reference(), Standing.PAID);

            connector.startAgain();
            await().atMost(90, SECONDS)
                    .until(() -> payments(connector)
                            .path(0)
                            .path("state")
                            .stringValue()
                            .equals("PAID"));

            assertThat(pay(connector, 1).statusCode()).as("paid before").isEqualTo(409);
            assertThat(outside.heard()).containsExactly("init", "query");
            JsonNode events = connector
                    .get("/api/payments/" + payments(connector).path(0).path("payment"))
                    .path("events");
            assertThat(events.valueStream().map(event -> event.path("to").stringValue()))
                    .containsExactly("CREATED", "UNKNOWN", "PAID");
        }
    }

    @Test
    void the_receipt_of_what_was_paid_is_fetched_and_given_and_the_portal_hears_that_it_is_paid() throws Exception {
        try (SimulatedPayments outside = SimulatedPayments.start(0, PaymentAccount.INVENTED);
                SimulatedPortal server = SimulatedPortal.start(0, Account.INVENTED);
                Connector connector = PaymentConnector.start(
                        folder,
                        outside,
                        server.adapter(),
                        Map.of(
                                "payment-platform.url.bill", outside.address("/pp/bill"),
                                "payments.adapter", outside.address("/VXPAdapter/RestService/forward")))) {
            outside.receipts().answerAs(SimulatedReceipts.Form.OTHER_SPELLING);
            String dossier = PaymentConnector.dossier(1);
            connector.push("npsp-dossier", Dossiers.dossier(1, "received").replace(Dossiers.number(1), dossier));
            connector.awaitNothingOwed(Duration.ofSeconds(60));
            String reference =
                    JSON.readTree(pay(connector, 1).body()).path("reference").stringValue();
            String payment = "/api/payments/" + payments(connector).path(0).path("payment");
            assertThat(connector.get(payment).path("receipt").isNull())
                    .as("before it is paid")
                    .isTrue();
            outside.ends(reference, Standing.PAID);
            outside.send(
                    "http://127.0.0.1:" + connector.port() + "/dpnhankqthanhtoanhs",
                    "application/json",
                    JSON.writeValueAsBytes(outside.notice(reference)));
            await().atMost(60, SECONDS)
                    .until(() ->
                            connector.get(payment).path("receipt").path("pdf").booleanValue());
            HttpResponse<byte[]> file = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + connector.port() + payment + "/receipt"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertThat(file.body()).isEqualTo(SimulatedReceipts.pdf(reference));
            assertPaidAtThePortal(new SimulatedPortalClient(server.address()), dossier);
            await().atMost(60, SECONDS)
                    .until(() -> connector
                            .get(payment)
                            .path("feeState")
                            .path("reason")
                            .path("code")
                            .asString("")
                            .equals("paygov.fee-state-entered"));
        }
    }

    /** The dossier as it was pushed, and then the same with the fee paid. */
    private static void assertPaidAtThePortal(SimulatedPortalClient portal, String dossier) throws Exception {
        await().atMost(60, SECONDS).until(() -> portal.history(dossier).size() == 2);
        List<JsonNode> history = portal.history(dossier);
        assertThat(history).extracting(one -> one.path("kind").asString()).containsExactly("created", "updated");
        ObjectNode pushed = (ObjectNode) history.getFirst().path("content");
        assertThat(pushed.path(PAID).asString()).isEmpty();
        assertThat(history.getLast().path("content"))
                .isEqualTo(pushed.deepCopy().put(PAID, "1"));
    }

    @Test
    void a_payment_system_that_is_down_is_shown_to_be_and_no_order_is_made() throws Exception {
        try (SimulatedPayments outside = SimulatedPayments.start(0, PaymentAccount.INVENTED);
                Connector connector = connector(outside)) {
            outside.goWrong(Fault.ERROR);
            for (int i = 0; i < 20; i++) {
                assertThat(pay(connector, i).statusCode()).isEqualTo(202);
            }
            await().atMost(30, SECONDS).until(() -> breaker(connector).equals("open"));
            HttpResponse<String> held = pay(connector, 20);
            assertThat(held.statusCode()).isEqualTo(503);
            assertThat(held.body()).contains("paygov.breaker-open");
        }
    }

    private static String breaker(Connector connector) {
        return connector
                .get("/api/counterparts")
                .path("items")
                .valueStream()
                .filter(one -> one.path("name").asString("").equals("payment-platform"))
                .findFirst()
                .orElseThrow()
                .path("breaker")
                .asString("");
    }

    private Connector connector(SimulatedPayments outside) throws Exception {
        return PaymentConnector.start(folder, outside, Map.of());
    }

    private static HttpResponse<String> pay(Connector connector, int number) throws Exception {
        return connector.post("/api/payments", PaymentConnector.request(number));
    }

    private static String state(Connector connector, JsonNode order) {
        return connector
                .get("/api/payments/" + order.path("payment"))
                .path("state")
                .stringValue();
    }

    private static JsonNode payments(Connector connector) {
        return connector.get("/api/payments").path("items");
    }

    private static byte[] form(ObjectNode notice) {
        StringBuilder form = new StringBuilder();
        notice.properties()
                .forEach(field -> form.append(form.isEmpty() ? "" : "&")
                        .append(field.getKey())
                        .append('=')
                        .append(URLEncoder.encode(field.getValue().asString(""), StandardCharsets.UTF_8)));
        return bytes(form.toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
