package vn.lienthong.paygov;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.Delivery;
import vn.lienthong.ledger.Ledger.Entry;
import vn.lienthong.ledger.Ledger.Owed;
import vn.lienthong.ledger.Retention;

/** What the portal hears of a paid fee, in the dossier's own lane, and what it does not. */
class FeeStateSweepTest extends FeeStateFixture {

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
    void nothing_is_looked_at_where_no_flow_is_named() {
        pushDelivered("received");
        Payment payment = paid("PHI-01", "GD1");
        new FeeStateSweep(book, flows, stage.ledger.view, intake, "").run();
        assertThat(state(payment).tries()).isZero();
        assertThat(lane()).hasSize(1);
    }
}
