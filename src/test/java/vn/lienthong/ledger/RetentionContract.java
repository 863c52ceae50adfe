package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static vn.lienthong.ledger.Samples.LAN;
import static vn.lienthong.ledger.Samples.badDossier;
import static vn.lienthong.ledger.Samples.dossier;
import static vn.lienthong.ledger.Samples.problem;
import static vn.lienthong.ledger.Samples.progress;
import static vn.lienthong.ledger.Samples.record;
import static vn.lienthong.ledger.Samples.retry;
import static vn.lienthong.ledger.Samples.settlement;
import static vn.lienthong.ledger.Samples.withheld;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.Ledger.NewAttempt;
import vn.lienthong.ledger.Ledger.Next;
import vn.lienthong.ledger.Ledger.Tried;
import vn.lienthong.ledger.Ledger.VerbRefused;

/** What is forgotten when, and what never is. */
abstract class RetentionContract extends LedgerOnDatabase {

    private static final String A = "G16.05-260302-0001";
    private static final Retention USUAL = new Retention(days(90), days(730), days(3650), Duration.ofHours(1));

    private static Duration days(int many) {
        return Duration.ofDays(many);
    }

    /** In steps as small as they get. */
    private void forget(Retention retention) {
        boolean more = true;
        while (more) {
            more = ledger.forget(retention, 2);
        }
    }

    final void pass(int days) {
        clock.pass(days(days));
        forget(USUAL);
    }

    /** With a message and its answer. */
    final void deliverWithBodies(Claim claim) {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        Attempt.Call call = new Attempt.Call("DongBoHoSoMC", body, 200, body, clock.instant(), Duration.ofMillis(20));
        NewAttempt attempt = new NewAttempt(
                clock.instant(), Duration.ofMillis(30), "delivered", true, null, List.of(), List.of(call));
        long delivery = claimedOne(claim).delivery();
        ledger.settle(settlement(claim, new Tried(delivery, attempt, new Next.Delivered("receipt"))));
    }

    @Test
    void bodies_of_what_was_delivered_go_after_their_time_and_the_account_of_it_stays() {
        long id = enterOne(record("a1", dossier(A)));
        deliverWithBodies(claimOne());
        pass(89);
        assertThat(view.record(id)).isPresent();
        assertThat(view.delivery(id).orElseThrow().bodiesDeletedAt()).isNull();
        pass(1);
        assertThat(view.record(id)).isEmpty();
        assertThat(view.delivery(id).orElseThrow())
                .matches(kept -> clock.instant().equals(kept.bodiesDeletedAt()) && "receipt".equals(kept.receipt()));
        assertThat(view.attempts(id).getFirst().calls())
                .singleElement()
                .matches(call -> call.sent() == null && call.answered() == null)
                .matches(call -> Integer.valueOf(200).equals(call.status()));
    }

    @Test
    void when_something_was_changed_is_known_as_long_as_the_record_is() {
        Ledger.Change change = new Ledger.Change("dossiers/" + A, clock.instant());
        Ledger.Entry plain = record("a1", dossier(A));
        enter(new Ledger.Entry(
                plain.source(), plain.key(), plain.contentHash(), null, plain.record(), plain.owed(), change));
        deliverWithBodies(claimOne());
        pass(3649);
        assertThat(view.changes(List.of(change.of()))).hasSize(1);
        pass(1);
        assertThat(view.changes(List.of(change.of()))).isEmpty();
    }

    @Test
    void a_clock_that_was_ahead_makes_no_pass_wait_once_it_is_set_right() {
        clock.pass(days(3650));
        forget(USUAL);
        clock.pass(days(-3650));
        long id = enterOne(record("a1", dossier(A)));
        deliverWithBodies(claimOne());
        pass(90);
        assertThat(view.record(id)).isEmpty();
    }

    @Test
    void what_came_while_the_clock_was_behind_is_kept_as_long_as_its_neighbours() {
        enter(record("b1", dossier("D-2")));
        deliverWithBodies(claimOne());
        clock.pass(days(-9000));
        long id = enterOne(record("a1", dossier(A)));
        deliverWithBodies(claimOne());
        clock.pass(days(9000));
        pass(89);
        assertThat(view.record(id)).isPresent();
        assertThat(enter(record("a1", dossier(A))).kind()).isEqualTo(Entered.Kind.REPEATED);
        pass(1);
        assertThat(view.record(id)).isEmpty();
        assertThat(view.delivery(id)).isPresent();
        pass(640);
        assertThat(view.delivery(id)).isEmpty();
        assertThat(enter(record("a1", dossier(A))).kind()).isEqualTo(Entered.Kind.REPEATED);
    }

    @Test
    void large_bodies_go_a_few_at_a_time() {
        List<Long> ids = IntStream.range(0, 3)
                .mapToObj(n -> enterOne(record("a" + n, "x".repeat(9_000_000) + n, dossier("D-" + n))))
                .toList();
        claim().forEach(this::deliverWithBodies);
        clock.pass(days(90));
        assertThat(ledger.forget(USUAL, 100)).isTrue();
        assertThat(ids).map(id -> view.record(id).isPresent()).containsExactly(false, false, true);
        forget(USUAL);
        assertThat(view.record(ids.getLast())).isEmpty();
    }

    @Test
    void what_a_message_kept_back_would_have_changed_goes_with_the_bodies() {
        long id = enterOne(record("a1", dossier(A)));
        Claim claim = claimOne();
        ledger.settle(settlement(claim, withheld(claimedOne(claim))));
        ledger.cancel(id, LAN);
        pass(90);
        assertThat(view.attempts(id).getFirst().calls())
                .singleElement()
                .matches(call -> call.wasKeptBack() && call.sent() == null)
                .matches(call -> List.of().equals(call.keptBack()));
    }

    @Test
    void the_rest_goes_later_and_what_ever_was_delivered_stays_counted() {
        long id = enterOne(record("a1", dossier(A)));
        deliverWithBodies(claimOne());
        long cancelled = enterOne(record("b1", badDossier("D-2", problem("x.bad"))));
        ledger.cancel(cancelled, LAN);
        pass(729);
        assertThat(view.delivery(id)).isPresent();
        assertThat(view.events(cancelled)).hasSize(1);
        pass(1);
        for (long gone : List.of(id, cancelled)) {
            assertThat(view.delivery(gone)).isEmpty();
            assertThat(view.attempts(gone)).isEmpty();
            assertThat(view.events(gone)).isEmpty();
        }
        assertThat(view.dossier(new DossierNo(A))).isEmpty();
        assertThat(view.deliveries(DeliveryFilter.any(), 1, 10).total()).isZero();
        assertThat(view.tallies().getFirst())
                .matches(tally -> tally.delivered() == 1 && tally.cancelled() == 1 && tally.owed() == 0);
    }

    @Test
    void nothing_of_a_dossier_goes_while_something_of_it_is_owed_held_or_dead() {
        for (String lane : List.of("dead", "held", "retrying", "pending")) {
            enter(record(lane + "1", dossier("D-" + lane)));
        }
        deliverAll();
        enter(record("dead2", badDossier("D-dead", problem("x.bad"))));
        long held = enterOne(record("held2", progress("D-held")));
        ledger.hold(held, LAN);
        enter(record("retrying2", progress("D-retrying")));
        Claim claim = claimOne();
        ledger.settle(settlement(claim, retry(claimedOne(claim), clock.instant().plus(days(5000)))));
        enter(record("pending2", progress("D-pending")));
        long before = bodies();
        pass(4000);
        assertThat(bodies()).isEqualTo(before).isEqualTo(8);
        assertThat(view.deliveries(DeliveryFilter.any(), 1, 10).total()).isEqualTo(8);
        ledger.release(held, LAN);
        deliverAll();
        pass(91);
        assertThat(bodies()).isEqualTo(4);
    }

    private long bodies() {
        return view.deliveries(DeliveryFilter.any(), 1, 100).items().stream()
                .filter(delivery -> view.record(delivery.id()).isPresent())
                .count();
    }

    @Test
    void a_record_that_comes_again_is_known_although_its_rows_are_gone() {
        enter(record("a1", dossier(A)));
        deliverAll();
        pass(800);
        Entered again = enter(record("a1", dossier(A)));
        assertThat(again.kind()).isEqualTo(Entered.Kind.REPEATED);
        assertThat(again.deliveries()).isEmpty();
        assertThat(claim()).isEmpty();
        Entered changed = enter(record("a1", "a1/2", dossier(A)));
        assertThat(changed).matches(entered -> entered.kind() == Entered.Kind.NEW_VERSION && entered.version() == 2);
        assertThat(claimOne().known()).isTrue();
    }

    @Test
    void a_dossier_is_known_to_the_counterpart_for_ever() {
        enter(record("a1", dossier(A)));
        deliverAll();
        pass(3651);
        pass(1);
        assertThat(view.known("push/test", List.of("a1"))).isEmpty();
        assertThat(enter(record("a1", dossier(A))).kind()).isEqualTo(Entered.Kind.NEW);
        assertThat(claimOne().known()).isTrue();
    }

    @Test
    void zero_is_for_ever() {
        long id = enterOne(record("a1", dossier(A)));
        deliverAll();
        clock.pass(days(100_000));
        forget(new Retention(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofHours(1)));
        assertThat(view.record(id)).isPresent();
        forget(new Retention(days(90), Duration.ZERO, Duration.ZERO, Duration.ofHours(1)));
        clock.pass(Duration.ofHours(2));
        forget(new Retention(days(90), Duration.ZERO, Duration.ZERO, Duration.ofHours(1)));
        assertThat(view.record(id)).isEmpty();
        assertThat(view.delivery(id)).isPresent();
    }

    @Test
    void records_nothing_is_owed_of_lose_their_bodies_too() {
        enter(record("silent"));
        assertThat(bodiesInDatabase()).isEqualTo(1);
        pass(91);
        assertThat(bodiesInDatabase()).isZero();
    }

    private long bodiesInDatabase() {
        return database.reading()
                .one("SELECT COUNT(*) FROM record WHERE LENGTH(body) > 0", Sql.values(), (row, n) -> row.getLong(1))
                .orElseThrow();
    }

    @Test
    void a_pass_that_is_over_begins_again_after_a_while_and_finds_what_has_become_old() {
        long first = enterOne(record("a1", dossier(A)));
        deliverAll();
        clock.pass(days(89));
        long second = enterOne(record("b1", dossier("D-2")));
        deliverAll();
        pass(2);
        assertThat(ledger.forget(USUAL, 10)).isFalse();
        assertThat(view.record(first)).isEmpty();
        assertThat(view.record(second)).isPresent();
        pass(89);
        assertThat(view.record(second)).isEmpty();
    }

    @Test
    void several_processes_take_turns() {
        for (int n = 0; n < 20; n++) {
            enter(record("k" + n, dossier("D-" + n)));
        }
        deliverAll();
        Ledger other = another(currentSettings());
        clock.pass(days(100));
        boolean more = true;
        while (more) {
            more = ledger.forget(USUAL, 3) | other.forget(USUAL, 3);
        }
        assertThat(bodiesInDatabase()).isZero();
        assertThat(view.deliveries(DeliveryFilter.any(), 1, 1).total()).isEqualTo(20);
    }

    @Test
    void what_has_no_body_any_more_is_not_replayed() {
        long id = enterOne(record("a1", dossier(A)));
        deliverAll();
        pass(91);
        assertThatThrownBy(() -> ledger.replay(id, LAN))
                .asInstanceOf(type(VerbRefused.class))
                .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo("ledger.body-deleted"));
        assertThat(claim()).isEmpty();
    }

    @Test
    void what_is_replayed_before_its_time_is_over_is_not_forgotten() {
        long id = enterOne(record("a1", dossier(A)));
        deliverAll();
        clock.pass(days(89));
        ledger.replay(id, LAN);
        pass(30);
        assertThat(claimedOne(claimOne()).record().body()).isNotEmpty();
    }
}
