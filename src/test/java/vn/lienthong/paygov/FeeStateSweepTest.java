package vn.lienthong.paygov;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.Ledger.Entry;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.Ledger.NewAttempt;
import vn.lienthong.ledger.Ledger.Next;
import vn.lienthong.ledger.Ledger.Owed;
import vn.lienthong.ledger.Ledger.Settlement;
import vn.lienthong.ledger.Ledger.Tried;
import vn.lienthong.ledger.Memos.Memo;
import vn.lienthong.ledger.Retention;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.paygov.book.Draft;
import vn.lienthong.paygov.book.FeeStateBook;
import vn.lienthong.paygov.book.RefundBook;
import vn.lienthong.paygov.book.Told;
import vn.lienthong.relay.Flow;

/** What the portal hears of a paid fee, in the dossier's own lane and by the shipped mapping. */
class FeeStateSweepTest {

    private static final String NPSP = "npsp";
    private static final String FLOW = "npsp-dossier";
    private static final DossierNo NUMBER = new DossierNo("000.00.00.G16-240315-0012");
    private static final Decision LAN = new Decision("lan", "checked by telephone");

    @TempDir
    Path folder;

    private PaymentStage stage;
    private FeeStateBook book;
    private final OneFlow flows = new OneFlow(new Flow(FLOW, NPSP, "npsp/dossier", 1, true, true));
    private Intake intake;

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

    @Test
    void the_dossiers_last_record_is_entered_again_with_the_fee_paid_online() {
        push("received");
        long before = push("payment");
        deliverAll();
        Payment payment = paid("PHI-01", "GD1");
        sweep(intake);

        Delivery last = last();
        assertThat(last.source()).isEqualTo("payments");
        assertThat(body(last.id()))
                .isEqualTo(body(before).substring(0, body(before).length() - 1) + ",\"onlinePayment\":\"online\"}");
        assertThat(state(payment))
                .isEqualTo(new FeeState(
                        payment.id(), 1, null, "paygov.fee-state-entered", last.id(), stage.clock.instant()));
        assertThat(stage.book.events(payment.id()).getLast())
                .isEqualTo(new PaymentEvent(
                        stage.clock.instant(),
                        "lienthong",
                        PaymentState.PAID,
                        PaymentState.PAID,
                        "paygov.fee-state-entered",
                        null));
        sweepAfter(Duration.ofDays(8));
        assertThat(lane()).hasSize(3);
    }

    @Test
    void a_record_that_is_on_its_way_is_waited_for() {
        push("received");
        Payment payment = paid("PHI-01", "GD1");
        sweep(intake);
        assertThat(state(payment).reason()).isEqualTo("paygov.fee-state-owed");
        assertThat(lane()).hasSize(1);
        deliverAll();
        sweepAfter(Duration.ofMinutes(1));
        assertThat(state(payment).reason()).isEqualTo("paygov.fee-state-entered");
    }

    @Test
    void a_step_of_progress_since_is_not_taken_back() {
        pushDelivered("received");
        step();
        assertLeft(paid("PHI-01", "GD1"), "paygov.fee-state-overtaken", 2);
    }

    @Test
    void what_a_person_gave_up_is_not_said_again() {
        stage.ledger.ledger.cancel(push("received"), LAN);
        assertLeft(paid("PHI-01", "GD1"), "paygov.fee-state-cancelled", 1);
    }

    @Test
    void what_retention_has_deleted_is_not_made_up() {
        pushDelivered("received");
        stage.clock.pass(Duration.ofDays(100));
        Retention retention =
                new Retention(Duration.ofDays(90), Duration.ofDays(730), Duration.ofDays(3650), Duration.ofHours(1));
        while (stage.ledger.ledger.forget(retention, 100)) {
            // the next step
        }
        assertLeft(paid("PHI-01", "GD1"), "paygov.fee-state-body-deleted", 1);
    }

    @Test
    void what_is_said_already_is_not_said_again() {
        pushDelivered("received");
        Payment first = paid("PHI-01", "GD1");
        sweep(intake);
        deliverAll();
        Payment second = paid("PHI-02", "GD2");
        sweep(intake);
        assertThat(state(second).reason()).isEqualTo("paygov.fee-state-said");
        assertThat(state(second).delivery()).isEqualTo(state(first).delivery());
        assertThat(lane()).hasSize(2);
    }

    @Test
    void a_dossier_that_comes_after_its_fee_is_waited_for() {
        Payment payment = paid("PHI-01", "GD1");
        sweep(intake);
        assertThat(state(payment).reason()).isEqualTo("paygov.fee-state-no-record");
        assertThat(state(payment).dueAt()).isEqualTo(stage.clock.instant().plus(Duration.ofMinutes(1)));
        sweepAfter(Duration.ofHours(5));
        pushDelivered("received");
        sweepAfter(Duration.ofHours(1));
        assertThat(state(payment).reason()).isEqualTo("paygov.fee-state-entered");
        assertThat(state(payment).tries()).isEqualTo(3);
    }

    @Test
    void a_dossier_that_never_comes_is_waited_for_a_week() {
        Payment payment = paid("PHI-01", "GD1");
        for (int day = 0; day < 7; day++) {
            sweep(intake);
            assertThat(state(payment).endedAt()).as("day %s", day).isNull();
            stage.clock.pass(Duration.ofDays(1));
        }
        assertLeft(payment, "paygov.fee-state-no-record", 0);
        push("received");
        sweepAfter(Duration.ofDays(1));
        assertThat(lane()).hasSize(1);
    }

    @Test
    void a_dead_letter_is_waited_for_until_it_is_mended() {
        push("archived");
        Payment payment = paid("PHI-01", "GD1");
        sweep(intake);
        assertThat(state(payment).reason()).isEqualTo("paygov.fee-state-dead");
        pushDelivered("received");
        sweepAfter(Duration.ofMinutes(1));
        assertThat(state(payment).reason()).isEqualTo("paygov.fee-state-entered");
        deliverAll();
        assertThat(lane())
                .extracting(delivery -> delivery.state().name())
                .containsExactly("CANCELLED", "DELIVERED", "DELIVERED");
    }

    @Test
    void what_is_pushed_between_the_look_and_the_entering_stands_last_and_is_said_again_with_the_fee() {
        pushDelivered("received");
        Payment payment = paid("PHI-01", "GD1");
        sweep(new Meddled(intake, () -> push("processing"), entered -> {}));
        assertThat(state(payment).reason()).isEqualTo("paygov.fee-state-overtaken");
        assertThat(lane()).hasSize(2);
        deliverAll();
        sweepAfter(Duration.ofMinutes(1));
        assertThat(body(last().id())).contains("\"status\":\"processing\"", "\"onlinePayment\":\"online\"");
        assertThat(lane()).hasSize(3);
    }

    @Test
    void who_dies_between_entering_and_noting_has_entered_once() {
        pushDelivered("received");
        Payment payment = paid("PHI-01", "GD1");
        sweep(new Meddled(intake, () -> {}, FeeStateSweepTest::die));
        assertThat(state(payment).reason()).isNull();
        sweepAfter(FeeStateSweep.LEASE);
        assertThat(state(payment).reason()).isEqualTo("paygov.fee-state-entered");
        assertThat(state(payment).delivery()).isEqualTo(last().id());
        assertThat(lane()).hasSize(2);
    }

    @Test
    void who_dies_before_noting_takes_nothing_back_that_is_pushed_meanwhile() {
        pushDelivered("received");
        Payment payment = paid("PHI-01", "GD1");
        sweep(new Meddled(intake, () -> {}, FeeStateSweepTest::die));
        long entered = last().id();
        long pushed = push("processing");
        sweepAfter(FeeStateSweep.LEASE);
        assertThat(state(payment).reason()).isEqualTo("paygov.fee-state-entered");
        assertThat(state(payment).delivery()).isEqualTo(entered);
        assertThat(last().id()).isEqualTo(pushed);
        assertThat(lane()).hasSize(3);
    }

    @Test
    void money_that_goes_back_before_the_portal_has_heard_is_not_said_to_be_paid() {
        Payment payment = paid("PHI-01", "GD1");
        sweep(intake);
        refund(payment);
        push("received");
        stage.clock.pass(Duration.ofMinutes(1));
        assertLeft(payment, "paygov.fee-state-money-back", 1);
    }

    @Test
    void money_that_goes_back_later_changes_nothing() {
        pushDelivered("received");
        Payment payment = paid("PHI-01", "GD1");
        sweep(intake);
        refund(payment);
        sweepAfter(Duration.ofDays(8));
        assertThat(state(payment).reason()).isEqualTo("paygov.fee-state-entered");
        assertThat(lane()).hasSize(2);
    }

    @Test
    void a_flow_that_does_not_run_is_waited_for() {
        pushDelivered("received");
        Payment payment = paid("PHI-01", "GD1");
        new FeeStateSweep(book, flows, stage.ledger.view, intake, "npsp-other").run();
        assertThat(state(payment).reason()).isEqualTo("paygov.fee-state-no-flow");
        sweepAfter(Duration.ofMinutes(1));
        assertThat(state(payment).reason()).isEqualTo("paygov.fee-state-entered");
    }

    @Test
    void nothing_is_looked_at_where_no_flow_is_named() {
        pushDelivered("received");
        Payment payment = paid("PHI-01", "GD1");
        new FeeStateSweep(book, flows, stage.ledger.view, intake, "").run();
        assertThat(state(payment).tries()).isZero();
        assertThat(lane()).hasSize(1);
    }

    @Test
    void what_is_no_canonical_json_is_left_alone() {
        SourceRecord csv = new SourceRecord("a;b".getBytes(StandardCharsets.UTF_8), "text/csv");
        Owed owed = new Owed(FLOW, NPSP, NUMBER, true, true, null, List.of());
        stage.ledger.ledger.enter(List.of(new Entry("inbox/x", "k", "h", null, csv, List.of(owed))));
        deliverAll();
        assertLeft(paid("PHI-01", "GD1"), "paygov.fee-state-not-json", 1);
    }

    @Test
    void what_the_mapping_does_not_take_is_no_dead_letter_in_the_ministrys_lane() {
        SourceRecord record = new SourceRecord("{\"other\":1}".getBytes(StandardCharsets.UTF_8), "application/json");
        Owed owed = new Owed(FLOW, NPSP, NUMBER, true, true, null, List.of());
        stage.ledger.ledger.enter(List.of(new Entry("inbox/x", "k", "h", null, record, List.of(owed))));
        deliverAll();
        assertLeft(paid("PHI-01", "GD1"), "paygov.fee-state-not-mapped", 1);
    }

    private void assertLeft(Payment payment, String reason, int deliveries) {
        sweep(intake);
        assertThat(state(payment).reason()).isEqualTo(reason);
        assertThat(state(payment).dueAt()).isNull();
        assertThat(state(payment).delivery()).isNull();
        assertThat(state(payment).endedAt()).isEqualTo(stage.clock.instant());
        assertThat(stage.book.events(payment.id()).getLast().reason()).isEqualTo(reason);
        assertThat(lane()).hasSize(deliveries);
    }

    private void sweep(Intake through) {
        new FeeStateSweep(book, flows, stage.ledger.view, through, FLOW).run();
    }

    private void sweepAfter(Duration time) {
        stage.clock.pass(time);
        sweep(intake);
    }

    private FeeState state(Payment payment) {
        return book.of(payment.id()).orElseThrow();
    }

    private Delivery last() {
        return stage.ledger.view.last(NPSP, NUMBER).orElseThrow();
    }

    private List<Delivery> lane() {
        return stage.ledger.view.dossier(NUMBER);
    }

    private String body(long delivery) {
        return new String(stage.ledger.view.record(delivery).orElseThrow().body(), StandardCharsets.UTF_8);
    }

    private long push(String status) {
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

    private void pushDelivered(String status) {
        push(status);
        deliverAll();
    }

    private void step() {
        SourceRecord step = new SourceRecord("{}".getBytes(StandardCharsets.UTF_8), "application/json");
        Owed owed = new Owed("npsp-progress", NPSP, NUMBER, false, false, null, List.of());
        stage.ledger.ledger.enter(List.of(new Entry("push/agency", "step", "h", null, step, List.of(owed))));
    }

    private Payment paid(String fee, String transaction) {
        String request = new String(
                        PaymentStage.request(Gateway.PAYMENT_PLATFORM, NUMBER.value(), 3_600_000),
                        StandardCharsets.UTF_8)
                .replace("PHI-01", fee);
        Payment payment =
                stage.payments.make(request.getBytes(StandardCharsets.UTF_8)).payment();
        Draft notice = new Draft(Draft.NOTICE, null, null, null, transaction);
        return stage.book
                .noticed(payment.id(), new Told.Paid(3_600_000, "VND", transaction), notice)
                .payment();
    }

    private void refund(Payment payment) {
        RefundBook refunds = new RefundBook(stage.ledger.store, stage.clock);
        refunds.step(payment.id(), Refund.Step.ASK, "lan", "paid by mistake", null);
        refunds.step(payment.id(), Refund.Step.APPROVE, "minh", "so it is", null);
    }

    private void deliverAll() {
        for (Claim claim : stage.ledger.ledger.claim(NPSP, 10, Map.of(), Duration.ofMinutes(1))) {
            NewAttempt attempt =
                    new NewAttempt(stage.clock.instant(), Duration.ZERO, "delivered", true, null, List.of(), List.of());
            Tried tried = new Tried(claim.deliveries().getFirst().delivery(), attempt, new Next.Delivered("receipt"));
            stage.ledger.ledger.settle(new Settlement(claim, List.of(tried)));
            deliverAll();
        }
    }

    private static void die(Entered entered) {
        throw new LedgerUnavailable("cut", new IllegalStateException("after " + entered.record()));
    }

    /** Something happens before a record is entered, or after it. */
    private record Meddled(Intake behind, Runnable before, Consumer<Entered> after) implements Intake {

        @Override
        public Examined examine(String flow, SourceRecord record) {
            return behind.examine(flow, record);
        }

        @Override
        public List<Entered> enter(String source, List<Arrival> arrivals) {
            return behind.enter(source, arrivals);
        }

        @Override
        public Optional<List<Entered>> enter(String source, List<Arrival> arrivals, Memo read, String note) {
            return behind.enter(source, arrivals, read, note);
        }

        @Override
        public Optional<Entered> enterBehind(String source, Arrival arrival, long delivery) {
            before.run();
            Optional<Entered> entered = behind.enterBehind(source, arrival, delivery);
            entered.ifPresent(after);
            return entered;
        }
    }
}
