package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.ledger.Samples.DOSSIERS;
import static vn.lienthong.ledger.Samples.LAN;
import static vn.lienthong.ledger.Samples.LEASE;
import static vn.lienthong.ledger.Samples.NPSP;
import static vn.lienthong.ledger.Samples.PROGRESS;
import static vn.lienthong.ledger.Samples.contents;
import static vn.lienthong.ledger.Samples.delivered;
import static vn.lienthong.ledger.Samples.dossier;
import static vn.lienthong.ledger.Samples.heldByPolicy;
import static vn.lienthong.ledger.Samples.progress;
import static vn.lienthong.ledger.Samples.record;
import static vn.lienthong.ledger.Samples.retry;
import static vn.lienthong.ledger.Samples.settlement;
import static vn.lienthong.ledger.Samples.unanswered;
import static vn.lienthong.ledger.Samples.withheld;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.lienthong.ledger.Ledger.Claim;

/** What was looked at and not sent, and what waits behind it. */
abstract class ShadowContract extends LedgerOnDatabase {

    private static final String A = "G16.05-260302-0001";
    private static final String B = "G16.05-260302-0002";

    @Test
    void what_was_withheld_is_held_with_its_report_and_counts_as_no_attempt() {
        long first = enterOne(record("a1", dossier(A)));
        withholdHead();
        Delivery held = view.delivery(first).orElseThrow();
        assertThat(held.state()).isEqualTo(DeliveryState.HELD);
        assertThat(held.attempts()).isZero();
        assertThat(held.problems()).containsExactly(Samples.problem("npsp.shadow-updates"));
        Attempt.Call call = view.attempts(first).getFirst().calls().getFirst();
        assertThat(call.wasKeptBack()).isTrue();
        assertThat(call.keptBack()).containsExactly(new Attempt.Change("TrangThaiHoSo", "2", "4"));
        assertThat(call.sent()).isEqualTo(new byte[] {'{', '}'});
        assertThat(view.tallies().getFirst().delivered()).isZero();
        assertThat(claim()).isEmpty();
    }

    @Test
    void a_message_that_was_sent_is_told_from_one_that_was_kept_back() {
        long first = enterOne(record("a1", dossier(A)));
        Claim claim = claimOne();
        Attempt.Call call = new Attempt.Call("DongBoHoSoMC", null, null, null, clock.instant(), Duration.ZERO);
        Ledger.NewAttempt made = new Ledger.NewAttempt(
                clock.instant(), Duration.ZERO, "delivered", true, null, List.of(), List.of(call));
        ledger.settle(settlement(claim, new Ledger.Tried(first, made, new Ledger.Next.Delivered("r"))));
        assertThat(view.attempts(first).getFirst().calls().getFirst().wasKeptBack())
                .isFalse();
    }

    @Test
    void what_waits_behind_a_parked_head_can_be_taken_for_a_look_and_returns_to_its_place() {
        long first = enterOne(record("a1", dossier(A)));
        long second = enterOne(record("a2", dossier(A)));
        long third = enterOne(record("a3", progress(A)));
        withholdHead();
        Claim behind = behind(DOSSIERS).getFirst();
        assertThat(contents(behind)).containsExactly("a2/1");
        assertThat(behind(DOSSIERS)).isEmpty();
        ledger.settle(settlement(behind, withheld(claimedOne(behind))));
        assertThat(behind(DOSSIERS)).isEmpty();
        Claim last = behind(DOSSIERS, PROGRESS).getFirst();
        assertThat(contents(last)).containsExactly("a3/1");
        ledger.giveBack(last, clock.instant());
        assertThat(stateOf(third)).isEqualTo(DeliveryState.PENDING);
        assertThat(claim()).isEmpty();

        ledger.release(second, LAN);
        assertThat(claim()).isEmpty();
        ledger.release(first, LAN);
        assertThat(deliverAll()).containsExactly("a1/1", "a2/1", "a3/1");
    }

    @Test
    void only_parked_lanes_and_only_the_flows_named_are_looked_into_from_behind() {
        enter(record("a1", dossier(A)));
        enter(record("a2", dossier(A)));
        enter(record("b1", dossier(B)));
        enter(record("b2", progress(B)));
        assertThat(behind(DOSSIERS)).isEmpty();
        claim().forEach(claim -> ledger.settle(settlement(claim, heldByPolicy(claimedOne(claim)))));
        assertThat(behind(DOSSIERS)).extracting(Samples::contents).containsExactly(List.of("a2/1"));
    }

    @Test
    void what_is_to_wait_is_not_taken_from_behind_before_its_time() {
        enter(record("a1", dossier(A)));
        enter(record("a2", dossier(A)));
        withholdHead();
        Claim behind = behind(DOSSIERS).getFirst();
        ledger.settle(
                settlement(behind, retry(claimedOne(behind), clock.instant().plusSeconds(30))));
        assertThat(behind(DOSSIERS)).isEmpty();
        clock.pass(Duration.ofSeconds(30));
        assertThat(behind(DOSSIERS)).hasSize(1);
    }

    @Test
    void a_head_that_is_released_during_the_look_goes_first_when_that_ends() {
        long first = enterOne(record("a1", dossier(A)));
        enter(record("a2", dossier(A)));
        withholdHead();
        Claim behind = behind(DOSSIERS).getFirst();
        ledger.release(first, LAN);
        assertThat(claim()).isEmpty();
        ledger.settle(settlement(behind, withheld(claimedOne(behind))));
        assertThat(deliverAll()).containsExactly("a1/1");
    }

    @Test
    void a_look_whose_worker_dies_is_taken_again_when_its_lease_is_over() {
        enter(record("a1", dossier(A)));
        enter(record("a2", dossier(A)));
        withholdHead();
        Claim lost = behind(DOSSIERS).getFirst();
        clock.pass(LEASE);
        assertThat(claim()).isEmpty();
        Claim again = behind(DOSSIERS).getFirst();
        assertThat(contents(again)).containsExactly("a2/1");
        assertThat(ledger.settle(settlement(lost, withheld(claimedOne(lost))))).isFalse();
        assertThat(ledger.settle(settlement(again, withheld(claimedOne(again)))))
                .isTrue();
    }

    @Test
    void a_doubt_from_before_stays_when_a_delivery_is_withheld() {
        long first = enterOne(record("a1", dossier(A)));
        Claim cutOff = claimOne();
        ledger.settle(settlement(cutOff, unanswered(claimedOne(cutOff), clock.instant())));
        withholdHead();
        ledger.release(first, LAN);
        Claim after = claimOne();
        assertThat(claimedOne(after).interrupted()).isTrue();
        ledger.settle(settlement(after, delivered(claimedOne(after))));
    }

    private void withholdHead() {
        Claim claim = claimOne();
        ledger.settle(settlement(claim, withheld(claimedOne(claim))));
    }

    private List<Claim> behind(String... flows) {
        return ledger.claimBehind(NPSP, Set.of(flows), 10, LEASE);
    }
}
