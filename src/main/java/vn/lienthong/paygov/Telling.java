package vn.lienthong.paygov;

import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.intake.Arrival;
import vn.lienthong.intake.Examined;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.IntakeException;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.Memos;
import vn.lienthong.ledger.Memos.Memo;
import vn.lienthong.paygov.book.PaymentBook;

/**
 * Tells the ministry's own systems what became of payments: each end a payment comes to is one record of a flow. It is
 * entered before it is noted as told, under a key that makes a second entering of it the same record; so a process that
 * dies in between tells nothing twice. Several processes may do it at once, and each may pause or die at any moment: the
 * last that is told of a payment is what it became.
 */
class Telling {

    /** Who gives these records, in the ledger. */
    static final String SOURCE = "payments";

    /** The memo of who told last. */
    static final String MEMO = "payments/told";

    private static final int AT_A_TIME = 100;
    private static final JsonMapper JSON = new JsonMapper();

    private final PaymentBook book;
    private final Memos memos;
    private final Intake intake;
    private final String flow;

    /** @param flow empty: nobody is told */
    Telling(PaymentBook book, Memos memos, Intake intake, String flow) {
        this.book = book;
        this.memos = memos;
        this.intake = intake;
        this.flow = flow;
    }

    @Scheduled(fixedDelayString = "${payments.sweep-every}")
    void run() {
        if (flow.isEmpty()) {
            return;
        }
        try {
            tell();
        } catch (LedgerUnavailable | IntakeException notNow) {
            // the flow's route does not run, or the ledger is away; both are told elsewhere, and the next run goes on
        }
    }

    /**
     * The memo is read before the payments, and what is told is entered only if nobody told anything since: so it is never older
     * than what was told before. Who was overtaken enters nothing, and the next run goes on.
     */
    private void tell() {
        Memo before = memos.read(MEMO);
        List<Payment> payments = book.toTell(AT_A_TIME);
        if (payments.isEmpty()) {
            return;
        }
        List<Arrival> arrivals = payments.stream().map(this::arrival).toList();
        String last = arrivals.getLast().key();
        if (intake.enter(SOURCE, arrivals, before, last).isPresent()) {
            book.told(payments);
        }
    }

    private Arrival arrival(Payment payment) {
        Examined examined = intake.examine(flow, new SourceRecord(record(payment), "application/json"));
        return new Arrival(examined, "payment/" + payment.id() + "/" + payment.state(), null, List.of());
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
                        .atZone(VietnamTime.ZONE)
                        .toOffsetDateTime()
                        .toString());
        return JSON.writeValueAsString(record).getBytes(StandardCharsets.UTF_8);
    }
}
