package vn.lienthong.sandbox.payment;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import vn.lienthong.sandbox.payment.Ordered.Standing;

/** Where the payer pays, fails or goes away, and whoever tests sends the connector notices it must not fall for. */
final class PayerPage {

    private final SimulatedPayments payments;

    /** Of the connector, without a slash at its end; notices go there. */
    private final String connector;

    PayerPage(SimulatedPayments payments, String connector) {
        this.payments = payments;
        this.connector = connector;
    }

    void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String told = "";
            if (exchange.getRequestMethod().equals("POST")) {
                told = act(words(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            }
            byte[] page = page(told).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    private String act(Map<String, String> form) {
        String reference = form.getOrDefault("order", "");
        String act = form.getOrDefault("act", "");
        if (payments.order(reference).isEmpty()) {
            return "Không có lệnh này / no such order";
        }
        try {
            return switch (act) {
                case "pay" -> told(payments.ends(reference, Standing.PAID).reference());
                case "fail" -> told(payments.ends(reference, Standing.FAILED).reference());
                case "pay-and-leave" -> {
                    payments.ends(reference, Standing.PAID);
                    yield "Đã nộp, đóng trình duyệt, không báo gì / paid, and nobody is told";
                }
                case "again" -> told(reference);
                default ->
                    payments.send(
                            door(reference),
                            "application/json",
                            SimulatedPayments.JSON.writeValueAsBytes(payments.bad(reference, BadNotice.valueOf(act))));
            };
        } catch (UncheckedIOException away) {
            return "Bộ kết nối không trả lời / the connector does not answer";
        }
    }

    private String told(String reference) {
        return payments.send(
                door(reference),
                "application/json",
                SimulatedPayments.JSON.writeValueAsBytes(payments.notice(reference)));
    }

    private String door(String reference) {
        boolean platforms = payments.isPlatforms(reference);
        return connector + "/VXPAdapter/RestService/forward" + (platforms ? "" : "/paygov") + "/dpnhankqthanhtoanhs";
    }

    private String page(String told) {
        StringBuilder page = new StringBuilder("""
                <!doctype html><meta charset="utf-8"><title>Thanh toán giả lập</title>
                <h1>Thanh toán giả lập / simulated payments</h1>
                """);
        if (!told.isEmpty()) {
            page.append("<p>Trả lời của bộ kết nối / the connector answered: <code>")
                    .append(escaped(told))
                    .append("</code></p>");
        }
        for (Ordered order : payments.orders()) {
            page.append("<h2>").append(escaped(order.reference())).append("</h2><p>");
            page.append(escaped(order.text()))
                    .append(": ")
                    .append(order.amount())
                    .append(" đồng, ");
            page.append(order.standing()).append("</p><form method=\"post\" action=\"/pay\">");
            page.append("<input type=\"hidden\" name=\"order\" value=\"")
                    .append(escaped(order.reference()))
                    .append("\">");
            button(page, "pay", "Nộp / pay");
            button(page, "fail", "Nộp lỗi / fail");
            button(page, "pay-and-leave", "Nộp rồi đóng trình duyệt / pay and leave");
            button(page, "again", "Báo lại / notice again");
            for (BadNotice bad : BadNotice.values()) {
                button(page, bad.name(), bad.label);
            }
            page.append("</form>");
        }
        return page.toString();
    }

    private static void button(StringBuilder page, String act, String label) {
        page.append("<button name=\"act\" value=\"")
                .append(act)
                .append("\">")
                .append(label)
                .append("</button> ");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static Map<String, String> words(String form) {
        Map<String, String> words = new LinkedHashMap<>();
        for (String pair : form.split("&")) {
            String[] parts = pair.split("=", 2);
            words.put(parts[0], parts.length == 2 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
        }
        return words;
    }

    /** The address of an order's page. */
    static String path(String reference) {
        return "/pay?order=" + URLEncoder.encode(reference, StandardCharsets.UTF_8);
    }
}
