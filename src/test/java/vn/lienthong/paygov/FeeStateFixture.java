package vn.lienthong.paygov;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.intake.Arrival;
import vn.lienthong.intake.Deadlines;
import vn.lienthong.intake.Examined;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.LedgerIntake;
import vn.lienthong.intake.OneFlow;
import vn.lienthong.intake.RecordKey;
import vn.lienthong.ledger.Delivery;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Ledger.Decision;
import vn.lienthong.ledger.Ledger.Entry;
import vn.lienthong.ledger.Ledger.NewAttempt;
import vn.lienthong.ledger.Ledger.Next;
import vn.lienthong.ledger.Ledger.Owed;
import vn.lienthong.ledger.Ledger.Settlement;
import vn.lienthong.ledger.Ledger.Tried;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.paygov.book.Draft;
import vn.lienthong.paygov.book.FeeStateBook;
import vn.lienthong.paygov.book.RefundBook;
import vn.lienthong.paygov.book.Told;
import vn.lienthong.relay.Flow;

/**
 * A dossier of the ministry's, fees of it that are paid, and the sweep that lets the portal hear of them, by the
 * shipped mapping.
 */
abstract class FeeStateFixture {

    static final String NPSP = "npsp";
    static final String FLOW = "npsp-dossier";
    static final DossierNo NUMBER = new DossierNo("000.00.00.G16-240315-0012");
    static final Decision LAN = new Decision("lan", "checked by telephone");

    @TempDir
    Path folder;

    PaymentStage stage;
    FeeStateBook book;
    final OneFlow flows = new OneFlow(new Flow(FLOW, NPSP, "npsp/dossier", 1, true, true));
    Intake intake;

    @BeforeEach
    void start() throws Exception {
        stage = new PaymentStage(folder);
        book = new FeeStateBook(stage.ledger.store, stage.clock);
        intake = new LedgerIntake(flows, new FileMappings(Path.of("mappings")), stage.ledger.ledger, Deadlines.none());
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    final void assertLeft(Payment payment, String reason, int deliveries) {
        sweep(intake);
        assertThat(state(payment).reason()).isEqualTo(reason);
        assertThat(state(payment).dueAt()).isNull();
        assertThat(state(payment).delivery()).isNull();
        assertThat(state(payment).endedAt()).isEqualTo(stage.clock.instant());
        assertThat(stage.book.events(payment.id()).getLast().reason()).isEqualTo(reason);
        assertThat(lane()).hasSize(deliveries);
    }

    final void sweep(Intake through) {
        new FeeStateSweep(book, flows, stage.ledger.view, through, FLOW).run();
    }

    final void sweepAfter(Duration time) {
        stage.clock.pass(time);
        sweep(intake);
    }

    final FeeState state(Payment payment) {
        return book.of(payment.id()).orElseThrow();
    }

    final Delivery last() {
        return stage.ledger.view.last(NPSP, NUMBER).orElseThrow();
    }

    final List<Delivery> lane() {
        return stage.ledger.view.dossier(NUMBER);
    }

    String body(long delivery) {
        return new String(stage.ledger.view.record(delivery).orElseThrow().body(), StandardCharsets.UTF_8);
    }

    final long push(String status) {
        String dossier = """
                {"dossierNo":"%s","procedureCode":"1.011451","channel":"online","applicant":{"kind":"citizen"},\
                "receivedAt":"2024-03-15T08:30:00+07:00","status":"%s","resultDelivery":"desk","unit":"Cục Điện ảnh"}\
                """.formatted(NUMBER.value(), status);
        SourceRecord record = new SourceRecord(dossier.getBytes(StandardCharsets.UTF_8), "application/json");
        Examined examined = intake.examine(FLOW, record);
        return intake.enter("push/agency", List.of(new Arrival(examined, RecordKey.of(examined), null, List.of())))
                .getFirst()
                .deliveries()
                .getFirst();
    }

    final void pushDelivered(String status) {
        push(status);
        deliverAll();
    }

    final void step() {
        SourceRecord step = new SourceRecord("{}".getBytes(StandardCharsets.UTF_8), "application/json");
        Owed owed = new Owed("npsp-progress", NPSP, NUMBER, false, false, null, List.of());
        stage.ledger.ledger.enter(List.of(new Entry("push/agency", "step", "h", null, step, List.of(owed))));
    }

    final Payment asked(String fee) {
        String request = new String(
                        PaymentStage.request(Gateway.PAYMENT_PLATFORM, NUMBER.value(), 3_600_000),
                        StandardCharsets.UTF_8)
                .replace("PHI-01", fee);
        return stage.payments.make(request.getBytes(StandardCharsets.UTF_8)).payment();
    }

    final void notPaid(Payment payment) {
        stage.book.noticed(
                payment.id(), new Told.NotPaid(), new Draft(Draft.NOTICE, null, null, null, "f" + payment.id()));
    }

    final Payment paid(String fee, String transaction) {
        Payment payment = asked(fee);
        Draft notice = new Draft(Draft.NOTICE, null, null, null, transaction);
        return stage.book
                .noticed(payment.id(), new Told.Paid(3_600_000, "VND", transaction), notice)
                .payment();
    }

    final void refund(Payment payment) {
        RefundBook refunds = new RefundBook(stage.ledger.store, stage.clock);
        refunds.step(payment.id(), Refund.Step.ASK, "lan", "paid by mistake", null);
        refunds.step(payment.id(), Refund.Step.APPROVE, "minh", "so it is", null);
    }

    final void deliverAll() {
        for (Claim claim : stage.ledger.ledger.claim(NPSP, 10, Map.of(), Duration.ofMinutes(1))) {
            NewAttempt attempt =
                    new NewAttempt(stage.clock.instant(), Duration.ZERO, "delivered", true, null, List.of(), List.of());
            Tried tried = new Tried(claim.deliveries().getFirst().delivery(), attempt, new Next.Delivered("receipt"));
            stage.ledger.ledger.settle(new Settlement(claim, List.of(tried)));
            deliverAll();
        }
    }
}
