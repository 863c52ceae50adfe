package vn.lienthong.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.RealLedger;

/**
 * What every source keeps, whatever it is: nothing lost, nothing twice, through restarts, clocks that disagree, a source that
 * is away and a ledger that takes no more. The ledger is a real one on disk; a process that dies has committed and told nobody.
 */
public abstract class SourceContract {

    /** Records in a page. */
    protected static final int PAGE = 10;

    /** More than two pages, and no whole number of them. */
    private static final int MANY = 25;

    /** Long ago by any clock. */
    protected static final LocalDateTime NOON = LocalDateTime.of(2024, 3, 4, 12, 0);

    @TempDir
    protected Path dir;

    protected final Agency agency = new Agency();
    protected final SettableClock clock = new SettableClock();
    protected RealLedger ledger;
    protected WatchedIntake intake;

    /** A dossier in the ministry's system. Putting another owner changes it. */
    public record Item(String dossier, String owner, LocalDateTime changedAt) {}

    /** What the connector's process does at its start, for a ministry's system that is there. */
    protected abstract void start() throws Exception;

    /** The process is gone; what it had in memory too. */
    protected abstract void stop() throws Exception;

    /** Written in the ministry's system, in this order. */
    protected abstract void put(List<Item> items) throws Exception;

    /** As a process that runs on until there is nothing more to do. */
    protected abstract void work() throws Exception;

    protected abstract void goAway() throws Exception;

    protected abstract void comeBack() throws Exception;

    /** Codes of what health and console tell about the source; of a source that is told by its sender, none. */
    protected abstract List<String> faults();

    /** Whether the connector is the one to notice that the source is away. */
    protected boolean isWatched() {
        return true;
    }

    @BeforeEach
    void open() throws Exception {
        ledger = RealLedger.onSqlite(dir.resolve("ledger"));
        intake = new WatchedIntake(new LedgerIntake(agency, agency.mappings(), ledger.ledger, Deadlines.none()));
    }

    @AfterEach
    void close() throws Exception {
        stop();
        ledger.close();
    }

    @Test
    void gives_every_record_once_and_in_order() throws Exception {
        start();
        put(many());
        work();
        work();
        assertThat(entered()).isEqualTo(numbers(1, MANY));
    }

    @Test
    void a_restart_in_mid_poll_loses_nothing_and_repeats_at_most_a_page_which_the_ledger_drops() throws Exception {
        start();
        put(many());
        intake.dieAfterTheNextCommit();
        workUntilItDies();
        stop();
        start();
        work();
        assertThat(entered()).isEqualTo(numbers(1, MANY));
        assertThat(intake.offered()).isBetween(MANY, MANY + PAGE);
    }

    @Test
    void records_of_one_time_lose_nothing_at_the_end_of_a_page() throws Exception {
        start();
        put(IntStream.rangeClosed(1, MANY).mapToObj(n -> item(n, NOON)).toList());
        work();
        assertThat(entered()).containsExactlyInAnyOrderElementsOf(numbers(1, MANY));
        put(List.of(item(MANY + 1, NOON)));
        work();
        assertThat(entered()).contains(number(MANY + 1)).hasSize(MANY + 1);
    }

    @Test
    void clocks_that_disagree_lose_nothing() throws Exception {
        start();
        put(List.of(item(1, NOON)));
        work();
        put(List.of(item(2, NOON.minusMinutes(3)), item(3, NOON.plusYears(100))));
        work();
        clock.advance(java.time.Duration.ofHours(-5));
        put(List.of(item(4, NOON.plusMinutes(1))));
        work();
        clock.advance(java.time.Duration.ofHours(10));
        put(List.of(item(5, NOON.minusMinutes(1))));
        stop();
        start();
        work();
        assertThat(entered()).containsExactlyInAnyOrderElementsOf(numbers(1, 5));
    }

    @Test
    void a_source_that_is_away_at_the_start_is_told_and_taken_from_when_it_is_back() throws Exception {
        put(many());
        goAway();
        start();
        work();
        assertThat(entered()).isEmpty();
        if (isWatched()) {
            assertThat(faults()).hasSize(1);
        }
        comeBack();
        // one look may not be enough: some wait before they connect again
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            work();
            assertThat(entered()).isEqualTo(numbers(1, MANY));
            assertThat(faults()).isEmpty();
        });
    }

    @Test
    void a_ledger_that_takes_no_more_makes_records_wait_at_their_source() throws Exception {
        start();
        put(many());
        intake.refuseAfter(PAGE);
        work();
        work();
        assertThat(entered()).isEqualTo(numbers(1, PAGE));
        assertThat(faults()).as("the source is well").isEmpty();
        intake.refuseAfter(Integer.MAX_VALUE);
        work();
        assertThat(entered()).isEqualTo(numbers(1, MANY));
    }

    @Test
    void a_flow_that_is_stopped_in_mid_page_gets_its_records_later_all_of_them_and_in_order() throws Exception {
        start();
        put(many());
        intake.stopFlowAfter(PAGE + 3);
        workWhateverHappens();
        work();
        assertThat(entered()).isEqualTo(numbers(1, MANY));
    }

    @Test
    void a_page_whose_route_fails_is_given_again_before_any_later_one() throws Exception {
        start();
        put(many());
        intake.failOnTheWay();
        workWhateverHappens();
        work();
        assertThat(entered()).isEqualTo(numbers(1, MANY));
    }

    /** What a step throws is logged, and the next step follows. */
    private void workWhateverHappens() throws Exception {
        try {
            work();
        } catch (RuntimeException | WatchedIntake.Death thrown) {
            assertThat(entered()).hasSizeLessThan(MANY);
        }
    }

    @Test
    void what_comes_again_is_dropped_and_what_has_changed_is_a_new_version() throws Exception {
        start();
        put(List.of(item(1, NOON), item(2, NOON.plusSeconds(1))));
        work();
        put(List.of(new Item("H-1", "Người khác", NOON.plusSeconds(2))));
        work();
        work();
        assertThat(entered()).containsExactly("H-1/1", "H-2/1", secondState());
    }

    /** What the second state of the dossier {@code H-1} is in the ledger. */
    protected String secondState() {
        return "H-1/2";
    }

    protected final void workUntilItDies() throws Exception {
        try {
            work();
            throw new AssertionError("it lives");
        } catch (WatchedIntake.Death expected) {
            // What it had in memory is forgotten by stop().
        }
    }

    protected static Item item(int n, LocalDateTime changedAt) {
        return new Item("H-" + n, "Người thử " + n, changedAt);
    }

    protected static List<Item> many() {
        return IntStream.rangeClosed(1, MANY)
                .mapToObj(n -> item(n, NOON.plusSeconds(n)))
                .toList();
    }

    protected static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(SourceContract::number).toList();
    }

    private static String number(int n) {
        return "H-" + n + "/1";
    }

    /** What the ledger has, in the order in which it was entered: dossier and version. */
    protected final List<String> entered() {
        return ledger.view.deliveries(DeliveryFilter.any(), 1, 500).items().reversed().stream()
                .map(delivery -> delivery.dossier() + "/" + delivery.version())
                .toList();
    }
}
