package vn.lienthong.paygov;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.intake.Arrival;
import vn.lienthong.intake.Examined;
import vn.lienthong.intake.Intake;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.Memos.Memo;

/** What others do while the portal is to hear of a paid fee, and who dies meanwhile. */
class FeeStateRaceTest extends FeeStateFixture {

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
        sweep(new Meddled(intake, () -> {}, FeeStateRaceTest::die));
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
        sweep(new Meddled(intake, () -> {}, FeeStateRaceTest::die));
        long entered = last().id();
        long pushed = push("processing");
        sweepAfter(FeeStateSweep.LEASE);
        assertThat(state(payment).reason()).isEqualTo("paygov.fee-state-entered");
        assertThat(state(payment).delivery()).isEqualTo(entered);
        assertThat(last().id()).isEqualTo(pushed);
        assertThat(lane()).hasSize(3);
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
        public List<String> missing(String flow, Collection<String> columns) {
            return behind.missing(flow, columns);
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
