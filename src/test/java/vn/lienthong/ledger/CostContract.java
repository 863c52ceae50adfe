package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.ledger.Samples.LEASE;
import static vn.lienthong.ledger.Samples.NPSP;
import static vn.lienthong.ledger.Samples.PROGRESS;
import static vn.lienthong.ledger.Samples.attempt;
import static vn.lienthong.ledger.Samples.badDossier;
import static vn.lienthong.ledger.Samples.delivered;
import static vn.lienthong.ledger.Samples.dossier;
import static vn.lienthong.ledger.Samples.problem;
import static vn.lienthong.ledger.Samples.progress;
import static vn.lienthong.ledger.Samples.record;
import static vn.lienthong.ledger.Samples.retry;
import static vn.lienthong.ledger.Samples.settlement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.ledger.Ledger.Change;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Ledger.Claimed;
import vn.lienthong.ledger.Ledger.Entry;
import vn.lienthong.ledger.Ledger.NewAttempt;
import vn.lienthong.ledger.Ledger.Settlement;
import vn.lienthong.ledger.Ledger.Tried;

/** What the ledger asks of its database: so many statements for each group, however many rows the group has. */
abstract class CostContract extends LedgerOnDatabase {

    private static final Map<String, Integer> BATCHES = Map.of(PROGRESS, 10);

    private final StatementCount count = new StatementCount();
    private int numbers;

    /** The first claim of a process also looks for what a clock that was ahead has put off. */
    @BeforeEach
    void watch() {
        reopenWith(currentSettings(), count::watch);
        claim();
    }

    @Test
    void entering_new_dossiers_costs_six_statements_for_one_and_for_a_hundred() {
        assertThat(count.of(() -> ledger.enter(dossiers(1)))).hasSizeLessThanOrEqualTo(6);
        assertThat(count.of(() -> ledger.enter(dossiers(100)))).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void times_of_change_cost_one_statement_and_what_comes_late_one_more() {
        List<Entry> changed = changed(dossiers(100), Instant.parse("2026-03-02T02:00:00Z"));
        assertThat(count.of(() -> ledger.enter(changed))).hasSizeLessThanOrEqualTo(7);
        List<Entry> late = changed(dossiers(100), Instant.parse("2026-03-02T01:00:00Z"));
        assertThat(count.of(() -> ledger.enter(late))).hasSizeLessThanOrEqualTo(7);
    }

    private static List<Entry> changed(List<Entry> entries, Instant at) {
        return IntStream.range(0, entries.size())
                .mapToObj(i -> {
                    Entry entry = entries.get(i);
                    Change change = new Change("dossiers/" + i, at);
                    return new Entry(
                            entry.source(),
                            entry.key(),
                            entry.contentHash(),
                            null,
                            entry.record(),
                            entry.owed(),
                            change);
                })
                .toList();
    }

    /** Of each dossier a step waits, so that what opens its lane has to be looked for. */
    @Test
    void replacing_dead_letters_by_records_of_other_dossiers_costs_as_much_for_one_as_for_fifty() {
        assertThat(replaced(50)).hasSameSizeAs(replaced(1));
    }

    private List<String> replaced(int dossiers) {
        int first = numbers;
        numbers += dossiers;
        for (int number = first; number < numbers; number++) {
            String wrong = "wrong/" + number;
            ledger.enter(List.of(
                    record("r/" + number, "bad", badDossier(wrong, problem("mapping.bad"))),
                    record("s/" + number, "step", progress(wrong)),
                    record("t/" + number, "right", dossier(wrong))));
        }
        return count.of(() -> ledger.enter(IntStream.range(first, numbers)
                .mapToObj(number -> record("r/" + number, "good", dossier("right/" + number)))
                .toList()));
    }

    @Test
    void entering_what_is_known_already_costs_two_statements() {
        List<Entry> known = dossiers(50);
        ledger.enter(known);
        assertThat(count.of(() -> ledger.enter(known))).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void entering_behind_another_costs_twelve_statements_whatever_stands_in_the_lane() {
        long last = 0;
        for (int i = 0; i < 60; i++) {
            last = enterOne(record("version " + i, dossier("D-1")));
        }
        deliverAll();
        long behind = last;
        assertThat(count.of(() -> assertThat(ledger.enterBehind(record("behind", dossier("D-1")), behind))
                        .isPresent()))
                .hasSizeLessThanOrEqualTo(12);
    }

    @Test
    void claiming_costs_five_statements_for_one_lane_and_for_fifty_whatever_is_owed() {
        ledger.enter(dossiers(60));
        assertThat(count.of(() -> ledger.claim(NPSP, 1, BATCHES, LEASE))).hasSizeLessThanOrEqualTo(5);
        ledger.enter(dossiers(2000));
        assertThat(count.of(
                        () -> assertThat(ledger.claim(NPSP, 50, BATCHES, LEASE)).hasSize(50)))
                .hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void claiming_nothing_costs_one_statement() {
        assertThat(count.of(this::claim)).hasSize(1);
    }

    @Test
    void claiming_batches_costs_two_statements_more_for_all_lanes() {
        enterSteps(10, 12);
        assertThat(count.of(() -> assertThat(ledger.claim(NPSP, 10, BATCHES, LEASE))
                        .hasSize(10)
                        .allSatisfy(claim -> assertThat(claim.deliveries()).hasSize(10))))
                .hasSizeLessThanOrEqualTo(7);
    }

    @Test
    void claiming_what_dead_workers_left_costs_six_statements_more_for_all_of_it() {
        enterSteps(10, 12);
        ledger.claim(NPSP, 10, BATCHES, LEASE);
        clock.pass(LEASE);
        assertThat(count.of(
                        () -> assertThat(ledger.claim(NPSP, 10, BATCHES, LEASE)).hasSize(10)))
                .hasSizeLessThanOrEqualTo(13);
    }

    @Test
    void settling_last_deliveries_of_their_lanes_costs_six_statements_for_one_and_for_fifty() {
        ledger.enter(dossiers(60));
        settle(1, Samples::delivered);
        assertThat(count.of(() -> settle(1, this::deliveredByTwoCalls))).hasSizeLessThanOrEqualTo(6 + 5 + inFile());
        assertThat(settleTogether(50, this::deliveredByTwoCalls)).hasSizeLessThanOrEqualTo(6 + inFile());
    }

    @Test
    void settling_what_is_tried_again_costs_six_statements() {
        ledger.enter(dossiers(60));
        Instant later = clock.instant().plus(Duration.ofMinutes(1));
        assertThat(settleTogether(50, claimed -> retry(claimed, later))).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void settling_where_more_is_behind_costs_one_statement_more_for_all_lanes() {
        enterSteps(20, 3);
        assertThat(settleTogether(20, this::deliveredByTwoCalls)).hasSizeLessThanOrEqualTo(7 + inFile());
    }

    @Test
    void giving_a_lane_back_costs_four_statements() {
        ledger.enter(dossiers(1));
        Claim claim = claimOne();
        assertThat(count.of(() -> ledger.giveBack(claim, clock.instant()))).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void starting_a_job_counts_nothing_in_the_transactions_others_wait_for() {
        for (int i = 0; i < 20; i++) {
            ledger.enter(List.of(record("bad/" + i, badDossier("B-" + i, problem("x.bad")))));
        }
        DeliveryFilter bad = new DeliveryFilter(null, null, null, null, "x.bad", null);
        assertThat(count.of(() -> assertThat(
                                ledger.startJob(Verb.REPLAY, bad, Samples.LAN).found())
                        .isEqualTo(20)))
                .hasSizeLessThanOrEqualTo(2)
                .noneMatch(statement -> statement.contains("delivery"));
        assertThat(ledger.startJob(Verb.REPLAY, DeliveryFilter.any(), Samples.LAN)
                        .found())
                .isEqualTo(20);
    }

    private List<Entry> dossiers(int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> "D-" + ++numbers)
                .map(number -> record(number, dossier(number)))
                .toList();
    }

    private void enterSteps(int lanes, int steps) {
        List<Entry> entries = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            for (int lane = 0; lane < lanes; lane++) {
                entries.add(record(lane + "/" + step, progress("L-" + lane)));
            }
        }
        ledger.enter(entries);
    }

    /** A server is told tallies and results in one statement; in a file, where nobody is far, two more do the same. */
    private int inFile() {
        return database.isFile() ? 2 : 0;
    }

    private void settle(int lanes, Function<Claimed, Tried> outcome) {
        ledger.claim(NPSP, lanes, Map.of(), LEASE)
                .forEach(claim -> ledger.settle(settlement(claim, outcome.apply(claimedOne(claim)))));
    }

    /** The statements of one transaction that settles so many lanes. */
    private List<String> settleTogether(int lanes, Function<Claimed, Tried> outcome) {
        List<Settlement> settlements = ledger.claim(NPSP, lanes, Map.of(), LEASE).stream()
                .map(claim -> settlement(claim, outcome.apply(claimedOne(claim))))
                .toList();
        assertThat(settlements).hasSize(lanes);
        List<Long> callNumbers =
                LongStream.range(1_000_000, 1_000_000 + lanes).boxed().toList();
        return count.of(() -> database.write(() -> {
            Books books = new Books(database.writing(), database.dialect(), clock.instant(), 0);
            assertThat(new Settling(books, callNumbers).settle(settlements)).doesNotContain(false);
            return books.close();
        }));
    }

    private Tried deliveredByTwoCalls(Claimed claimed) {
        Tried tried = delivered(claimed);
        NewAttempt made = attempt("delivered");
        List<Attempt.Call> calls = IntStream.range(0, 2)
                .mapToObj(i -> new Attempt.Call(
                        "DongBoHoSoMC", new byte[10], 200, new byte[10], clock.instant(), Duration.ofMillis(5)))
                .toList();
        return new Tried(
                claimed.delivery(),
                new NewAttempt(
                        made.startedAt(),
                        made.took(),
                        made.outcome(),
                        made.counts(),
                        made.mapping(),
                        made.problems(),
                        calls),
                tried.next());
    }
}
