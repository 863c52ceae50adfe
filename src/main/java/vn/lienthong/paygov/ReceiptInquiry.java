package vn.lienthong.paygov;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.paygov.book.PaymentBook;
import vn.lienthong.paygov.book.ReceiptBook;
import vn.lienthong.paygov.book.Schedule;
import vn.lienthong.paygov.gateway.GatewayClient;
import vn.lienthong.paygov.gateway.ReceiptAnswer;
import vn.lienthong.paygov.gateway.ReceiptAnswer.Given;
import vn.lienthong.paygov.gateway.Sources;
import vn.lienthong.paygov.gateway.Tables;

/** Asks payment systems for receipts (A.6, B.3). Who asks has taken the receipt with a lease, and holds nothing else. */
final class ReceiptInquiry {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptInquiry.class);

    private final PaymentBook book;
    private final ReceiptBook receipts;
    private final Map<Gateway, GatewayClient> clients;
    private final Tables tables;
    private final Schedule schedule;

    /** @param schedule at which ages of a paid payment it is asked again */
    ReceiptInquiry(
            PaymentBook book,
            ReceiptBook receipts,
            Map<Gateway, GatewayClient> clients,
            Tables tables,
            Schedule schedule) {
        this.book = book;
        this.receipts = receipts;
        this.clients = Map.copyOf(clients);
        this.tables = tables;
        this.schedule = schedule;
    }

    /** Whether it can be asked for receipts. */
    boolean gives(Gateway gateway) {
        return client(gateway).givesReceipts();
    }

    Duration lease(Gateway gateway) {
        return client(gateway).longest().multipliedBy(2); // a message, and fetching what it names
    }

    private GatewayClient client(Gateway gateway) {
        return Objects.requireNonNull(clients.get(gateway), gateway.code());
    }

    /** Asks for the receipt of a payment that was taken, and enters what came of it. */
    void ask(Payment payment) {
        Optional<byte[]> request = book.request(payment.id());
        Optional<String> proof = Proof.of(payment, book.messages(payment.id()), book.events(payment.id()));
        if (request.isEmpty() || proof.isEmpty()) {
            receipts.missed(payment, "paygov.receipt-unproven", null, null, schedule);
            return;
        }
        try {
            GatewayClient client = client(payment.gateway());
            entered(payment, client.receipt(Sources.receipt(client, request.get(), payment, tables, proof.get())));
        } catch (PaymentRefused cannot) {
            LOG.atWarn()
                    .addKeyValue("counterpart", payment.gateway().code())
                    .log(
                            "The receipt of payment {} cannot be asked for ({}). It is tried again on its schedule.",
                            payment.id(),
                            cannot.getMessage());
            receipts.missed(payment, cannot.problems().getFirst().code(), null, null, schedule);
        }
    }

    private void entered(Payment payment, ReceiptAnswer answer) {
        switch (answer.given()) {
            case Given.Pdf(byte[] bytes, String address) -> receipts.got(payment, bytes, address, answer.message());
            case Given.Address(String address) -> receipts.got(payment, null, address, answer.message());
            case Given.None(String problem, String address) ->
                receipts.missed(payment, problem, address, answer.message(), schedule);
        }
    }
}
