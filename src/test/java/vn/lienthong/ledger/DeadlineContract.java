package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.ledger.Samples.LEASE;
import static vn.lienthong.ledger.Samples.NPSP;
import static vn.lienthong.ledger.Samples.delivered;
import static vn.lienthong.ledger.Samples.dossier;
import static vn.lienthong.ledger.Samples.progress;
import static vn.lienthong.ledger.Samples.record;
import static vn.lienthong.ledger.Samples.retry;
import static vn.lienthong.ledger.Samples.settlement;
import static vn.lienthong.ledger.Sql.values;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Ledger.Owed;

/** What is near its deadline goes first; each lane's order holds, and nothing starves. */
abstract class DeadlineContract extends LedgerOnDatabase {

    private static final Duration URGENT = Duration.ofHours(8);

    private final StatementCount count = new StatementCount();

    @BeforeEach
    void watch() {
        reopenWith(currentSettings(), count::watch);
        claim(); // the first of a process also looks for what a clock that was ahead has put off
    }

    @Test
    void of_four_lanes_three_go_by_their_deadline_and_one_by_its_time() {
        enter("waits", dossier("D-0"));
        enter("waits too", dossier("D-1"));
        enter("in 5 h", by(5, dossier("D-2")));
        enter("in 1 h", by(1, dossier("D-3")));
        enter("in 3 h", by(3, dossier("D-4")));
        enter("in 2 h", by(2, dossier("D-5")));
        assertThat(claimed(4)).containsExactly("in 1 h", "in 2 h", "in 3 h", "waits");
        assertThat(claimed(4)).containsExactly("in 5 h", "waits too");
    }

    @Test
    void lanes_claimed_one_by_one_are_shared_out_the_same_way() {
        IntStream.range(0, 3).forEach(i -> enter("waits " + i, dossier("W-" + i)));
        IntStream.range(0, 9).forEach(i -> enter("urgent " + i, by(1, dossier("U-" + i))));
        List<String> order = new ArrayList<>();
        IntStream.range(0, 12).forEach(i -> order.addAll(claimed(1)));
        assertThat(order.subList(0, 8).stream().filter(sent -> sent.startsWith("waits")))
                .containsExactly("waits 0", "waits 1");
        assertThat(order).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void a_lane_is_as_urgent_as_what_stands_behind_its_head_and_keeps_its_order() {
        enter("other 1", dossier("D-1"));
        enter("head", dossier("D-2"));
        enter("urgent", by(1, progress("D-2")));
        enter("other 2", by(2, dossier("D-3")));
        assertThat(deliver(1)).containsExactly("head");
        assertThat(deliver(1)).containsExactly("urgent");
        assertThat(deliver(1)).containsExactly("other 2");
    }

    @Test
    void a_lane_is_no_more_urgent_than_what_is_left_in_it() {
        enter("head", by(1, dossier("D-1")));
        enter("later", by(4, progress("D-1")));
        enter("other", by(2, dossier("D-2")));
        assertThat(deliver(1)).containsExactly("head");
        assertThat(deliver(1)).containsExactly("other");
        assertThat(deliver(1)).containsExactly("later");
    }

    @Test
    void a_batch_delivered_in_part_leaves_its_lane_as_urgent_as_the_rest() {
        enter("step 1", by(1, progress("D-1")));
        enter("step 2", by(4, progress("D-1")));
        enter("other", by(2, dossier("D-2")));
        Claim claim = ledger.claim(NPSP, 1, Map.of(Samples.PROGRESS, 10), URGENT, LEASE)
                .getFirst();
        ledger.settle(settlement(claim, delivered(claim.deliveries().getFirst())));
        assertThat(claimed(1)).containsExactly("other");
    }

    @Test
    void a_cancelled_delivery_makes_its_lane_urgent_no_longer() {
        enter("waits", dossier("D-0"));
        enter("head", dossier("D-1"));
        long urgent = enterOne(record("urgent", by(1, progress("D-1"))));
        ledger.cancel(urgent, Samples.LAN);
        assertThat(claimed(1)).containsExactly("waits");
    }

    @Test
    void a_deadline_far_away_has_no_say_until_it_is_near() {
        enter("waits", dossier("D-0"));
        enter("tomorrow", by(24, dossier("D-1")));
        assertThat(deliver(1)).containsExactly("waits");
        enter("waits too", dossier("D-2"));
        clock.pass(Duration.ofHours(17));
        enter("comes last", by(8, dossier("D-3")));
        assertThat(deliver(3)).containsExactly("tomorrow", "comes last", "waits too");
    }

    @Test
    void what_could_not_go_out_in_time_goes_first_afterwards() {
        enter("waits", dossier("D-0"));
        enter("missed", by(2, dossier("D-1")));
        clock.pass(Duration.ofHours(72));
        enter("near", by(1, dossier("D-2")));
        assertThat(deliver(3)).containsExactly("missed", "near", "waits");
    }

    @Test
    void a_deadline_that_had_passed_already_makes_nothing_urgent() {
        enter("waits", dossier("D-0"));
        enter("of 2020", by(-50_000, dossier("D-1")));
        enter("near", by(1, dossier("D-2")));
        assertThat(deliver(3)).containsExactly("near", "waits", "of 2020");
    }

    @Test
    void without_a_limit_lanes_go_by_their_time_alone() {
        enter("waits", dossier("D-0"));
        enter("near", by(1, dossier("D-1")));
        assertThat(ledger.claim(NPSP, 2, Map.of(), null, LEASE))
                .extracting(Samples::contents)
                .containsExactly(List.of("waits"), List.of("near"));
    }

    @Test
    void a_lane_that_is_tried_again_is_urgent_when_its_time_has_come() {
        enter("waits", dossier("D-0"));
        enter("again", by(1, dossier("D-1")));
        Claim first = claimUrgent(1).getFirst();
        Duration wait = Duration.ofMinutes(1);
        ledger.settle(settlement(first, retry(claimedOne(first), clock.instant().plus(wait))));
        assertThat(claimed(1)).containsExactly("waits");
        enter("waits too", dossier("D-2"));
        clock.pass(wait);
        assertThat(claimed(1)).containsExactly("again");
    }

    @Test
    void a_lane_whose_worker_died_is_urgent_when_its_lease_has_run_out() {
        enter("again", by(1, dossier("D-1")));
        assertThat(claimed(1)).containsExactly("again");
        enter("waits", dossier("D-0"));
        clock.pass(LEASE);
        Claim claim = claimUrgent(1).getFirst();
        assertThat(Samples.contents(claim)).containsExactly("again");
        assertThat(claimedOne(claim).interrupted()).isTrue();
    }

    @Test
    void what_is_owed_is_seen_by_its_earliest_deadline_whether_it_is_due_waits_or_is_stopped() {
        enter("far", by(30, dossier("D-0")));
        enter("due", by(3, dossier("D-1")));
        enter("head", dossier("D-2"));
        enter("behind it", by(1, progress("D-2")));
        long stopped = enterOne(record("held", by(2, dossier("D-3"))));
        ledger.hold(stopped, Samples.LAN);
        enter("had passed", by(-1, dossier("D-4")));

        assertThat(pressing(24)).containsExactly("D-2 in 1 h, PENDING", "D-3 in 2 h, HELD", "D-1 in 3 h, PENDING");
        assertThat(view.pressing(clock.instant().plus(Duration.ofDays(1)), List.of(), 1))
                .singleElement()
                .satisfies(first -> assertThat(first.head().deadline()).isNull());
        assertThat(pressing(24, "none-such", Samples.PROGRESS)).hasSize(3);
        assertThat(pressing(24, Samples.DOSSIERS)).isEmpty();
        clock.pass(Duration.ofHours(2));
        assertThat(view.deadlines(clock.instant(), clock.instant(), List.of(Samples.DOSSIERS)))
                .isEmpty();
        assertThat(view.deadlines(clock.instant(), clock.instant().plus(Duration.ofDays(1)), List.of()))
                .containsExactly(new LedgerView.Deadlines(NPSP, 2, 1));
    }

    @Test
    void what_comes_later_of_a_dossier_and_names_no_deadline_has_that_of_its_last_record_that_did() {
        enter("received", by(5, dossier("D-1")));
        assertThat(deliver(1)).containsExactly("received");
        enter("promised anew", by(3, dossier("D-1")));
        assertThat(deliver(1)).containsExactly("promised anew");
        enter("other", by(4, dossier("D-2")));
        enter("waits", dossier("D-3"));
        enter("last step", progress("D-1"));

        assertThat(pressing(24)).containsExactly("D-1 in 3 h, PENDING", "D-2 in 4 h, PENDING");
        assertThat(deliver(3)).containsExactly("last step", "other", "waits");
        clock.pass(Duration.ofHours(4));
        enter("too late for it", progress("D-1"));
        assertThat(pressing(24)).isEmpty();
    }

    @Test
    void what_was_delivered_or_given_up_has_no_deadline_any_more() {
        enter("head", by(1, dossier("D-1")));
        long given = enterOne(record("given up", by(2, dossier("D-2"))));
        assertThat(deliver(1)).containsExactly("head");
        ledger.cancel(given, Samples.LAN);

        assertThat(pressing(24)).isEmpty();
        assertThat(view.deadlines(clock.instant(), clock.instant().plus(Duration.ofDays(1)), List.of()))
                .isEmpty();
    }

    @Test
    void however_much_is_late_at_one_counterpart_or_is_only_tried_what_is_owed_to_others_is_seen() {
        Owed elsewhere = new Owed("to-lgsp", "lgsp", null, true, true, null, List.of());
        putLanes("lgsp", 100_000, enterOne(record("late elsewhere", by(1, elsewhere))));
        Owed tried = new Owed("tried", NPSP, null, true, true, null, List.of());
        ledger.enter(IntStream.range(0, 10_001)
                .mapToObj(i -> record("tried " + i, by(1, tried)))
                .toList());
        enter("late", by(2, dossier("D-1")));
        enter("near", by(4, dossier("D-2")));
        clock.pass(Duration.ofHours(3));

        assertThat(view.deadlines(clock.instant(), clock.instant().plus(Duration.ofDays(1)), List.of("tried")))
                .containsExactly(new LedgerView.Deadlines("lgsp", 100_000, 0), new LedgerView.Deadlines(NPSP, 1, 1));
        assertThat(view.deadlines(clock.instant(), clock.instant().plus(Duration.ofDays(1)), List.of()))
                .contains(new LedgerView.Deadlines(NPSP, 10_002, 1));
        assertThat(pressing(24, "tried", "to-lgsp")).hasSize(2);
    }

    /** Late for an hour, with a delivery of another lane. */
    private void putLanes(String counterpart, int count, long head) {
        database.write(() -> database.writing()
                .update(
                        """
                        INSERT INTO lane (id, counterpart, dossier, last_position, head, deadline)
                        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)
                        SELECT 1000000 + i, :counterpart, 'P-' || i, 0, :head, :deadline FROM n
                        """,
                        values("count", count)
                                .addValue("counterpart", counterpart)
                                .addValue("head", head)
                                .addValue(
                                        "deadline",
                                        clock.instant()
                                                .plus(Duration.ofHours(2))
                                                .toEpochMilli())));
    }

    private List<String> pressing(int hours, String... flows) {
        List<String> without = List.of(flows);
        return view.pressing(clock.instant().plus(Duration.ofHours(hours)), without, 10).stream()
                .map(one -> one.head().dossier() + " in "
                        + Duration.between(clock.instant(), one.deadline()).toHours() + " h, "
                        + one.head().state())
                .toList();
    }

    @Test
    void deadlines_cost_a_claim_two_statements_more() {
        IntStream.range(0, 50).forEach(i -> enter("k" + i, by(1, dossier("D-" + i))));
        assertThat(count.of(() -> assertThat(claimed(10)).hasSize(10))).hasSizeLessThanOrEqualTo(7);
        assertThat(count.of(() -> assertThat(claimed(10)).hasSize(10))).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void urgent_lanes_are_found_by_an_index_of_ready_ones() {
        enter("near", by(1, dossier("D-1")));
        List<String> asked = count.of(() -> claimed(4));
        long now = clock.instant().toEpochMilli();
        assertThat(plan(only(asked, "ready = 1 AND"), "'npsp'", now, 3)).contains("lane_urgent");
        assertThat(plan(only(asked, "ready = 0 AND"), "'npsp'", now, 3)).contains("lane_waiting");
    }

    @Test
    void what_is_near_its_deadline_is_seen_by_an_index_of_lanes_that_have_one() {
        enter("near", by(1, dossier("D-1")));
        String lanes = NearestDeadlines.LANES.formatted("?", "?", "?").replace(":most", "?");
        assertThat(plan("SELECT head" + lanes, "'npsp'", Long.MIN_VALUE + 1, 0, 3))
                .contains("lane_deadline");
    }

    private static String only(List<String> asked, String words) {
        return asked.stream().filter(sql -> sql.contains(words)).findFirst().orElseThrow();
    }

    /** Of a table so small PostgreSQL would read the whole, so it is told not to. */
    private String plan(String sql, Object... given) {
        String asked =
                Stream.of(given).map(Object::toString).reduce(sql, (rest, value) -> rest.replaceFirst("\\?", value));
        boolean isFile = database.dialect() == Dialect.SQLITE;
        return database.write(() -> {
            if (!isFile) {
                database.writing().list("SELECT set_config('enable_seqscan', 'off', true)", values(), (row, i) -> "");
            }
            String explain = isFile ? "EXPLAIN QUERY PLAN " : "EXPLAIN ";
            return String.join(
                    "\n",
                    database.writing()
                            .list(
                                    explain + asked,
                                    values(),
                                    (row, i) -> row.getString(isFile ? "detail" : "QUERY PLAN")));
        });
    }

    private void enter(String content, Owed owed) {
        enter(record(content, content, owed));
    }

    private Owed by(int hours, Owed owed) {
        return new Owed(
                owed.flow(),
                owed.counterpart(),
                owed.dossier(),
                owed.opensLane(),
                owed.supersedes(),
                clock.instant().plus(Duration.ofHours(hours)),
                owed.problems());
    }

    private List<Claim> claimUrgent(int lanes) {
        return ledger.claim(NPSP, lanes, Map.of(), URGENT, LEASE);
    }

    private List<String> claimed(int lanes) {
        return claimUrgent(lanes).stream()
                .flatMap(claim -> Samples.contents(claim).stream())
                .toList();
    }

    private List<String> deliver(int lanes) {
        List<String> sent = new ArrayList<>();
        for (Claim claim : claimUrgent(lanes)) {
            sent.addAll(Samples.contents(claim));
            ledger.settle(settlement(claim, delivered(claimedOne(claim))));
        }
        return sent;
    }
}
