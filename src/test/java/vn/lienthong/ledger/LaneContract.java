package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.ledger.Samples.DOSSIERS;
import static vn.lienthong.ledger.Samples.LEASE;
import static vn.lienthong.ledger.Samples.NPSP;
import static vn.lienthong.ledger.Samples.PROGRESS;
import static vn.lienthong.ledger.Samples.attempt;
import static vn.lienthong.ledger.Samples.badDossier;
import static vn.lienthong.ledger.Samples.contents;
import static vn.lienthong.ledger.Samples.dead;
import static vn.lienthong.ledger.Samples.delivered;
import static vn.lienthong.ledger.Samples.dossier;
import static vn.lienthong.ledger.Samples.heldByPolicy;
import static vn.lienthong.ledger.Samples.problem;
import static vn.lienthong.ledger.Samples.progress;
import static vn.lienthong.ledger.Samples.record;
import static vn.lienthong.ledger.Samples.retry;
import static vn.lienthong.ledger.Samples.settlement;
import static vn.lienthong.ledger.Samples.unanswered;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Ledger.Claimed;
import vn.lienthong.ledger.Ledger.Entry;
import vn.lienthong.ledger.Ledger.NewAttempt;
import vn.lienthong.ledger.Ledger.Next;
import vn.lienthong.ledger.Ledger.Owed;
import vn.lienthong.ledger.Ledger.Tried;

/** Claiming and settling: in order within a lane, and each lane by one worker. */
abstract class LaneContract extends LedgerOnDatabase {

    private static final String A = "G16.05-260302-0001";
    private static final String B = "G16.05-260302-0002";
    private static final Duration LATER = Duration.ofMinutes(10);

    @Test
    void lanes_whose_head_is_of_a_flow_that_is_left_to_others_are_passed_over() {
        Instant soon = clock.instant().plus(LATER);
        enter(record("a1", progress(A)));
        enter(record("b1", new Owed(DOSSIERS, NPSP, new DossierNo(B), true, true, soon, List.of())));
        Set<String> left = Set.of(DOSSIERS, "another");
        assertThat(ledger.claim(NPSP, 10, Map.of(), LATER, LEASE, left))
                .extracting(Samples::contents)
                .containsExactly(List.of("a1/1"));
        assertThat(ledger.claim(NPSP, 10, Map.of(), LATER, LEASE, Set.of(PROGRESS)))
                .extracting(Samples::contents)
                .containsExactly(List.of("b1/1"));
    }

    @Test
    void where_more_than_a_thousand_are_due_what_is_left_to_others_is_taken_at_the_end() {
        List<Entry> many = IntStream.range(0, 1000)
                .mapToObj(each -> record("p" + each, progress("P-" + each)))
                .toList();
        ledger.enter(many);
        Set<String> left = Set.of(PROGRESS);
        assertThat(ledger.claim(NPSP, 10, Map.of(), null, LEASE, left)).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        enter(record("b1", dossier(B)));
        assertThat(ledger.claim(NPSP, 10, Map.of(), null, LEASE, left)).hasSize(10);
        assertThat(ledger.claim(NPSP, 10, Map.of(), null, LEASE, left))
                .extracting(Samples::contents)
                .containsExactly(List.of("b1/1"));
    }

    @Test
    void a_claim_takes_the_head_of_each_due_lane() {
        long first = enterOne(record("a1", dossier(A)));
        enter(record("a2", progress(A)));
        enter(record("b1", dossier(B)));
        List<Claim> claims = claim();
        assertThat(claims).extracting(Samples::contents).containsExactlyInAnyOrder(List.of("a1/1"), List.of("b1/1"));
        assertThat(stateOf(first)).isEqualTo(DeliveryState.SENDING);
        assertThat(claim()).isEmpty();
    }

    @Test
    void a_claim_tells_what_a_worker_must_know() {
        enter(record("a1", dossier(A)));
        Claim claim = claimOne();
        assertThat(claim.counterpart()).isEqualTo(NPSP);
        assertThat(claim.dossier()).hasToString(A);
        assertThat(claim.known()).isFalse();
        assertThat(claim.leasedUntil()).isEqualTo(clock.instant().plus(LEASE));
        Claimed claimed = claimedOne(claim);
        assertThat(claimed.flow()).isEqualTo(DOSSIERS);
        assertThat(claimed.attempts()).isZero();
        assertThat(claimed.firstTriedAt()).isNull();
        assertThat(claimed.enteredAt()).isEqualTo(clock.instant());
        assertThat(claimed.interrupted()).isFalse();
        assertThat(claimed.record().mediaType()).isEqualTo("application/json");
    }

    @Test
    void earliest_due_goes_first_and_no_more_lanes_than_asked_for() {
        for (int i = 0; i < 5; i++) {
            enter(record("k" + i, dossier("D-" + i)));
            clock.pass(Duration.ofSeconds(1));
        }
        assertThat(ledger.claim(NPSP, 3, Map.of(), LEASE))
                .extracting(Samples::contents)
                .containsExactly(List.of("k0/1"), List.of("k1/1"), List.of("k2/1"));
        assertThat(ledger.claim("lgsp", 3, Map.of(), LEASE)).isEmpty();
    }

    @Test
    void a_delivery_goes_when_the_one_before_it_is_delivered() {
        long first = enterOne(record("a1", dossier(A)));
        enter(record("a2", progress(A)));
        Claim claim = claimOne();
        assertThat(ledger.settle(settlement(claim, delivered(claimedOne(claim)))))
                .isTrue();
        Delivery done = view.delivery(first).orElseThrow();
        assertThat(done.state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(done.receipt()).isEqualTo("receipt " + first);
        assertThat(done.finishedAt()).isEqualTo(clock.instant());
        Claim next = claimOne();
        assertThat(contents(next)).containsExactly("a2/1");
        assertThat(next.known()).isTrue();
        assertThat(next.fence()).isGreaterThan(claim.fence());
    }

    @Test
    void only_what_opens_a_lane_makes_the_dossier_known() {
        enter(record("a1", progress(A)));
        enter(record("a2", progress(A)));
        Claim claim = claimOne();
        ledger.settle(settlement(claim, delivered(claimedOne(claim))));
        assertThat(claimOne().known()).isFalse();
    }

    @Test
    void a_retry_waits_for_its_time_and_so_does_what_stands_behind_it() {
        long first = enterOne(record("a1", dossier(A)));
        enter(record("a2", progress(A)));
        Claim claim = claimOne();
        Instant at = clock.instant().plus(LATER);
        ledger.settle(settlement(claim, retry(claimedOne(claim), at)));
        Delivery waiting = view.delivery(first).orElseThrow();
        assertThat(waiting.state()).isEqualTo(DeliveryState.RETRYING);
        assertThat(waiting.dueAt()).isEqualTo(at);
        assertThat(waiting.problems()).containsExactly(problem("npsp.refused-connection"));
        assertThat(claim()).isEmpty();
        clock.pass(LATER);
        Claim again = claimOne();
        assertThat(contents(again)).containsExactly("a1/1");
        assertThat(claimedOne(again).attempts()).isEqualTo(1);
        assertThat(claimedOne(again).firstTriedAt()).isEqualTo(Samples.START);
        assertThat(claimedOne(again).interrupted()).isFalse();
    }

    @Test
    void an_attempt_that_does_not_count_is_kept_but_not_counted() {
        long id = enterOne(record("a1", dossier(A)));
        Claim claim = claimOne();
        NewAttempt login = new NewAttempt(
                clock.instant(),
                Duration.ofMillis(5),
                "deferred",
                false,
                null,
                List.of(problem("npsp.login")),
                List.of());
        ledger.settle(settlement(claim, new Tried(id, login, new Next.Retry(clock.instant(), false))));
        assertThat(claimedOne(claimOne()).attempts()).isZero();
        assertThat(view.attempts(id)).hasSize(1);
        assertThat(view.attempts(id).getFirst().mapping()).isNull();
    }

    @Test
    void an_unanswered_attempt_is_told_to_the_next_worker() {
        enter(record("a1", dossier(A)));
        Claim claim = claimOne();
        ledger.settle(settlement(claim, unanswered(claimedOne(claim), clock.instant())));
        assertThat(claimedOne(claimOne()).interrupted()).isTrue();
    }

    @Test
    void a_doubt_outlives_attempts_that_did_not_get_through() {
        enter(record("a1", dossier(A)));
        Claim claim = claimOne();
        ledger.settle(settlement(claim, unanswered(claimedOne(claim), clock.instant())));
        claim = claimOne();
        ledger.settle(settlement(claim, retry(claimedOne(claim), clock.instant())));
        assertThat(claimedOne(claimOne()).interrupted()).isTrue();
    }

    @Test
    void a_doubt_outlives_a_dead_letter_that_is_no_word_of_the_counterpart() {
        long id = enterOne(record("a1", dossier(A)));
        Claim claim = claimOne();
        ledger.settle(settlement(claim, unanswered(claimedOne(claim), clock.instant())));
        claim = claimOne();
        Ledger.NewAttempt unmapped = Samples.attempt("refused", problem("mapping.no-crosswalk-pair"));
        ledger.settle(settlement(claim, new Ledger.Tried(id, unmapped, new Ledger.Next.Dead(true))));
        ledger.replay(id, Samples.LAN);
        assertThat(claimedOne(claimOne()).interrupted()).isTrue();
    }

    @Test
    void a_dead_letter_parks_its_lane_and_no_other() {
        long first = enterOne(record("a1", dossier(A)));
        long second = enterOne(record("a2", progress(A)));
        Claim claim = claimOne();
        ledger.settle(settlement(claim, dead(claimedOne(claim), "npsp.refused")));
        enter(record("b1", dossier(B)));
        assertThat(deliverAll()).containsExactly("b1/1");
        assertThat(stateOf(first)).isEqualTo(DeliveryState.DEAD);
        assertThat(view.delivery(first).orElseThrow().finishedAt()).isNull();
        assertThat(stateOf(second)).isEqualTo(DeliveryState.PENDING);
        assertThat(view.delivery(second).orElseThrow().dueAt()).isNull();
    }

    @Test
    void parked_lanes_hold_up_no_other_and_go_on_in_their_own_order_when_a_person_says_so() {
        Map<Integer, Long> parked = new HashMap<>();
        for (int lane = 0; lane < 20; lane++) {
            long head = enterOne(
                    lane % 5 == 0
                            ? record("L" + lane + "-1", badDossier("D-" + lane, problem("x.bad")))
                            : record("L" + lane + "-1", dossier("D-" + lane)));
            enter(record("L" + lane + "-2", progress("D-" + lane)));
            enter(record("L" + lane + "-3", progress("D-" + lane)));
            if (lane % 5 == 1) {
                ledger.hold(head, Samples.LAN);
            }
            if (lane % 5 <= 1) {
                parked.put(lane, head);
            }
        }
        assertThat(deliverAll()).hasSize(12 * 3).noneMatch(content -> parked.containsKey(laneOf(content)));
        parked.forEach((lane, head) -> {
            if (lane % 5 == 0) {
                ledger.replay(head, Samples.LAN);
            } else {
                ledger.release(head, Samples.LAN);
            }
        });
        List<String> sent = deliverAll();
        parked.keySet()
                .forEach(lane -> assertThat(sent.stream().filter(content -> laneOf(content) == lane))
                        .containsExactly("L" + lane + "-1/1", "L" + lane + "-2/1", "L" + lane + "-3/1"));
    }

    private static int laneOf(String content) {
        return Integer.parseInt(content.substring(1, content.indexOf('-')));
    }

    @Test
    void a_delivery_held_by_its_policy_parks_its_lane_until_a_person_releases_it() {
        long id = enterOne(record("a1", dossier(A)));
        Claim claim = claimOne();
        ledger.settle(settlement(claim, heldByPolicy(claimedOne(claim))));
        assertThat(stateOf(id)).isEqualTo(DeliveryState.HELD);
        assertThat(claim()).isEmpty();
        ledger.release(id, Samples.LAN);
        assertThat(claimedOne(claimOne()).interrupted())
                .as("the person's word answers the doubt")
                .isFalse();
    }

    @Test
    void a_batch_takes_consecutive_deliveries_of_one_flow() {
        enter(record("d", dossier(A)));
        IntStream.range(0, 5).forEach(i -> enter(record("p" + i, progress(A))));
        enter(record("d", "d/2", dossier(A)));
        enter(record("p5", progress(A)));
        Map<String, Integer> batches = Map.of(PROGRESS, 3);
        List<List<String>> sent = new ArrayList<>();
        for (List<Claim> claims = ledger.claim(NPSP, 9, batches, LEASE);
                !claims.isEmpty();
                claims = ledger.claim(NPSP, 9, batches, LEASE)) {
            Claim claim = claims.getFirst();
            sent.add(contents(claim));
            ledger.settle(new Ledger.Settlement(
                    claim, claim.deliveries().stream().map(Samples::delivered).toList()));
        }
        assertThat(sent)
                .containsExactly(
                        List.of("d/1"),
                        List.of("p0/1", "p1/1", "p2/1"),
                        List.of("p3/1", "p4/1"),
                        List.of("d/2"),
                        List.of("p5/1"));
    }

    @Test
    void deliveries_of_a_batch_that_are_not_mentioned_go_back_to_where_they_were() {
        List<Long> ids = IntStream.range(0, 3)
                .mapToObj(i -> enterOne(record("p" + i, progress(A))))
                .toList();
        Claim claim = ledger.claim(NPSP, 1, Map.of(PROGRESS, 10), LEASE).getFirst();
        assertThat(ids).allSatisfy(id -> assertThat(stateOf(id)).isEqualTo(DeliveryState.SENDING));
        ledger.settle(settlement(claim, delivered(claim.deliveries().getFirst())));
        assertThat(ids)
                .extracting(this::stateOf)
                .containsExactly(DeliveryState.DELIVERED, DeliveryState.PENDING, DeliveryState.PENDING);
        assertThat(view.attempts(ids.get(1))).isEmpty();
        assertThat(deliverAll()).containsExactly("p1/1", "p2/1");
    }

    @Test
    void a_dead_letter_in_the_middle_of_a_batch_stops_what_comes_after_it() {
        IntStream.range(0, 3).forEach(i -> enter(record("p" + i, progress(A))));
        Claim claim = ledger.claim(NPSP, 1, Map.of(PROGRESS, 10), LEASE).getFirst();
        List<Claimed> all = claim.deliveries();
        ledger.settle(settlement(claim, delivered(all.get(0)), dead(all.get(1), "mapping.bad")));
        assertThat(claim()).isEmpty();
        assertThat(stateOf(all.get(2).delivery())).isEqualTo(DeliveryState.PENDING);
    }

    @Test
    void a_settlement_of_deliveries_the_claim_does_not_hold_is_refused_whole() {
        enter(record("a1", dossier(A)));
        long stranger = enterOne(record("a2", progress(A)));
        Claim claim = claimOne();
        Tried wrong = new Tried(stranger, attempt("delivered"), new Next.Delivered("r"));
        assertThatThrownBy(() -> ledger.settle(settlement(claim, delivered(claimedOne(claim)), wrong)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(ledger.settle(settlement(claim, delivered(claimedOne(claim)))))
                .isTrue();
    }

    @Test
    void many_behind_one_parked_lane_do_not_hold_up_the_others() {
        enter(record("bad", badDossier(A, problem("mapping.bad"))));
        ledger.enter(IntStream.range(0, 3000)
                .mapToObj(i -> record("p" + i, progress(A)))
                .toList());
        enter(record("b1", dossier(B)));
        assertThat(deliverAll()).containsExactly("b1/1");
    }

    @Test
    void workers_at_the_same_time_never_share_a_lane_and_keep_each_lanes_order() throws Exception {
        int lanes = 20;
        for (int i = 0; i < 10; i++) {
            String step = "/" + i;
            ledger.enter(IntStream.range(0, lanes)
                    .mapToObj(lane -> record(lane + step, progress("D-" + lane)))
                    .toList());
        }
        Map<Long, Boolean> busy = new ConcurrentHashMap<>();
        Map<String, List<String>> sent = new ConcurrentHashMap<>();
        Set<String> faults = ConcurrentHashMap.newKeySet();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int worker = 0; worker < 6; worker++) {
                running.add(workers.submit(() -> work(busy, sent, faults)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        assertThat(faults).isEmpty();
        assertThat(sent)
                .hasSize(lanes)
                .allSatisfy(
                        (dossier, contents) -> assertThat(contents).hasSize(10).isSorted());
        assertThat(view.tallies().getFirst().delivered()).isEqualTo(200);
    }

    private void work(Map<Long, Boolean> busy, Map<String, List<String>> sent, Set<String> faults) {
        while (view.tallies().getFirst().owed() > 0) {
            for (Claim claim : ledger.claim(NPSP, 4, Map.of(), LEASE)) {
                if (busy.putIfAbsent(claim.lane(), true) != null) {
                    faults.add("lane " + claim.lane() + " was claimed twice");
                }
                sent.computeIfAbsent(String.valueOf(claim.dossier()), any -> new ArrayList<>())
                        .addAll(contents(claim));
                busy.remove(claim.lane());
                if (!ledger.settle(settlement(claim, delivered(claimedOne(claim))))) {
                    faults.add("lane " + claim.lane() + " was lost");
                }
            }
        }
    }

    @Test
    void listeners_hear_that_the_next_one_is_due() {
        enter(record("a1", dossier(A)));
        enter(record("a2", progress(A)));
        Claim claim = claimOne();
        ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
        ledger.onDue(heard::add);
        ledger.settle(settlement(claim, delivered(claimedOne(claim))));
        assertThat(heard).containsExactly(NPSP);
    }
}
