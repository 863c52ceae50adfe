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

/** Entering behind what stands last in a lane, and behind nothing else. */
abstract class BehindContract extends LedgerOnDatabase {

    private static final String A = "G16.05-260302-0001";
    private static final Entry PAID = record("fee/1", "paid", dossier(A));

    private Optional<Entered> enterBehind(long delivery) {
        return ledger.enterBehind(PAID, delivery);
    }

    private long last() {
        return view.last(NPSP, new DossierNo(A)).orElseThrow().id();
    }

    @Test
    void a_record_goes_behind_what_stands_last_delivered_or_owed() {
        long first = enterOne(record("dossier", dossier(A)));
        assertThat(enterBehind(first))
                .hasValueSatisfying(entered -> assertThat(entered.kind()).isEqualTo(Kind.NEW));
        assertThat(deliverAll()).containsExactly("dossier/1", "paid");
        assertThat(ledger.enterBehind(record("fee/2", "paid too", dossier(A)), last()))
                .isPresent();
        assertThat(deliverAll()).containsExactly("paid too");
    }

    @Test
    void nothing_is_entered_behind_what_stands_last_no_more() {
        long first = enterOne(record("dossier", "one", dossier(A)));
        enter(record("step", progress(A)));
        assertThat(enterBehind(first)).isEmpty();
        long newer = enterOne(record("dossier", "two", dossier(A)));
        assertThat(enterBehind(first)).isEmpty();
        assertThat(deliverAll()).containsExactly("one", "step/1", "two");
        assertThat(enterBehind(newer)).isPresent();
    }

    @Test
    void nothing_is_entered_behind_what_is_dead_or_given_up() {
        long dead = enterOne(record("dossier", badDossier(A, problem("mapping.bad"))));
        assertThat(enterBehind(dead)).as("dead").isEmpty();
        ledger.cancel(dead, LAN);
        assertThat(enterBehind(dead)).as("cancelled").isEmpty();
        ledger.replay(dead, LAN);
        assertThat(enterBehind(dead)).as("owed again").isPresent();
    }

    @Test
    void nothing_is_entered_behind_a_delivery_of_another_lane_or_of_none() {
        enter(record("dossier", dossier(A)));
        assertThat(enterBehind(enterOne(record("other", dossier("D-2"))))).isEmpty();
        assertThat(enterBehind(Long.MAX_VALUE)).isEmpty();
        assertThat(deliverAll()).containsExactlyInAnyOrder("dossier/1", "other/1");
    }

    @Test
    void a_key_is_used_once_whatever_it_says_and_whatever_came_since() {
        Entered first =
                enterBehind(enterOne(record("dossier", "one", dossier(A)))).orElseThrow();
        Entered repeated = new Entered(Kind.REPEATED, first.record(), 1, first.deliveries());
        assertThat(enterBehind(last())).hasValue(repeated);
        long newer = enterOne(record("dossier", "two", dossier(A)));
        assertThat(ledger.enterBehind(record("fee/1", "paid, anew", dossier(A)), newer))
                .hasValue(repeated);
        assertThat(deliverAll()).containsExactly("one", "paid", "two");
    }

    @Test
    void what_took_a_dead_letters_place_stands_last_if_the_dead_letter_did() {
        long dead = enterOne(record("dossier", "bad", badDossier(A, problem("mapping.bad"))));
        long good = enterOne(record("dossier", "good", dossier(A)));
        assertThat(last()).isEqualTo(good);
        assertThat(enterBehind(dead)).isEmpty();
        assertThat(enterBehind(good)).isPresent();
        assertThat(deliverAll()).containsExactly("good", "paid");
    }

    @Test
    void what_took_a_place_before_others_does_not_stand_last() {
        enter(record("dossier", "bad", badDossier(A, problem("mapping.bad"))));
        long step = enterOne(record("step", progress(A)));
        long good = enterOne(record("dossier", "good", dossier(A)));
        assertThat(last()).isEqualTo(step);
        assertThat(enterBehind(good)).isEmpty();
        assertThat(enterBehind(step)).isPresent();
        assertThat(deliverAll()).containsExactly("good", "step/1", "paid");
    }

    @Test
    void what_made_the_dossier_known_ahead_of_others_does_not_stand_last() {
        List<Entered> together =
                ledger.enter(List.of(record("step", progress(A)), record("dossier", "one", dossier(A))));
        long step = together.getFirst().deliveries().getFirst();
        assertThat(last()).isEqualTo(step);
        assertThat(enterBehind(together.getLast().deliveries().getFirst())).isEmpty();
        assertThat(enterBehind(step)).isPresent();
        assertThat(deliverAll()).containsExactly("one", "step/1", "paid");
    }

    @Test
    void what_was_replayed_to_the_lanes_end_stands_last() {
        long first = enterOne(record("dossier", "one", dossier(A)));
        enter(record("dossier", "two", dossier(A)));
        deliverAll();
        ledger.replay(first, LAN);
        assertThat(last()).isEqualTo(first);
        assertThat(enterBehind(first)).isPresent();
        assertThat(deliverAll()).containsExactly("one", "paid");
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
            long first = enterOne(record(number, "one", dossier(number)));
            List<Optional<Entered>> entered = atOnce(
                    () -> ledger.enterBehind(paid, first),
                    () -> Optional.of(other.enter(List.of(record(number, "two", dossier(number))))
                            .getFirst()));
            assertThat(deliverAll())
                    .containsExactlyElementsOf(
                            entered.getFirst().isPresent() ? List.of("one", "paid", "two") : List.of("one", "two"));
        }
    }

    @Test
    void of_processes_that_enter_the_same_at_once_one_does() throws Exception {
        Ledger other = another(currentSettings());
        long first = enterOne(record("dossier", dossier(A)));
        List<Optional<Entered>> entered =
                atOnce(() -> ledger.enterBehind(PAID, first), () -> other.enterBehind(PAID, first));
        assertThat(entered)
                .extracting(one -> one.orElseThrow().kind())
                .containsExactlyInAnyOrder(Kind.NEW, Kind.REPEATED);
        assertThat(deliverAll()).containsExactly("dossier/1", "paid");
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
