package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static vn.lienthong.ledger.Samples.LEASE;
import static vn.lienthong.ledger.Samples.NPSP;
import static vn.lienthong.ledger.Samples.PROGRESS;
import static vn.lienthong.ledger.Samples.badDossier;
import static vn.lienthong.ledger.Samples.contents;
import static vn.lienthong.ledger.Samples.delivered;
import static vn.lienthong.ledger.Samples.dossier;
import static vn.lienthong.ledger.Samples.problem;
import static vn.lienthong.ledger.Samples.progress;
import static vn.lienthong.ledger.Samples.record;
import static vn.lienthong.ledger.Samples.retry;
import static vn.lienthong.ledger.Samples.settlement;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Ledger.Claimed;
import vn.lienthong.ledger.Ledger.NewAttempt;
import vn.lienthong.ledger.Ledger.Next;
import vn.lienthong.ledger.Ledger.Tried;

/**
 * Workers that are late, that die, and processes that are killed: nothing from a worker that lost its lane, and nothing
 * lost with it.
 */
abstract class LeaseContract extends LedgerOnDatabase {

    private static final String A = "G16.05-260302-0001";
    private static final String B = "G16.05-260302-0002";
    private static final Duration LATER = Duration.ofMinutes(10);

    @Test
    void a_lane_whose_lease_ran_out_is_taken_by_the_next_worker_as_interrupted() {
        enter(record("a1", dossier(A)));
        Claim lost = claimOne();
        clock.pass(LEASE.minusMillis(1));
        assertThat(claim()).isEmpty();
        clock.pass(Duration.ofMillis(1));
        Claim next = claimOne();
        assertThat(claimedOne(next).interrupted()).isTrue();
        assertThat(next.fence()).isGreaterThan(lost.fence());
        assertThat(view.events(claimedOne(next).delivery()))
                .extracting(LedgerView.Event::verb, LedgerView.Event::by)
                .containsExactly(tuple("cut-off", "lienthong"));
    }

    @Test
    void what_was_put_off_by_a_clock_that_was_ahead_is_due_when_that_is_set_right() {
        Duration ahead = Duration.ofDays(3650);
        enter(record("c1", dossier("D-3")));
        claim();
        clock.pass(ahead);
        enter(record("a1", dossier(A)));
        enter(record("b1", dossier(B)));
        enter(record("b2", progress(B)));
        enter(record("c2", progress("D-3")));
        claim().stream()
                .filter(claim -> contents(claim).equals(List.of("a1/1")))
                .forEach(claim -> ledger.settle(settlement(
                        claim, retry(claimedOne(claim), clock.instant().plusSeconds(30)))));
        clock.pass(ahead.negated());
        assertThat(deliverAll()).containsExactly("a1/1");
        clock.pass(LEASE);
        assertThat(deliverAll()).containsExactlyInAnyOrder("b1/1", "b2/1", "c1/1", "c2/1");
    }

    @Test
    void what_a_clock_that_was_ahead_put_off_is_due_at_the_next_start_too() {
        clock.pass(Duration.ofDays(1));
        enter(record("a1", dossier(A)));
        clock.pass(Duration.ofDays(1).negated());
        reopenWith(currentSettings());
        assertThat(deliverAll()).containsExactly("a1/1");
    }

    @Test
    void a_worker_whose_clock_was_ahead_keeps_its_lane_for_a_lease() {
        clock.pass(Duration.ofDays(1));
        enter(record("a1", dossier(A)));
        Claim claim = claimOne();
        clock.pass(Duration.ofDays(1).negated());
        clock.pass(LEASE.minusMillis(1));
        assertThat(claim()).isEmpty();
        assertThat(ledger.settle(settlement(claim, delivered(claimedOne(claim)))))
                .isTrue();
    }

    @Test
    void a_worker_that_lost_its_lane_changes_nothing() {
        long id = enterOne(record("a1", dossier(A)));
        Claim lost = claimOne();
        clock.pass(LEASE);
        Claim next = claimOne();
        assertThat(ledger.settle(settlement(lost, delivered(claimedOne(lost))))).isFalse();
        assertThat(ledger.renew(lost, LEASE)).isFalse();
        ledger.giveBack(lost, clock.instant());
        assertThat(stateOf(id)).isEqualTo(DeliveryState.SENDING);
        assertThat(view.attempts(id)).isEmpty();
        assertThat(ledger.settle(settlement(next, delivered(claimedOne(next))))).isTrue();
        assertThat(view.attempts(id)).hasSize(1);
    }

    @Test
    void a_worker_that_is_late_but_whose_lane_nobody_took_still_settles() {
        enter(record("a1", dossier(A)));
        Claim claim = claimOne();
        clock.pass(LEASE.plusSeconds(5));
        assertThat(ledger.settle(settlement(claim, delivered(claimedOne(claim)))))
                .isTrue();
    }

    @Test
    void a_claim_is_settled_once() {
        long id = enterOne(record("a1", dossier(A)));
        Claim claim = claimOne();
        assertThat(ledger.settle(settlement(claim, retry(claimedOne(claim), clock.instant()))))
                .isTrue();
        assertThat(ledger.settle(settlement(claim, delivered(claimedOne(claim)))))
                .isFalse();
        assertThat(ledger.renew(claim, LEASE)).isFalse();
        assertThat(stateOf(id)).isEqualTo(DeliveryState.RETRYING);
    }

    @Test
    void a_renewed_lease_lasts_longer() {
        enter(record("a1", dossier(A)));
        Claim claim = claimOne();
        clock.pass(Duration.ofSeconds(50));
        assertThat(ledger.renew(claim, LEASE)).isTrue();
        clock.pass(Duration.ofSeconds(50));
        assertThat(claim()).isEmpty();
        clock.pass(Duration.ofSeconds(10));
        assertThat(claim()).hasSize(1);
    }

    @Test
    void a_lane_given_back_is_due_at_the_given_time_and_was_not_tried() {
        long id = enterOne(record("a1", dossier(A)));
        enter(record("a2", progress(A)));
        Claim claim = claimOne();
        Instant at = clock.instant().plus(LATER);
        ledger.giveBack(claim, at);
        assertThat(stateOf(id)).isEqualTo(DeliveryState.PENDING);
        assertThat(view.delivery(id).orElseThrow().dueAt()).isEqualTo(at);
        enter(record("a3", progress(A)));
        assertThat(claim()).isEmpty();
        clock.pass(LATER);
        assertThat(claimedOne(claimOne()).interrupted()).isFalse();
        assertThat(view.attempts(id)).isEmpty();
    }

    @Test
    void an_interrupted_batch_comes_back_whole_and_behind_a_new_opener() {
        IntStream.range(0, 3).forEach(i -> enter(record("p" + i, progress(A))));
        Map<String, Integer> batches = Map.of(PROGRESS, 10);
        assertThat(ledger.claim(NPSP, 1, batches, LEASE).getFirst().deliveries())
                .hasSize(3);
        enter(record("d", dossier(A)));
        clock.pass(LEASE);
        Claim opener = ledger.claim(NPSP, 1, batches, LEASE).getFirst();
        assertThat(contents(opener)).containsExactly("d/1");
        assertThat(view.deliveries(new DeliveryFilter(DeliveryState.SENDING, null, null, null, null, null), 1, 9)
                        .total())
                .isEqualTo(1);
        ledger.settle(settlement(opener, delivered(claimedOne(opener))));
        Claim rest = ledger.claim(NPSP, 1, batches, LEASE).getFirst();
        assertThat(contents(rest)).containsExactly("p0/1", "p1/1", "p2/1");
        assertThat(rest.deliveries()).allMatch(Claimed::interrupted);
    }

    @Test
    void a_dead_opener_that_comes_while_another_is_sent_parks_the_lane_after_a_crash() {
        enter(record("p", progress(A)));
        claimOne();
        enter(record("d", badDossier(A, problem("mapping.bad"))));
        clock.pass(LEASE);
        assertThat(claim()).isEmpty();
        assertThat(view.tallies()).extracting(LedgerView.Tally::lanesParked).containsExactly(1L, 0L);
    }

    @Test
    void a_crash_loses_nothing_and_the_restarted_process_goes_on() {
        enter(record("a1", dossier(A)));
        enter(record("a2", progress(A)));
        Claim before = claimOne();
        database.close();
        reopenWith(currentSettings());
        assertThat(claim()).isEmpty();
        clock.pass(LEASE);
        Claim after = claimOne();
        assertThat(contents(after)).containsExactly("a1/1");
        assertThat(claimedOne(after).interrupted()).isTrue();
        assertThat(ledger.settle(settlement(before, delivered(claimedOne(before)))))
                .isFalse();
        ledger.settle(settlement(after, delivered(claimedOne(after))));
        assertThat(deliverAll()).containsExactly("a2/1");
    }

    @Test
    void attempts_before_and_after_a_restart_keep_their_own_calls() {
        long before = enterOne(record("a1", dossier(A)));
        settleWithCall("first");
        database.close();
        reopenWith(currentSettings());
        long after = enterOne(record("a2", progress(A)));
        settleWithCall("second");
        assertThat(view.attempts(before).getFirst().calls())
                .extracting(Attempt.Call::service)
                .containsExactly("first");
        assertThat(view.attempts(after).getFirst().calls())
                .extracting(Attempt.Call::service)
                .containsExactly("second");
    }

    private void settleWithCall(String service) {
        Claim claim = claimOne();
        Attempt.Call call = new Attempt.Call(service, null, 200, null, clock.instant(), Duration.ofMillis(5));
        NewAttempt made = new NewAttempt(
                clock.instant(), Duration.ofMillis(5), "delivered", true, null, List.of(), List.of(call));
        ledger.settle(settlement(claim, new Tried(claimedOne(claim).delivery(), made, new Next.Delivered("r"))));
    }

    @Test
    void a_process_killed_while_it_enters_loses_nothing_it_acknowledged() throws Exception {
        database.close();
        List<String> acknowledged = EnteringProcess.killedAfter(400, currentSettings());
        reopenWith(currentSettings());
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(400);
        assertThat(view.known("push/test", acknowledged)).hasSameSizeAs(acknowledged);
        LedgerView.Tally tally = view.tallies().getFirst();
        assertThat(tally.owed()).isGreaterThanOrEqualTo(acknowledged.size());
        clock.pass(Duration.ofDays(3650));
        assertThat(deliverAll())
                .hasSize((int) tally.owed())
                .doesNotHaveDuplicates()
                .containsAll(acknowledged.stream().map(key -> key + "/1").toList());
        assertThat(view.tallies().getFirst().owed()).isZero();
    }
}
