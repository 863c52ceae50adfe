package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static vn.lienthong.ledger.Samples.DOSSIERS;
import static vn.lienthong.ledger.Samples.LAN;
import static vn.lienthong.ledger.Samples.PROGRESS;
import static vn.lienthong.ledger.Samples.badDossier;
import static vn.lienthong.ledger.Samples.dead;
import static vn.lienthong.ledger.Samples.dossier;
import static vn.lienthong.ledger.Samples.problem;
import static vn.lienthong.ledger.Samples.progress;
import static vn.lienthong.ledger.Samples.record;
import static vn.lienthong.ledger.Samples.retry;
import static vn.lienthong.ledger.Samples.settlement;
import static vn.lienthong.ledger.Sql.values;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Ledger.Claimed;
import vn.lienthong.ledger.Ledger.Tried;
import vn.lienthong.ledger.Results.Mark;
import vn.lienthong.ledger.Results.MarkLost;
import vn.lienthong.ledger.Results.Page;
import vn.lienthong.ledger.Results.Result;

/** What who follows results is told, and that nothing is left out. */
abstract class ResultsContract extends LedgerOnDatabase {

    private static final Retention USUAL =
            new Retention(Duration.ofDays(90), Duration.ofDays(730), Duration.ofDays(3650), Duration.ofHours(1));

    private Results results;

    @BeforeEach
    void follow() {
        results = new JdbcResults(database, JdbcResults.PATIENCE);
    }

    @Test
    void each_result_says_which_delivery_of_which_record_came_to_what_and_why() {
        long delivered = enterOne(record("a", dossier("D-1")));
        tried(Samples::delivered);
        long dead = enterOne(record("b", dossier("D-2")));
        tried(claimed -> dead(claimed, "npsp.refused"));
        long held = enterOne(record("c", dossier("D-3")));
        tried(Samples::heldByPolicy);
        long bad = enterOne(record("d", badDossier("D-4", problem("mapping.bad"))));

        assertThat(follow(null).results())
                .extracting(Result::delivery, Result::state, Result::dossier, Result::receipt, ResultsContract::codes)
                .containsExactly(
                        tuple(delivered, DeliveryState.DELIVERED, "D-1", "receipt " + delivered, List.of()),
                        tuple(dead, DeliveryState.DEAD, "D-2", null, List.of("npsp.refused")),
                        tuple(held, DeliveryState.HELD, "D-3", null, List.of("npsp.read-timeout")),
                        tuple(bad, DeliveryState.DEAD, "D-4", null, List.of("mapping.bad")));
        assertThat(follow(null).results()).allSatisfy(result -> {
            assertThat(result.source()).isEqualTo("push/test");
            assertThat(result.version()).isEqualTo(1);
            assertThat(result.at()).isEqualTo(clock.instant());
            assertThat(result.verb()).isNull();
            assertThat(result.reason()).isNull();
        });
    }

    /** Also those that no longer hold, as they were. */
    @Test
    void what_people_decided_is_told_with_the_reason_and_what_was_before_stays() {
        enterOne(record("a", dossier("D-1")));
        long id = tried(claimed -> dead(claimed, "npsp.refused"));
        ledger.replay(id, LAN);
        tried(Samples::delivered);
        long other = enterOne(record("b", dossier("D-2")));
        ledger.hold(other, LAN);
        ledger.release(other, LAN);
        ledger.cancel(other, LAN);

        assertThat(told(null))
                .containsExactly(
                        "DEAD null",
                        "PENDING replay",
                        "DELIVERED null",
                        "HELD hold",
                        "PENDING release",
                        "CANCELLED cancel");
        assertThat(follow(null).results())
                .filteredOn(result -> result.verb() != null)
                .allMatch(result -> LAN.reason().equals(result.reason()));
        assertThat(codes(follow(null).results().getFirst())).containsExactly("npsp.refused");
    }

    @Test
    void a_dead_letter_that_a_newer_version_replaces_is_told_as_cancelled() {
        enter(record("a", "wrong", badDossier("D-1", problem("mapping.bad"))));
        enter(record("a", "right", dossier("D-1")));
        deliverAll();
        assertThat(told(null)).containsExactly("DEAD null", "CANCELLED supersede", "DELIVERED null");
        assertThat(follow(null).results()).extracting(Result::version).containsExactly(1, 1, 2);
    }

    @Test
    void what_is_tried_again_has_come_to_nothing_yet() {
        enterOne(record("a", dossier("D-1")));
        tried(claimed -> retry(claimed, clock.instant()));
        assertThat(follow(null)).isEqualTo(new Page(List.of(), null, false));
        tried(Samples::delivered);
        assertThat(told(null)).containsExactly("DELIVERED null");
    }

    @Test
    void who_goes_on_from_each_mark_sees_every_result_once_and_the_same_mark_gives_the_same_and_what_is_new() {
        IntStream.range(0, 5).forEach(i -> enter(record("k" + i, dossier("D-" + i))));
        deliverAll();
        List<Result> all = follow(null).results();
        assertThat(all).hasSize(5);
        List<Result> followed = new ArrayList<>();
        Page page = results.after(DOSSIERS, null, 2);
        Mark second = page.mark();
        for (followed.addAll(page.results()); page.more(); followed.addAll(page.results())) {
            page = results.after(DOSSIERS, page.mark(), 2);
        }
        assertThat(followed).isEqualTo(all);

        List<Result> before = follow(second).results();
        assertThat(before).isEqualTo(all.subList(2, 5));
        enter(record("new", dossier("D-new")));
        deliverAll();
        assertThat(follow(second).results()).hasSize(4).startsWith(before.toArray(Result[]::new));
        assertThat(follow(page.mark()).results()).extracting(Result::dossier).containsExactly("D-new");
    }

    @Test
    void who_follows_a_quiet_flow_passes_over_the_others_a_part_at_a_time() {
        enter(record("dossier", dossier("D-1")));
        deliverAll();
        IntStream.range(0, 11)
                .forEach(part -> ledger.enter(IntStream.range(0, 100)
                        .mapToObj(
                                i -> record(part + "/" + i, badDossier("P-" + part + "/" + i, problem("mapping.bad"))))
                        .toList()));
        enter(record("step", progress("D-1")));
        deliverAll();

        Page first = results.after(PROGRESS, null, 10);
        assertThat(first.results()).isEmpty();
        assertThat(first.more()).isTrue();
        Page second = results.after(PROGRESS, first.mark(), 10);
        assertThat(second.results()).extracting(Result::flow).containsExactly(PROGRESS);
        assertThat(second.more()).isFalse();
    }

    @Test
    void the_audit_line_stays_who_did_what() {
        long id = enterOne(record("a", dossier("D-1")));
        deliverAll();
        ledger.replay(id, LAN);
        deliverAll();
        assertThat(view.events(id)).extracting(LedgerView.Event::verb).containsExactly("replay");
    }

    @Test
    void a_mark_behind_which_results_were_forgotten_says_so_and_the_last_one_stays_good() {
        enter(record("a", dossier("D-1")));
        deliverAll();
        Mark first = follow(null).mark();
        long stays = enterOne(record("stays", dossier("D-3")));
        tried(claimed -> dead(claimed, "npsp.refused"));
        enter(record("b", dossier("D-2")));
        deliverAll();
        Mark last = follow(first).mark();
        clock.pass(Duration.ofDays(800));
        boolean more = true;
        while (more) {
            more = ledger.forget(USUAL, 2);
        }

        assertThatThrownBy(() -> follow(first))
                .isInstanceOfSatisfying(
                        MarkLost.class,
                        lost -> assertThat(lost.problem().code()).isEqualTo("ledger.results-forgotten"));
        assertThat(follow(null).results())
                .as("what is kept")
                .extracting(Result::delivery)
                .containsExactly(stays);
        enter(record("c", dossier("D-4")));
        deliverAll();
        assertThat(follow(last).results()).extracting(Result::dossier).containsExactly("D-4");
    }

    /** As after a restore: the number is not reached yet, or has been given to something else. */
    @Test
    void a_mark_this_ledger_never_gave_says_so() {
        enter(record("a", dossier("D-1")));
        deliverAll();
        Mark mark = Objects.requireNonNull(follow(null).mark());
        for (Mark strange : List.of(
                new Mark(mark.number() + 1000, mark.millis()),
                new Mark(mark.number(), mark.millis() + 1),
                new Mark(mark.number() - 1, mark.millis()))) {
            assertThatThrownBy(() -> follow(strange))
                    .isInstanceOfSatisfying(
                            MarkLost.class,
                            lost -> assertThat(lost.problem().code()).isEqualTo("ledger.mark-unknown"));
        }
    }

    /** Before PostgreSQL has counted what was entered. */
    @Test
    void a_page_is_read_by_primary_keys_and_nothing_is_sorted_to_find_it() {
        long delivery = enterOne(record("a", dossier("D-1")));
        deliverAll();
        database.write(() -> database.writing().update("""
                        INSERT INTO event (id, delivery, happened_at, decided_by, verb, reason)
                        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
                        SELECT 1000000 + i, :delivery, 1, 'lienthong', 'DELIVERED', '' FROM n
                        """, values("delivery", delivery)));
        String look = plan(JdbcResults.LOOK.replace(":after", "1000"));
        String tell = plan(JdbcResults.TELL.replace(":events", "1000001, 1000002"));
        if (database.isFile()) {
            assertThat(look)
                    .contains("SEARCH e USING INTEGER PRIMARY KEY", "SEARCH d USING INTEGER PRIMARY KEY")
                    .doesNotContain("SCAN", "TEMP B-TREE");
            assertThat(tell)
                    .contains("SEARCH e USING INTEGER PRIMARY KEY", "SEARCH r USING INTEGER PRIMARY KEY")
                    .doesNotContain("SCAN", "TEMP B-TREE");
        } else {
            assertThat(look).contains("Index Scan using event_pkey").doesNotContain("Sort", "Seq Scan on event");
            assertThat(tell).contains("event_pkey").doesNotContain("Seq Scan on event");
        }
    }

    private String plan(String asked) {
        return String.join(
                "\n",
                database.reading()
                        .list(
                                (database.isFile() ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + asked,
                                values(),
                                (row, i) -> row.getString(database.isFile() ? "detail" : "QUERY PLAN")));
    }

    private Page follow(@Nullable Mark after) {
        return results.after(DOSSIERS, after, 500);
    }

    private List<String> told(@Nullable Mark after) {
        return follow(after).results().stream()
                .map(result -> result.state() + " " + result.verb())
                .toList();
    }

    private static List<String> codes(Result result) {
        return result.problems().stream().map(Problem::code).toList();
    }

    /** The one delivery that is due. */
    private long tried(Function<Claimed, Tried> outcome) {
        Claim claim = claimOne();
        Claimed claimed = claimedOne(claim);
        ledger.settle(settlement(claim, outcome.apply(claimed)));
        return claimed.delivery();
    }
}
