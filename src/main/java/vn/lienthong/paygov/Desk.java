package vn.lienthong.paygov;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;
import vn.lienthong.paygov.PaymentRefused.Kind;
import vn.lienthong.paygov.Payments.Made;
import vn.lienthong.paygov.book.NewOrder;
import vn.lienthong.paygov.book.Opened;
import vn.lienthong.paygov.book.PaymentBook;
import vn.lienthong.paygov.gateway.GatewayClient;
import vn.lienthong.paygov.gateway.GatewayClient.Answer;
import vn.lienthong.paygov.gateway.PaymentRequest;
import vn.lienthong.paygov.gateway.Sources;
import vn.lienthong.paygov.gateway.Tables;

/** Where payments are made: books first, then the network, then the books again. */
final class Desk implements Payments {

    private static final String LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LETTERS = 19;

    private final PaymentBook book;
    private final Map<Gateway, GatewayClient> clients;
    private final Tables tables;
    private final Inquiry inquiry;
    private final InstantSource time;
    private final RandomGenerator random;

    Desk(
            PaymentBook book,
            Map<Gateway, GatewayClient> clients,
            Tables tables,
            Inquiry inquiry,
            InstantSource time,
            RandomGenerator random) {
        this.book = book;
        this.clients = Map.copyOf(clients);
        this.tables = tables;
        this.inquiry = inquiry;
        this.time = time;
        this.random = random;
    }

    @Override
    public Made make(byte[] body) {
        PaymentRequest request = PaymentRequest.read(body, time.instant());
        GatewayClient client = client(request.gateway());
        Tables.Beneficiary beneficiary = tables.beneficiary(request.procedure().value(), Sources.day(time.instant()));
        List<Problem> otherFees = tables.check(request.procedure().value(), request.fees(), request.day());
        if (!otherFees.isEmpty()) {
            throw new PaymentRefused(Kind.INVALID, otherFees);
        }
        String unused = letters();
        NewOrder order = new NewOrder(
                request.gateway(),
                request.dossier(),
                request.feeCodes(),
                request.amount(),
                body,
                attempt -> client.names(beneficiary.unit(), request.dossier(), attempt, unused));
        // everything that can be wrong with it is found before it is in the books
        client.order(source(client, request, beneficiary, order.names().apply(1)));
        return made(client, request, beneficiary, order);
    }

    private Made made(GatewayClient client, PaymentRequest request, Tables.Beneficiary beneficiary, NewOrder order) {
        for (boolean asked = false; ; asked = true) {
            Optional<Payment> known = standing(order);
            if (known.isEmpty()) {
                client.admit();
            }
            switch (book.open(order, client.longest())) {
                case Opened.New(Payment payment) -> {
                    return new Made(told(client, request, beneficiary, payment), true);
                }
                case Opened.Known(Payment payment) -> {
                    if (asked || !inquiry.settles(payment)) {
                        return new Made(same(payment, order), false);
                    }
                }
            }
        }
    }

    private Optional<Payment> standing(NewOrder order) {
        return book.of(order.dossier()).stream()
                .filter(payment -> payment.state().isPayable())
                .findFirst();
    }

    private Payment told(
            GatewayClient client, PaymentRequest request, Tables.Beneficiary beneficiary, Payment payment) {
        byte[] order = client.order(source(client, request, beneficiary, Sources.names(payment)));
        Answer answer = client.send(order);
        PaymentBook.Heard heard = book.answered(payment.id(), answer.told(), answer.message(), client.schedule());
        Payment after = heard.payment();
        if (after.state() == PaymentState.FAILED) {
            throw new PaymentRefused(
                    Kind.NOT_MADE,
                    Problem.of(heard.ruling().reason())
                            .with("payment", Long.toString(after.id()))
                            .with("gateway", after.gateway().code()));
        }
        return after;
    }

    /** What stands in the way is what was wanted, or a reason to refuse. */
    private static Payment same(Payment payment, NewOrder order) {
        boolean payable = payment.state().isPayable() && payment.task() == null;
        if (payable && payment.amount() == order.amount() && payment.gateway() == order.gateway()) {
            return payment;
        }
        String code = payment.state().wasPaid()
                ? "paygov.paid-before"
                : payable ? "paygov.other-order" : "paygov.person-needed";
        throw new PaymentRefused(
                Kind.IN_THE_WAY,
                Problem.of(code)
                        .with("payment", Long.toString(payment.id()))
                        .with("state", payment.state().name()));
    }

    private ObjectNode source(
            GatewayClient client, PaymentRequest request, Tables.Beneficiary beneficiary, NewOrder.Names names) {
        Instant now = time.instant();
        return Sources.order(client, request.json(), beneficiary, names, now);
    }

    private GatewayClient client(Gateway gateway) {
        GatewayClient client = Objects.requireNonNull(clients.get(gateway), gateway.code());
        if (!client.isConfigured()) {
            throw new PaymentRefused(
                    Kind.NOT_NOW, Problem.of("paygov.not-configured").with("gateway", gateway.code()));
        }
        return client;
    }

    private String letters() {
        return random.ints(RANDOM_LETTERS, 0, LETTERS.length())
                .collect(StringBuilder::new, (text, at) -> text.append(LETTERS.charAt(at)), StringBuilder::append)
                .toString();
    }

    @Override
    public Optional<Payment> find(long id) {
        return book.find(id);
    }

    @Override
    public List<Payment> of(DossierNo dossier) {
        return book.of(dossier);
    }

    @Override
    public List<Payment> list(@Nullable PaymentState state, boolean task, int page, int size) {
        return book.list(state, task, page, size);
    }

    @Override
    public long tasks() {
        return book.tasks();
    }

    @Override
    public int forgetBodies(Instant before, int most) {
        return book.forgetBodies(before, most);
    }

    @Override
    public List<PaymentEvent> events(long payment) {
        return book.events(payment);
    }

    @Override
    public List<PaymentMessage> messages(long payment) {
        return book.messages(payment);
    }

    @Override
    public Payment settle(
            long payment, @Nullable PaymentState to, @Nullable String transactionNo, String by, String reason) {
        Payment before = book.find(payment)
                .orElseThrow(() -> new PaymentRefused(
                        Kind.IN_THE_WAY, Problem.of("paygov.no-such-payment").with("payment", Long.toString(payment))));
        return book.settle(payment, to, transactionNo, by, reason)
                .orElseThrow(() -> new PaymentRefused(
                        Kind.IN_THE_WAY,
                        Problem.of("paygov.no-way-back")
                                .with("payment", Long.toString(payment))
                                .with("state", before.state().name())
                                .with("wanted", String.valueOf(to))));
    }
}
