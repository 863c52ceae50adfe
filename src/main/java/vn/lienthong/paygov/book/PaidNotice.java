package vn.lienthong.paygov.book;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.PaymentMessage;

/** What a notice that was kept says of money. */
public final class PaidNotice {

    private static final JsonMapper JSON = new JsonMapper();

    private PaidNotice() {}

    /**
     * The payment system's number of what the notice says was paid, without blanks around it; an empty text if it names none.
     * Empty if the message is no notice, says otherwise, was refused, or retention has deleted its text.
     */
    public static Optional<String> transactionNo(PaymentMessage message) {
        if (!message.kind().equals(Draft.NOTICE)
                || message.verdict().equals(Ruling.REFUSED)
                || message.received() == null) {
            return Optional.empty();
        }
        boolean paygov = message.gateway() == Gateway.PAYGOV;
        JsonNode fields = JSON.readTree(message.received());
        return text(fields, paygov ? "errorCode" : "MaLoi").equals("00")
                ? Optional.of(
                        text(fields, paygov ? "transactionNo" : "MaGiaoDich").strip())
                : Optional.empty();
    }

    private static String text(JsonNode fields, String name) {
        return fields.path(name).asString("");
    }
}
