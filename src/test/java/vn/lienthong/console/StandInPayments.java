package vn.lienthong.console;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.PaymentEvent;
import vn.lienthong.paygov.PaymentMessage;
import vn.lienthong.paygov.PaymentRefused;
import vn.lienthong.paygov.PaymentRefused.Kind;
import vn.lienthong.paygov.PaymentState;
import vn.lienthong.paygov.Payments;

/** Three payments: 1 waits for its payer, 2 for a person, 3 is paid. What is made comes to what the request's text says. */
final class StandInPayments implements Payments {

    private static final Payment WAITING = payment(1, PaymentState.WAITING, "https://pay.example/1", null);
    private static final Payment UNKNOWN = payment(2, PaymentState.UNKNOWN, null, "paygov.unresolved");

    private static final Payment PAID = payment(3, PaymentState.PAID, null, "paygov.refund-asked");

    @Override
    public Made make(byte[] request) {
        String text = new String(request, StandardCharsets.UTF_8);
        return switch (text) {
            case "{\"want\":\"new\"}" -> new Made(WAITING, true);
            case "{\"want\":\"known\"}" -> new Made(WAITING, false);
            case "{\"want\":\"unknown\"}" -> new Made(UNKNOWN, true);
            default -> {
                Kind kind = Kind.valueOf(text.replaceAll("[^A-Z_]", ""));
                throw new PaymentRefused(
                        kind,
                        List.of(Problem.of("paygov.request-member").in("fees"), Problem.of("paygov.sum-differs")));
            }
        };
    }

    @Override
    public Optional<Payment> find(long id) {
        return Stream.of(WAITING, UNKNOWN, PAID)
                .filter(payment -> payment.id() == id)
                .findFirst();
    }

    @Override
    public List<Payment> of(DossierNo dossier) {
        return List.of(UNKNOWN, WAITING);
    }

    @Override
    public List<Payment> list(@Nullable PaymentState state, boolean task, int page, int size) {
        return task ? List.of(UNKNOWN) : List.of(UNKNOWN, WAITING);
    }

    @Override
    public long tasks() {
        return 1;
    }

    @Override
    public int forgetBodies(Instant before, int most) {
        return 0;
    }

    @Override
    public List<PaymentEvent> events(long payment) {
        return List.of(
                new PaymentEvent(Instant.now(), "lienthong", null, PaymentState.CREATED, "paygov.created", null),
                new PaymentEvent(
                        Instant.now(), "lan", PaymentState.CREATED, PaymentState.UNKNOWN, "Đã hỏi ngân hàng", 7L));
    }

    @Override
    public List<PaymentMessage> messages(long payment) {
        return List.of(new PaymentMessage(
                7,
                payment,
                Gateway.PAYMENT_PLATFORM,
                "notice",
                "quarantined",
                "paygov.seal-wrong",
                Instant.now(),
                Instant.now(),
                2,
                null,
                null,
                "{}",
                "0".repeat(64)));
    }

    @Override
    public Payment settle(
            long payment, @Nullable PaymentState to, @Nullable String transactionNo, String by, String reason) {
        if (to == PaymentState.CREATED) {
            throw new PaymentRefused(Kind.IN_THE_WAY, Problem.of("paygov.no-way-back"));
        }
        return find(payment).orElseThrow();
    }

    private static Payment payment(long id, PaymentState state, @Nullable String url, @Nullable String task) {
        return new Payment(
                id,
                Gateway.PAYMENT_PLATFORM,
                "ref" + id,
                "ref" + id,
                new DossierNo("000.00.00.G16-240315-0012"),
                1,
                3_600_000,
                state,
                Instant.now(),
                Instant.now(),
                url,
                null,
                Instant.now(),
                task,
                task == null ? null : Instant.now());
    }
}
