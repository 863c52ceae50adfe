package vn.lienthong.paygov;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is waited for before the portal hears of a paid fee, and for how long. */
class FeeStateWaitTest extends FeeStateFixture {

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
    void another_fee_that_was_asked_for_and_is_not_paid_is_waited_for() {
        pushDelivered("received");
        Payment open = asked("PHI-02");
        Payment payment = paid("PHI-01", "GD1");
        sweep(intake);
        assertThat(state(payment).reason()).isEqualTo("paygov.fee-state-other-fee");
        assertThat(lane()).hasSize(1);
        notPaid(open);
        sweepAfter(Duration.ofMinutes(1));
        assertThat(state(payment).reason()).as("it failed").isEqualTo("paygov.fee-state-other-fee");
        Payment again = paid("PHI-02", "GD2");
        sweep(intake);
        assertThat(state(again).reason()).isEqualTo("paygov.fee-state-entered");
        deliverAll();
        sweepAfter(Duration.ofMinutes(4));
        assertThat(state(payment).reason()).isEqualTo("paygov.fee-state-said");
        assertThat(lane()).hasSize(2);
    }

    @Test
    void another_fee_that_is_never_paid_leaves_it_to_the_ministrys_own_system() {
        pushDelivered("received");
        asked("PHI-02");
        Payment payment = paid("PHI-01", "GD1");
        sweep(intake);
        stage.clock.pass(Duration.ofDays(7));
        assertLeft(payment, "paygov.fee-state-other-fee", 1);
    }

    @Test
    void another_fee_whose_money_went_back_is_not_waited_for() {
        pushDelivered("received");
        refund(paid("PHI-02", "GD2"));
        Payment payment = paid("PHI-01", "GD1");
        sweep(intake);
        assertThat(state(payment).reason()).isEqualTo("paygov.fee-state-entered");
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
}
