package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static vn.lienthong.ledger.DeliveryState.CANCELLED;
import static vn.lienthong.ledger.DeliveryState.DEAD;
import static vn.lienthong.ledger.DeliveryState.DELIVERED;
import static vn.lienthong.ledger.DeliveryState.HELD;
import static vn.lienthong.ledger.DeliveryState.PENDING;
import static vn.lienthong.ledger.DeliveryState.RETRYING;
import static vn.lienthong.ledger.DeliveryState.SENDING;
import static vn.lienthong.ledger.Samples.LAN;
import static vn.lienthong.ledger.Samples.badDossier;
import static vn.lienthong.ledger.Samples.dead;
import static vn.lienthong.ledger.Samples.delivered;
import static vn.lienthong.ledger.Samples.dossier;
import static vn.lienthong.ledger.Samples.problem;
import static vn.lienthong.ledger.Samples.progress;
import static vn.lienthong.ledger.Samples.record;
import static vn.lienthong.ledger.Samples.retry;
import static vn.lienthong.ledger.Samples.settlement;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Ledger.Decision;
import vn.lienthong.ledger.Ledger.VerbRefused;

/** What people may decide, and what follows. */
abstract class VerbContract extends LedgerOnDatabase {

    private static final String A = "G16.05-260302-0001";

    private interface Acting {
        void on(long delivery, Decision decision);
    }

    private Map<String, Acting> verbs() {
        return Map.of(
                "hold", ledger::hold, "release", ledger::release, "replay", ledger::replay, "cancel", ledger::cancel);
    }

    /** A delivery in the given state, alone in its lane. */
    private long in(DeliveryState state, String key) {
        long id = enterOne(record(key, dossier("D-" + key)));
        switch (state) {
            case PENDING -> {}
            case HELD -> ledger.hold(id, LAN);
            case CANCELLED -> ledger.cancel(id, LAN);
            default -> attempt(state);
        }
        assertThat(stateOf(id)).isEqualTo(state);
        return id;
    }

    private void attempt(DeliveryState state) {
        Claim claim = claimOne();
        switch (state) {
            case RETRYING ->
                ledger.settle(settlement(
                        claim, retry(claimedOne(claim), clock.instant().plus(Duration.ofHours(1)))));
            case DELIVERED -> ledger.settle(settlement(claim, delivered(claimedOne(claim))));
            case DEAD -> ledger.settle(settlement(claim, dead(claimedOne(claim), "npsp.refused")));
            default -> {}
        }
    }

    @Test
    void each_state_allows_its_verbs_and_no_others() {
        Map<String, Set<DeliveryState>> allowed = Map.of(
                "hold", Set.of(PENDING, RETRYING, HELD),
                "release", Set.of(HELD),
                "replay", Set.of(RETRYING, HELD, DEAD, DELIVERED, CANCELLED),
                "cancel", Set.of(PENDING, RETRYING, HELD, DEAD));
        verbs().forEach((name, verb) -> {
            for (DeliveryState state : DeliveryState.values()) {
                long id = in(state, name + "-" + state);
                if (allowed.getOrDefault(name, Set.of()).contains(state)) {
                    verb.on(id, LAN);
                } else {
                    assertRefused(verb, id, name, state);
                }
                finish(id);
            }
        });
    }

    private void assertRefused(Acting verb, long id, String name, DeliveryState state) {
        assertThatThrownBy(() -> verb.on(id, LAN))
                .asInstanceOf(type(VerbRefused.class))
                .satisfies(refused -> assertThat(refused.problem().says(Locale.ENGLISH))
                        .contains(name, state.name(), String.valueOf(id)));
        assertThat(stateOf(id)).isEqualTo(state);
    }

    /** Out of the way of the next case. */
    private void finish(long id) {
        if (stateOf(id) == SENDING) {
            clock.pass(Duration.ofMinutes(2));
            ledger.cancel(id, LAN);
        } else if (stateOf(id).isOwed()) {
            ledger.cancel(id, LAN);
        }
    }

    @Test
    void a_delivery_nobody_knows_is_told_apart() {
        verbs().values()
                .forEach(verb -> assertThatThrownBy(() -> verb.on(4711, LAN))
                        .asInstanceOf(type(VerbRefused.class))
                        .satisfies(
                                refused -> assertThat(refused.problem().code()).isEqualTo("ledger.no-such-delivery")));
    }

    @Test
    void a_held_head_parks_its_lane_and_a_release_sends_it_on() {
        long id = enterOne(record("a1", dossier(A)));
        enter(record("a2", progress(A)));
        ledger.hold(id, LAN);
        ledger.hold(id, LAN);
        assertThat(claim()).isEmpty();
        assertThat(view.delivery(id).orElseThrow().dueAt()).isNull();
        ledger.release(id, new Decision("minh", "done"));
        assertThat(deliverAll()).containsExactly("a1/1", "a2/1");
        assertThat(view.events(id))
                .extracting(LedgerView.Event::verb, LedgerView.Event::by, LedgerView.Event::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("hold", "lan", "checked by telephone"),
                        org.assertj.core.groups.Tuple.tuple("release", "minh", "done"));
    }

    @Test
    void a_held_follower_parks_its_lane_when_its_turn_comes() {
        enter(record("a1", dossier(A)));
        long second = enterOne(record("a2", progress(A)));
        ledger.hold(second, LAN);
        assertThat(deliverAll()).containsExactly("a1/1");
        assertThat(view.tallies()).extracting(LedgerView.Tally::lanesParked).containsExactly(0L, 1L);
        ledger.release(second, LAN);
        assertThat(deliverAll()).containsExactly("a2/1");
    }

    @Test
    void a_follower_obeys_while_the_head_is_sent() {
        enter(record("a1", dossier(A)));
        long second = enterOne(record("a2", progress(A)));
        enter(record("a3", progress(A)));
        Claim claim = claimOne();
        ledger.cancel(second, LAN);
        assertThat(claim()).isEmpty();
        ledger.settle(settlement(claim, delivered(claimedOne(claim))));
        assertThat(deliverAll()).containsExactly("a3/1");
    }

    @Test
    void a_delivery_whose_worker_is_gone_obeys_and_the_worker_is_too_late() {
        long id = enterOne(record("a1", dossier(A)));
        Claim lost = claimOne();
        clock.pass(Samples.LEASE);
        ledger.hold(id, LAN);
        assertThat(ledger.settle(settlement(lost, delivered(claimedOne(lost))))).isFalse();
        assertThat(claim()).isEmpty();
        ledger.release(id, LAN);
        assertThat(claimedOne(claimOne()).interrupted()).isTrue();
    }

    @Test
    void a_dead_letter_is_replayed_in_its_own_place_and_afresh() {
        long id = enterOne(record("a1", dossier(A)));
        enter(record("a2", progress(A)));
        attempt(DEAD);
        clock.pass(Duration.ofDays(8));
        ledger.replay(id, LAN);
        Claim claim = claimOne();
        assertThat(Samples.contents(claim)).containsExactly("a1/1");
        assertThat(claimedOne(claim).attempts()).isZero();
        assertThat(claimedOne(claim).firstTriedAt()).isNull();
        ledger.settle(settlement(claim, delivered(claimedOne(claim))));
        assertThat(view.attempts(id)).extracting(Attempt::number).containsExactly(1, 2);
        assertThat(deliverAll()).containsExactly("a2/1");
    }

    @Test
    void a_retry_is_due_at_once_when_replayed() {
        long id = in(RETRYING, "a");
        assertThat(claim()).isEmpty();
        ledger.replay(id, LAN);
        assertThat(claimedOne(claimOne()).attempts()).isEqualTo(1);
    }

    @Test
    void what_was_delivered_or_cancelled_is_owed_again_at_its_lanes_end() {
        long first = enterOne(record("a1", dossier(A)));
        long second = enterOne(record("a2", progress(A)));
        enter(record("a3", progress(A)));
        attempt(DELIVERED);
        ledger.cancel(second, LAN);
        ledger.replay(first, LAN);
        ledger.replay(second, LAN);
        assertThat(view.delivery(first).orElseThrow().receipt()).isNull();
        assertThat(view.delivery(first).orElseThrow().finishedAt()).isNull();
        assertThat(deliverAll()).containsExactly("a3/1", "a1/1", "a2/1");
    }

    @Test
    void a_cancelled_opener_is_replayed_ahead_of_what_cannot_go_without_it() {
        long opener = enterOne(record("a1", dossier(A)));
        enter(record("a2", progress(A)));
        ledger.cancel(opener, LAN);
        ledger.replay(opener, LAN);
        assertThat(deliverAll()).containsExactly("a1/1", "a2/1");
    }

    @Test
    void where_an_opener_is_cancelled_the_next_one_goes_ahead_of_what_cannot_go_without_it() {
        long first = enterOne(record("a1", badDossier(A, problem("mapping.bad"))));
        enter(record("a2", progress(A)));
        long next = enterOne(record("a3", dossier(A)));
        enter(record("a4", dossier(A)));
        ledger.cancel(first, LAN);
        assertThat(view.events(next)).extracting(LedgerView.Event::verb).containsExactly("open-lane");
        assertThat(deliverAll()).containsExactly("a3/1", "a2/1", "a4/1");
    }

    @Test
    void what_was_opened_already_keeps_its_order_when_an_opener_is_cancelled() {
        enter(record("a1", dossier(A)));
        deliverAll();
        long cancelled = enterOne(record("a2", dossier(A)));
        enter(record("a3", progress(A)));
        enter(record("a4", dossier(A)));
        ledger.cancel(cancelled, LAN);
        assertThat(deliverAll()).containsExactly("a3/1", "a4/1");
    }

    @Test
    void a_cancelled_head_lets_its_lane_go_on() {
        long id = enterOne(record("a1", badDossier(A, problem("mapping.bad"))));
        enter(record("a2", progress(A)));
        ledger.cancel(id, LAN);
        assertThat(deliverAll()).containsExactly("a2/1");
        assertThat(view.tallies()).extracting(LedgerView.Tally::lanesParked).containsOnly(0L);
    }

    @Test
    void a_cancelled_head_uncovers_a_parked_one() {
        long first = enterOne(record("a1", badDossier(A, problem("mapping.bad"))));
        enterOne(record("a2", badDossier(A, problem("mapping.bad"))));
        ledger.cancel(first, LAN);
        assertThat(claim()).isEmpty();
        assertThat(view.tallies().getFirst().lanesParked()).isEqualTo(1);
    }

    @Test
    void listeners_hear_a_release() {
        long id = in(HELD, "a");
        java.util.concurrent.ConcurrentLinkedQueue<String> heard = new java.util.concurrent.ConcurrentLinkedQueue<>();
        ledger.onDue(heard::add);
        ledger.release(id, LAN);
        assertThat(heard).containsExactly(Samples.NPSP);
        assertThat(stateOf(id)).isEqualTo(PENDING);
    }
}
