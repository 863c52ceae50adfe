package vn.lienthong.paygov;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.intake.Arrival;
import vn.lienthong.intake.Examined;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.IntakeException;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.Ledger.Entered.Kind;
import vn.lienthong.ledger.Memos.Memo;
import vn.lienthong.mapping.RecordIdentity;
import vn.lienthong.paygov.book.Draft;
import vn.lienthong.paygov.book.Told;
import vn.lienthong.relay.Flow;

/** What the ministry's systems are told of payments. */
class TellingTest {

    @TempDir
    Path folder;

    private PaymentStage stage;
    private final NotingIntake intake = new NotingIntake();

    @BeforeEach
    void start() throws Exception {
        stage = new PaymentStage(folder);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void each_end_of_a_payment_is_told_once() {
        Payment order = stage.waiting("000.00.00.G16-240315-0012");
        Telling telling = new Telling(stage.book, intake, "payment-result");
        telling.run();
        assertThat(intake.told).as("the payer's turn").isEmpty();
        stage.book.noticed(order.id(), new Told.NotPaid(), draft("a"));
        telling.run();
        telling.run();
        stage.book.noticed(order.id(), new Told.Paid(3_600_000, "VND", "GD1"), draft("b"));
        telling.run();
        assertThat(intake.told).containsExactly("payment/" + order.id() + "/FAILED", "payment/" + order.id() + "/PAID");
        assertThat(intake.bodies.getLast())
                .contains("\"state\":\"PAID\"", "\"transaction\":\"GD1\"", "\"fees\":[{\"code\":\"PHI-01\"}]");
    }

    /** Two payments are to be told; while the first one is, another process tells what became of the second. */
    @Test
    void what_a_payment_was_is_not_told_once_another_process_has_told_what_it_became() {
        Payment first = stage.waiting("000.00.00.G16-240315-0012");
        Payment second = stage.waiting("000.00.00.G16-240315-0013");
        stage.book.noticed(first.id(), new Told.NotPaid(), draft("a"));
        stage.book.noticed(second.id(), new Told.NotPaid(), draft("b"));
        intake.meanwhile = () -> paidAndToldByAnother(second);
        new Telling(stage.book, intake, "payment-result").run();
        assertThat(intake.told)
                .filteredOn(key -> key.startsWith("payment/" + second.id()))
                .containsExactly("payment/" + second.id() + "/PAID");
    }

    /** The same, between the last look at the payment and its entering: then the last word is said once more. */
    @Test
    void the_last_that_is_told_of_a_payment_is_what_it_became() {
        Payment order = stage.waiting("000.00.00.G16-240315-0012");
        stage.book.noticed(order.id(), new Told.NotPaid(), draft("a"));
        intake.meanwhile = () -> paidAndToldByAnother(order);
        Telling telling = new Telling(stage.book, intake, "payment-result");
        telling.run();
        telling.run();
        assertThat(intake.told)
                .containsExactly(
                        "payment/" + order.id() + "/PAID",
                        "payment/" + order.id() + "/FAILED",
                        "payment/" + order.id() + "/PAID/behind/FAILED");
        assertThat(intake.bodies.getLast()).contains("\"state\":\"PAID\"");
        assertThat(stage.book.toTell(10)).isEmpty();
    }

    @Test
    void what_a_payment_became_while_it_was_told_is_told_behind_that_and_once() {
        Payment order = stage.waiting("000.00.00.G16-240315-0012");
        stage.book.noticed(order.id(), new Told.NotPaid(), draft("a"));
        intake.meanwhile = () -> stage.book.noticed(order.id(), new Told.Paid(3_600_000, "VND", "GD1"), draft("c"));
        Telling telling = new Telling(stage.book, intake, "payment-result");
        telling.run();
        telling.run();
        assertThat(intake.told).containsExactly("payment/" + order.id() + "/FAILED", "payment/" + order.id() + "/PAID");
    }

    private void paidAndToldByAnother(Payment payment) {
        stage.book.noticed(payment.id(), new Told.Paid(3_600_000, "VND", "GD1"), draft("c"));
        new Telling(stage.book, intake, "payment-result").run();
    }

    @Test
    void what_could_not_be_told_is_told_later() {
        Payment order = stage.waiting("000.00.00.G16-240315-0012");
        stage.book.noticed(order.id(), new Told.NotPaid(), draft("a"));
        Telling telling = new Telling(stage.book, intake, "payment-result");
        intake.runs = false;
        telling.run();
        assertThat(intake.told).isEmpty();
        intake.runs = true;
        telling.run();
        assertThat(intake.told).hasSize(1);
    }

    @Test
    void nobody_is_told_where_no_flow_is_named() {
        Payment order = stage.waiting("000.00.00.G16-240315-0012");
        stage.book.noticed(order.id(), new Told.NotPaid(), draft("a"));
        new Telling(stage.book, intake, "").run();
        assertThat(intake.told).isEmpty();
    }

    private static Draft draft(String hash) {
        return new Draft(Draft.NOTICE, null, null, null, hash);
    }

    /** An intake that notes what it is given. */
    private static final class NotingIntake implements Intake {

        final List<String> told = new ArrayList<>();
        final List<String> bodies = new ArrayList<>();
        boolean runs = true;
        Runnable meanwhile = () -> {};

        @Override
        public Examined examine(String flow, SourceRecord record) {
            if (!runs) {
                throw new IntakeException(Problem.of("intake.unknown-flow"));
            }
            Runnable happens = meanwhile;
            meanwhile = () -> {};
            happens.run();
            bodies.add(new String(record.body(), StandardCharsets.UTF_8));
            Flow known = new Flow(flow, "agency", null, 1, false, false);
            return new Examined(
                    known, record, new RecordIdentity(null, null, null, null, "hash"), List.of(), List.of(), null);
        }

        @Override
        public List<Entered> enter(String source, List<Arrival> arrivals) {
            String key = Objects.requireNonNull(arrivals.getFirst().key());
            boolean repeated = told.contains(key);
            if (!repeated) {
                told.add(key);
            }
            return List.of(new Entered(repeated ? Kind.REPEATED : Kind.NEW, 1, 1, List.of()));
        }

        @Override
        public List<String> missing(String flow, Collection<String> columns) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Entered> enterBehind(String source, Arrival arrival, long delivery) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<List<Entered>> enter(String source, List<Arrival> arrivals, Memo read, String note) {
            throw new UnsupportedOperationException();
        }
    }
}
