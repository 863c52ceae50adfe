package vn.lienthong.paygov;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

/**
 * Payments, for people and programs. Safe for any number of threads and processes. Throws {@link LedgerUnavailable} if the
 * books cannot be reached.
 */
public interface Payments {

    /**
     * Makes an order, within the call: it is in the books, then the payment system is told. Asked again for the same fees of a
     * dossier it answers with the order there is. An order nobody knows the fate of is asked about first; if the payment
     * system never had it, another one is made under a new name.
     *
     * @param request JSON, as {@code mappings/payments/agency-payment.schema.json} has it
     * @throws PaymentRefused if there is no order the payer could pay
     */
    Made make(byte[] request);

    /** @param isNew false: there was one */
    record Made(Payment payment, boolean isNew) {}

    Optional<Payment> find(long id);

    /** Newest first. */
    List<Payment> of(DossierNo dossier);

    /**
     * Newest first.
     *
     * @param state null: any
     * @param task only those that need a person
     */
    List<Payment> list(@Nullable PaymentState state, boolean task, int page, int size);

    /** How many need a person. */
    long tasks();

    /**
     * Deletes what tells of people in payments that came to their end before a time; states, events and hashes stay. What
     * needs a person, or is still asked about, is left alone.
     *
     * @param most of payments, and of messages that concern none
     * @return how many, of whichever there were more; fewer than {@code most}: there are no more
     */
    int forgetBodies(Instant before, int most);

    /** What happened to it, oldest first. */
    List<PaymentEvent> events(long payment);

    /** What went over the network about it, oldest first; at most 500, the newest ones. */
    List<PaymentMessage> messages(long payment);

    /**
     * A person has looked at a payment, at the payment system or at the bank, and says what it is. Ends its task.
     *
     * @param to what it becomes; null: it stays as it is
     * @param transactionNo the payment system's number of what was paid; null: not known
     * @throws PaymentRefused if there is no such payment, it may not become that from what it is now, or that is the matter of
     *     {@link Refunds}
     */
    Payment settle(long payment, @Nullable PaymentState to, @Nullable String transactionNo, String by, String reason);
}
