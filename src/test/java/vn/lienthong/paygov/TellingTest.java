package vn.lienthong.paygov;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.intake.Arrival;
import vn.lienthong.intake.Deadlines;
import vn.lienthong.intake.Examined;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.IntakeException;
import vn.lienthong.intake.LedgerIntake;
import vn.lienthong.intake.OneFlow;
import vn.lienthong.ledger.Delivery;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.Memos.Memo;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.paygov.book.Draft;
import vn.lienthong.paygov.book.Schedule;
import vn.lienthong.paygov.book.Told;
import vn.lienthong.relay.Flow;

/** What the ministry's systems are told of payments, also by processes that are paused or die in the middle of it. */
class TellingTest {

    private static final String FLOW = "payment-result";
    private static final String DOSSIER = "000.00.00.G16-240315-0012";
    private static final String OTHER_DOSSIER = "000.00.00.G16-240315-0013";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private PaymentStage stage;
    private Intake intake;

    @BeforeEach
    void start() throws Exception {
        stage = new PaymentStage(folder);
        OneFlow flows = new OneFlow(new Flow(FLOW, "agency", "agency/payment-result", 1, false, false));
        intake = new LedgerIntake(flows, new FileMappings(Path.of("mappings")), stage.ledger.ledger, Deadlines.none());
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void each_end_of_a_payment_is_told_once() {
        Payment order = stage.waiting(DOSSIER);
        tell(intake);
        assertThat(told(DOSSIER)).as("the payer's turn").isEmpty();
        failed(order);
        tell(intake);
        tell(intake);
        paid(order);
        tell(intake);
        assertThat(told(DOSSIER)).containsExactly("FAILED", "PAID");
        JsonNode last = records(DOSSIER).getLast();
        assertThat(last.path("transaction").stringValue()).isEqualTo("GD1");
        assertThat(last.path("fees").get(0).path("code").stringValue()).isEqualTo("PHI-01");
    }

    @Test
    void what_a_payment_was_is_not_told_once_another_process_has_told_what_it_became() {
        Payment first = stage.waiting(DOSSIER);
        Payment second = stage.waiting(OTHER_DOSSIER);
        failed(first);
        failed(second);
        tell(new Meddled(intake, () -> paidAndToldByAnother(second), TellingTest::goOn));
        tell(intake);
        assertThat(told(DOSSIER)).containsExactly("FAILED");
        assertThat(told(OTHER_DOSSIER)).containsExactly("PAID");
        assertThat(stage.book.toTell(10)).isEmpty();
    }

    /** The moment after which nobody would look at the payment again. */
    @Test
    void who_was_overtaken_and_dies_leaves_no_old_word_behind_the_last_one() {
        Payment order = stage.waiting(DOSSIER);
        failed(order);
        tell(new Meddled(intake, () -> paidAndToldByAnother(order), TellingTest::die));
        tell(intake);
        assertThat(told(DOSSIER)).containsExactly("PAID");
    }

    @Test
    void who_dies_between_entering_and_noting_has_told_once() {
        Payment order = stage.waiting(DOSSIER);
        failed(order);
        tell(new Meddled(intake, () -> {}, TellingTest::die));
        assertThat(stage.book.toTell(10)).hasSize(1);
        tell(intake);
        assertThat(told(DOSSIER)).containsExactly("FAILED");
        assertThat(stage.book.toTell(10)).isEmpty();
    }

    @Test
    void what_a_payment_became_while_it_was_told_is_told_behind_that_and_once() {
        Payment order = stage.waiting(DOSSIER);
        failed(order);
        tell(new Meddled(intake, () -> paid(order), TellingTest::goOn));
        tell(intake);
        tell(intake);
        assertThat(told(DOSSIER)).containsExactly("FAILED", "PAID");
    }

    /** A person may say of a quarantined payment that it failed, as it had before. */
    @Test
    void what_a_payment_is_once_more_is_told_once_more_however_late_the_first_time_is_noted() {
        Payment order = stage.waiting(DOSSIER);
        failed(order);
        List<Payment> first = stage.book.toTell(10);
        tell(intake);
        stage.clock.pass(Duration.ofMinutes(1));
        stage.book.asked(order.id(), new Told.Paid(1, "VND", "GD1"), draft("c"), Schedule.parse("5m"));
        tell(intake);
        stage.clock.pass(Duration.ofMinutes(1));
        stage.book.settle(order.id(), PaymentState.FAILED, null, "lan", "seen at the bank");
        stage.book.told(first);
        tell(intake);
        assertThat(told(DOSSIER)).containsExactly("FAILED", "QUARANTINED", "FAILED");
    }

    @Test
    void what_could_not_be_told_is_told_later() {
        failed(stage.waiting(DOSSIER));
        tell(new Meddled(intake, TellingTest::doesNotRun, TellingTest::goOn));
        assertThat(told(DOSSIER)).isEmpty();
        tell(intake);
        assertThat(told(DOSSIER)).containsExactly("FAILED");
    }

    @Test
    void nobody_is_told_where_no_flow_is_named() {
        failed(stage.waiting(DOSSIER));
        new Telling(stage.book, stage.ledger.memos, intake, "").run();
        assertThat(told(DOSSIER)).isEmpty();
    }

    private void tell(Intake through) {
        new Telling(stage.book, stage.ledger.memos, through, FLOW).run();
    }

    private void failed(Payment payment) {
        stage.book.noticed(payment.id(), new Told.NotPaid(), draft("a" + payment.id()));
    }

    private void paid(Payment payment) {
        stage.book.noticed(payment.id(), new Told.Paid(3_600_000, "VND", "GD1"), draft("b" + payment.id()));
    }

    private void paidAndToldByAnother(Payment payment) {
        paid(payment);
        tell(intake);
    }

    /** The states told of a dossier's payments, in the order in which they go out. */
    private List<String> told(String dossier) {
        return records(dossier).stream()
                .map(record -> record.path("state").stringValue())
                .toList();
    }

    private List<JsonNode> records(String dossier) {
        return stage.ledger.view.dossier(new DossierNo(dossier)).stream()
                .map(Delivery::id)
                .sorted()
                .map(delivery -> stage.ledger.view.record(delivery).orElseThrow())
                .map(record -> JSON.readTree(new String(record.body(), StandardCharsets.UTF_8)))
                .toList();
    }

    private static Draft draft(String hash) {
        return new Draft(Draft.NOTICE, null, null, null, hash);
    }

    private static void doesNotRun() {
        throw new IntakeException(Problem.of("intake.unknown-flow"));
    }

    private static void goOn() {}

    private static void die() {
        throw new LedgerUnavailable("cut", new IllegalStateException("after entering"));
    }

    /** Something happens after the last look at the payments, or after their entering. */
    private record Meddled(Intake behind, Runnable before, Runnable after) implements Intake {

        @Override
        public Examined examine(String flow, SourceRecord record) {
            return behind.examine(flow, record);
        }

        @Override
        public List<Entered> enter(String source, List<Arrival> arrivals) {
            before.run();
            List<Entered> entered = behind.enter(source, arrivals);
            after.run();
            return entered;
        }

        @Override
        public Optional<List<Entered>> enter(String source, List<Arrival> arrivals, Memo read, String note) {
            before.run();
            Optional<List<Entered>> entered = behind.enter(source, arrivals, read, note);
            after.run();
            return entered;
        }

        @Override
        public List<String> missing(String flow, Collection<String> columns) {
            return behind.missing(flow, columns);
        }

        @Override
        public Optional<Entered> enterBehind(String source, Arrival arrival, long delivery) {
            return behind.enterBehind(source, arrival, delivery);
        }
    }
}
