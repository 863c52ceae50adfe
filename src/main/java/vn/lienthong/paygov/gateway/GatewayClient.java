package vn.lienthong.paygov.gateway;

import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.paygov.PaymentRefused;
import vn.lienthong.paygov.book.Draft;
import vn.lienthong.paygov.book.NewOrder;
import vn.lienthong.paygov.book.Schedule;
import vn.lienthong.paygov.book.Told;

/** Speaks to one payment system, which a {@link vn.lienthong.paygov.Gateway} names. Safe for any number of threads. */
public interface GatewayClient extends AutoCloseable {

    /** Whether an installation says where the payment system is. */
    boolean isConfigured();

    /** Whether it can be asked how a payment stands. */
    boolean canAsk();

    Schedule schedule();

    /** The longest that making an order, or asking, takes. */
    Duration longest();

    /**
     * The names of a dossier's n-th order.
     *
     * @param unit who receives the money: an agency's code
     * @param random letters and digits nobody had before
     */
    NewOrder.Names names(String unit, DossierNo dossier, int attempt, String random);

    /** What is this system's own in the source of its mappings: codes and keys of the settings. */
    void describe(ObjectNode order);

    /**
     * The message that makes an order, as it goes out.
     *
     * @throws PaymentRefused naming everything that is wrong with it
     */
    byte[] order(ObjectNode source);

    /** @throws PaymentRefused if no order may be made now */
    void admit();

    /** Sends an order. Never throws for what the other side does. */
    Answer send(byte[] order);

    /** Asks how a payment stands. Never throws for what the other side does. */
    Answer ask(ObjectNode source, NewOrder.Names names);

    /** Whether an installation says where its receipts are asked for. */
    boolean givesReceipts();

    /** Whether a question for a receipt names who receives the money. */
    boolean receiptNamesBeneficiary();

    /**
     * What such a question needs of the message that proves the payment.
     *
     * @param proof its known fields
     */
    void describe(JsonNode proof, ObjectNode order);

    /**
     * Asks for the receipt of what was paid. Never throws for what the other side does.
     *
     * @throws PaymentRefused naming everything that is wrong with the question
     */
    ReceiptAnswer receipt(ObjectNode source);

    /** @param message for the books */
    record Answer(Told told, Draft message) {}

    @Override
    void close();
}
