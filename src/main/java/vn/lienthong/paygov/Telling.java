package vn.lienthong.paygov;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.intake.Arrival;
import vn.lienthong.intake.Examined;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.IntakeException;
import vn.lienthong.ledger.Ledger.Entered.Kind;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.paygov.book.PaymentBook;

/**
 * Tells the ministry's own systems what became of payments: each end a payment comes to is one record of a flow. It is
 * entered before it is noted as told, under a key that makes a second entering of it the same record; so a process that
 * dies in between tells nothing twice. Several processes may do it at once: the last that is told of a payment is what it became.
 */
class Telling {

    /** Who gives these records, in the ledger. */
    static final String SOURCE = "payments";

    private static final int AT_A_TIME = 100;
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final JsonMapper JSON = new JsonMapper();

    private final PaymentBook book;
    private final Intake intake;
    private final String flow;

    /** @param flow empty: nobody is told */
    Telling(PaymentBook book, Intake intake, String flow) {
        this.book = book;
        this.intake = intake;
        this.flow = flow;
    }

    @Scheduled(fixedDelayString = "${payments.sweep-every}")
    void run() {
        if (flow.isEmpty()) {
            return;
        }
        try {
            for (Payment payment : book.toTell(AT_A_TIME)) {
                book.stillToTell(payment.id()).ifPresent(this::tell);
            }
        } catch (LedgerUnavailable | IntakeException notNow) {
            // the flow's route does not run, or the ledger is away; both are told elsewhere, and the next run goes on
        }
    }

    /**
     * What a payment became while it was told comes behind that. Another process may have told it before, which knew nothing
     * of what we were about to tell: then it is told once more, for it has to be the last word.
     */
    private void tell(Payment payment) {
        enter(payment, key(payment));
        Payment told = payment;
        while (!book.told(told)) {
            Payment now = book.find(told.id()).orElseThrow();
            if (enter(now, key(now)) == Kind.REPEATED) {
                enter(now, key(now) + "/behind/" + told.state());
            }
            told = now;
        }
    }

    private static String key(Payment payment) {
        return "payment/" + payment.id() + "/" + payment.state();
    }

    private Kind enter(Payment payment, String key) {
        Examined examined = intake.examine(flow, new SourceRecord(record(payment), "application/json"));
        return intake.enter(SOURCE, List.of(new Arrival(examined, key, null, List.of())))
                .getFirst()
                .kind();
    }

    private byte[] record(Payment payment) {
        ObjectNode record = JSON.createObjectNode();
        record.put("payment", payment.id());
        record.put("dossierNo", payment.dossier().value());
        record.put("state", payment.state().name());
        record.put("gateway", payment.gateway().code());
        record.put("reference", payment.reference());
        record.put("transaction", payment.transactionNo());
        record.put("amount", payment.amount());
        ArrayNode fees = record.putArray("fees");
        book.fees(payment.id()).forEach(fee -> fees.addObject().put("code", fee));
        record.put(
                "since",
                payment.since()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .atZone(VIETNAM)
                        .toOffsetDateTime()
                        .toString());
        return JSON.writeValueAsString(record).getBytes(StandardCharsets.UTF_8);
    }
}
