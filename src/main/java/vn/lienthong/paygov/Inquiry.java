package vn.lienthong.paygov;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.paygov.book.Draft;
import vn.lienthong.paygov.book.PaymentBook;
import vn.lienthong.paygov.book.Schedule;
import vn.lienthong.paygov.book.Told;
import vn.lienthong.paygov.gateway.GatewayClient;
import vn.lienthong.paygov.gateway.GatewayClient.Answer;
import vn.lienthong.paygov.gateway.Sources;

/** Asks payment systems how payments stand. Who asks has taken the payment with a lease, and holds nothing else. */
final class Inquiry {

    private static final Logger LOG = LoggerFactory.getLogger(Inquiry.class);

    private final PaymentBook book;
    private final Map<Gateway, GatewayClient> clients;
    private final InstantSource time;

    Inquiry(PaymentBook book, Map<Gateway, GatewayClient> clients, InstantSource time) {
        this.book = book;
        this.clients = Map.copyOf(clients);
        this.time = time;
    }

    /** Asks about a payment that was taken, and enters the answer. */
    Payment ask(Payment taken) {
        return ask(taken, book::asked);
    }

    private Payment ask(Payment taken, Answered answered) {
        GatewayClient client = client(taken);
        Payment payment = taken.state() == PaymentState.CREATED ? book.abandoned(taken.id()) : taken;
        try {
            Optional<byte[]> request = book.request(payment.id());
            if (client.isConfigured() && client.canAsk() && request.isPresent()) {
                Answer answer = client.ask(
                        Sources.question(client, request.get(), payment, time.instant()), Sources.names(payment));
                return told(answered.enter(payment.id(), answer.told(), answer.message(), client.schedule()));
            }
        } catch (PaymentRefused cannot) {
            LOG.atWarn()
                    .addKeyValue("counterpart", payment.gateway().code())
                    .log(
                            "Payment {} cannot be asked about ({}). It is tried again on its schedule.",
                            payment.id(),
                            cannot.getMessage());
        }
        return told(answered.enter(payment.id(), new Told.Nothing(), null, client.schedule()));
    }

    /** How an answer is entered: on the schedule, or because another order is wanted. */
    private interface Answered {

        PaymentBook.Heard enter(long payment, Told told, @Nullable Draft message, Schedule schedule);
    }

    private static Payment told(PaymentBook.Heard heard) {
        Payment payment = heard.payment();
        if (heard.ruling().to() != null) {
            LOG.atInfo()
                    .addKeyValue("counterpart", payment.gateway().code())
                    .log(
                            "Payment {} is {} ({}).",
                            payment.id(),
                            payment.state(),
                            heard.ruling().reason());
        }
        return payment;
    }

    /** Whether a question at once makes room for another order: only for one nobody knows the fate of. */
    boolean settles(Payment payment) {
        Optional<Payment> taken = book.take(payment.id(), lease(payment.gateway()));
        return taken.isPresent() && !ask(taken.get(), book::askedAnew).state().isPayable();
    }

    Duration lease(Gateway gateway) {
        return Objects.requireNonNull(clients.get(gateway)).longest();
    }

    private GatewayClient client(Payment payment) {
        return Objects.requireNonNull(
                clients.get(payment.gateway()), payment.gateway().code());
    }
}
