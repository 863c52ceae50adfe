package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.ledger.Samples.LAN;
import static vn.lienthong.ledger.Samples.NPSP;
import static vn.lienthong.ledger.Samples.badDossier;
import static vn.lienthong.ledger.Samples.dossier;
import static vn.lienthong.ledger.Samples.problem;
import static vn.lienthong.ledger.Samples.progress;
import static vn.lienthong.ledger.Samples.record;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.Ledger.Entered.Kind;
import vn.lienthong.ledger.Ledger.Entry;

/** Entering behind what was delivered last in a lane, and behind nothing else. */
abstract class BehindContract extends LedgerOnDatabase {

    private static final String A = "G16.05-260302-0001";
    private static final Entry PAID = record("fee/1", "paid", dossier(A));

    private Optional<Entered> enterBehind(long delivery) {
        return ledger.enterBehind(PAID, delivery);
    }

    private long last() {
        return view.last(NPSP, new DossierNo(A)).orElseThrow().id();
    }

    private long deliveredOne(Entry entry) {
        long delivery = enterOne(entry);
        deliverAll();
        return delivery;
    }

    @Test
    void a_record_goes_behind_what_was_delivered_last() {
        long first = deliveredOne(record("dossier", dossier(A)));
        assertThat(enterBehind(first))
                .hasValueSatisfying(entered -> assertThat(entered.kind()).isEqualTo(Kind.NEW));
        assertThat(deliverAll()).containsExactly("paid");
        assertThat(ledger.enterBehind(record("fee/2", "paid too", dossier(A)), last()))
                .isPresent();
        assertThat(deliverAll()).containsExactly("paid too");
    }

    @Test
    void nothing_is_entered_behind_what_stands_last_no_more() {
        long first = deliveredOne(record("dossier", "one", dossier(A)));
        enter(record("step", progress(A)));
        assertThat(enterBehind(first)).as("before it is delivered").isEmpty();
        deliverAll();
        assertThat(enterBehind(first)).as("delivered as well").isEmpty();
        long newer = deliveredOne(record("dossier", "two", dossier(A)));
        assertThat(enterBehind(first)).isEmpty();
        assertThat(enterBehind(newer)).isPresent();
    }

    /** A newer version would take the dead letter's place, and what rests on the older one would be sent after it. */
    @Test
    void nothing_is_entered_behind_what_may_yet_be_replaced_or_given_up() {
        long first = enterOne(record("dossier", "one", dossier(A)));
        assertThat(enterBehind(first)).as("owed").isEmpty();
        Ledger.Claim claim = claimOne();
        assertThat(enterBehind(first)).as("being sent").isEmpty();
        ledger.settle(Samples.settlement(claim, Samples.dead(claimedOne(claim), "portal.refused")));
        assertThat(enterBehind(first)).as("dead").isEmpty();
        ledger.cancel(first, LAN);
        assertThat(enterBehind(first)).as("cancelled").isEmpty();
        ledger.replay(first, LAN);
        assertThat(enterBehind(first)).as("owed again").isEmpty();
        assertThat(deliverAll()).containsExactly("one");
        assertThat(enterBehind(first)).as("delivered").isPresent();
    }

    @Test
    void nothing_is_entered_behind_a_delivery_of_another_lane_or_of_none() {
        deliveredOne(record("dossier", dossier(A)));
        assertThat(enterBehind(deliveredOne(record("other", dossier("D-2"))))).isEmpty();
        assertThat(enterBehind(Long.MAX_VALUE)).isEmpty();
        assertThat(deliverAll()).isEmpty();
    }

    @Test
    void a_key_is_used_once_whatever_it_says_and_whatever_came_since() {
        Entered first =
                enterBehind(deliveredOne(record("dossier", "one", dossier(A)))).orElseThrow();
        Entered repeated = new Entered(Kind.REPEATED, first.record(), 1, first.deliveries());
        assertThat(enterBehind(last())).hasValue(repeated);
        long newer = enterOne(record("dossier", "two", dossier(A)));
        assertThat(deliverAll()).containsExactly("paid", "two");
        assertThat(ledger.enterBehind(record("fee/1", "paid, anew", dossier(A)), newer))
                .hasValue(repeated);
        assertThat(deliverAll()).isEmpty();
    }

    @Test
    void what_took_a_dead_letters_place_stands_last_if_the_dead_letter_did() {
        long dead = enterOne(record("dossier", "bad", badDossier(A, problem("mapping.bad"))));
        long good = deliveredOne(record("dossier", "good", dossier(A)));
        assertThat(last()).isEqualTo(good);
        assertThat(enterBehind(dead)).isEmpty();
        assertThat(enterBehind(good)).isPresent();
    }

    @Test
    void what_took_a_place_before_others_does_not_stand_last() {
        enter(record("dossier", "bad", badDossier(A, problem("mapping.bad"))));
        long step = enterOne(record("step", progress(A)));
        long good = enterOne(record("dossier", "good", dossier(A)));
        assertThat(deliverAll()).containsExactly("good", "step/1");
        assertThat(last()).isEqualTo(step);
        assertThat(enterBehind(good)).isEmpty();
        assertThat(enterBehind(step)).isPresent();
    }

    @Test
    void what_made_the_dossier_known_ahead_of_others_does_not_stand_last() {
        List<Entered> together =
                ledger.enter(List.of(record("step", progress(A)), record("dossier", "one", dossier(A))));
        long step = together.getFirst().deliveries().getFirst();
        assertThat(deliverAll()).containsExactly("one", "step/1");
        assertThat(last()).isEqualTo(step);
        assertThat(enterBehind(together.getLast().deliveries().getFirst())).isEmpty();
        assertThat(enterBehind(step)).isPresent();
    }

    @Test
    void what_was_replayed_to_the_lanes_end_stands_last() {
        long first = enterOne(record("dossier", "one", dossier(A)));
        enter(record("dossier", "two", dossier(A)));
        deliverAll();
        ledger.replay(first, LAN);
        assertThat(last()).isEqualTo(first);
        deliverAll();
        assertThat(enterBehind(first)).isPresent();
    }

    @Test
    void nothing_stands_last_in_a_lane_that_is_not_there() {
        enter(record("dossier", dossier("D-2")));
        assertThat(view.last(NPSP, new DossierNo(A))).isEmpty();
        assertThat(view.last("lgsp", new DossierNo("D-2"))).isEmpty();
    }

    @Test
    void only_a_record_of_one_lane_is_entered_behind() {
        long first = enterOne(record("dossier", dossier(A)));
        assertThatThrownBy(() -> ledger.enterBehind(record("none"), first))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ledger.enterBehind(record("two", dossier(A), progress(A)), first))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Whichever is first: what is pushed stands either behind, or alone. */
    @Test
    void what_is_pushed_by_another_process_in_the_same_moment_is_never_taken_back() throws Exception {
        Ledger other = another(currentSettings());
        for (int i = 0; i < 20; i++) {
            String number = "D-" + i;
            Entry paid = record("fee/" + number, "paid", dossier(number));
            long first = deliveredOne(record(number, "one", dossier(number)));
            List<Optional<Entered>> entered = atOnce(
                    () -> ledger.enterBehind(paid, first),
                    () -> Optional.of(other.enter(List.of(record(number, "two", dossier(number))))
                            .getFirst()));
            assertThat(deliverAll())
                    .containsExactlyElementsOf(
                            entered.getFirst().isPresent() ? List.of("paid", "two") : List.of("two"));
        }
    }

    @Test
    void of_processes_that_enter_the_same_at_once_one_does() throws Exception {
        Ledger other = another(currentSettings());
        long first = deliveredOne(record("dossier", dossier(A)));
        List<Optional<Entered>> entered =
                atOnce(() -> ledger.enterBehind(PAID, first), () -> other.enterBehind(PAID, first));
        assertThat(entered)
                .extracting(one -> one.orElseThrow().kind())
                .containsExactlyInAnyOrder(Kind.NEW, Kind.REPEATED);
        assertThat(deliverAll()).containsExactly("paid");
    }

    private static <R> List<R> atOnce(Callable<R> one, Callable<R> other) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService processes = Executors.newFixedThreadPool(2)) {
            List<Future<R>> results = processes.invokeAll(List.of(from(start, one), from(start, other)));
            return List.of(results.getFirst().get(), results.getLast().get());
        }
    }

    private static <R> Callable<R> from(CyclicBarrier start, Callable<R> work) {
        return () -> {
            start.await();
            return work.call();
        };
    }
}
