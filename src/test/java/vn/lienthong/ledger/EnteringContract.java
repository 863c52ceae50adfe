package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.ledger.Samples.DOSSIERS;
import static vn.lienthong.ledger.Samples.NPSP;
import static vn.lienthong.ledger.Samples.badDossier;
import static vn.lienthong.ledger.Samples.dossier;
import static vn.lienthong.ledger.Samples.problem;
import static vn.lienthong.ledger.Samples.progress;
import static vn.lienthong.ledger.Samples.record;
import static vn.lienthong.ledger.Samples.withoutNumber;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.Ledger.Entered.Kind;
import vn.lienthong.ledger.Ledger.Entry;
import vn.lienthong.ledger.Ledger.Owed;
import vn.lienthong.ledger.Memos.Memo;

/** Entering: nothing lost, nothing twice. */
abstract class EnteringContract extends LedgerOnDatabase {

    private static final String A = "G16.05-260302-0001";

    @Test
    void a_record_is_kept_exactly_as_it_came() {
        byte[] body = {0, 1, (byte) 0xff, (byte) 0xc3, 0x28, 10, 13};
        Owed owed = new Owed(
                DOSSIERS, NPSP, new DossierNo(A), true, true, Instant.parse("2026-03-09T10:00:00Z"), List.of());
        Entry entry =
                new Entry("inbox/sổ", "khoá 1", "abc", "sổ.csv#57", new SourceRecord(body, "text/csv"), List.of(owed));
        long id = enterOne(entry);
        assertThat(view.record(id).orElseThrow().body()).isEqualTo(body);
        assertThat(view.record(id).orElseThrow().mediaType()).isEqualTo("text/csv");
        Delivery delivery = view.delivery(id).orElseThrow();
        assertThat(delivery.source()).isEqualTo("inbox/sổ");
        assertThat(delivery.position()).isEqualTo("sổ.csv#57");
        assertThat(delivery.dossier()).isEqualTo(A);
        assertThat(delivery.deadline()).isEqualTo(Instant.parse("2026-03-09T10:00:00Z"));
        assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(delivery.dueAt()).isEqualTo(clock.instant());
    }

    @Test
    void the_same_record_again_is_the_same_record() {
        Entered first = enter(record("k", dossier(A)));
        Entered again = enter(record("k", dossier(A)));
        assertThat(first.kind()).isEqualTo(Kind.NEW);
        assertThat(again).isEqualTo(new Entered(Kind.REPEATED, first.record(), 1, first.deliveries()));
        assertThat(deliverAll()).containsExactly("k/1");
    }

    @Test
    void other_content_is_a_new_version_also_when_it_is_older_content() {
        enter(record("k", "one", dossier(A)));
        assertThat(enter(record("k", "two", dossier(A))))
                .matches(e -> e.kind() == Kind.NEW_VERSION && e.version() == 2);
        assertThat(enter(record("k", "one", dossier(A))))
                .matches(e -> e.kind() == Kind.NEW_VERSION && e.version() == 3);
        assertThat(enter(record("k", "one", dossier(A)))).matches(e -> e.kind() == Kind.REPEATED && e.version() == 3);
        assertThat(deliverAll()).containsExactly("one", "two", "one");
    }

    @Test
    void one_call_may_hold_a_key_several_times() {
        List<Entered> entered = ledger.enter(List.of(
                record("k", "one", dossier(A)),
                record("k", "one", dossier(A)),
                record("k", "two", dossier(A)),
                record("k", "two", dossier(A))));
        assertThat(entered)
                .extracting(Entered::kind)
                .containsExactly(Kind.NEW, Kind.REPEATED, Kind.NEW_VERSION, Kind.REPEATED);
        assertThat(entered.get(1).deliveries()).isEqualTo(entered.get(0).deliveries());
        assertThat(deliverAll()).containsExactly("one", "two");
    }

    @Test
    void what_comes_again_in_one_call_keeps_its_place_among_what_else_there_is_of_its_lane() {
        List<Entered> entered = ledger.enter(List.of(
                record("k", "one", progress(A)),
                record("k", "two", progress(A)),
                record("other", "elsewhere", progress("G16.05-260302-0002")),
                record("l", "three", progress(A)),
                record("k", "four", progress(A)),
                record("l", "three", progress(A))));
        assertThat(entered)
                .extracting(Entered::kind)
                .containsExactly(Kind.NEW, Kind.NEW_VERSION, Kind.NEW, Kind.NEW, Kind.NEW_VERSION, Kind.REPEATED);
        assertThat(entered.get(5).deliveries()).isEqualTo(entered.get(3).deliveries());
        assertThat(deliverAll())
                .filteredOn(content -> !content.equals("elsewhere"))
                .containsExactly("one", "two", "three", "four");
    }

    @Test
    void a_source_enters_and_notes_how_far_it_is_in_one_step() {
        Memos memos = new JdbcMemos(database, clock);
        Memo start = memos.read("sql/cases");
        List<Entry> page = List.of(record("k1", dossier(A)), record("k2", dossier(A)));
        assertThat(ledger.enter(page, start, "after k2").orElseThrow())
                .extracting(Entered::kind)
                .containsExactly(Kind.NEW, Kind.NEW);
        assertThat(memos.read("sql/cases")).isEqualTo(start.rewritten("after k2"));
        assertThat(ledger.enter(List.of(), start.rewritten("after k2"), "after k3"))
                .hasValue(List.of());
        assertThat(memos.read("sql/cases").content()).isEqualTo("after k3");
    }

    @Test
    void a_source_that_another_process_has_overtaken_enters_nothing() {
        Memos memos = new JdbcMemos(database, clock);
        Memo start = memos.read("sql/cases");
        ledger.enter(List.of(record("k", "newer", dossier(A))), start, "after k");
        assertThat(ledger.enter(List.of(record("k", "older", dossier(A))), start, "after k"))
                .isEmpty();
        assertThat(memos.read("sql/cases").version()).isEqualTo(1);
        assertThat(deliverAll()).containsExactly("newer");
    }

    @Test
    void of_processes_that_take_the_same_page_at_once_one_enters_it() throws Exception {
        Memo start = new JdbcMemos(database, clock).read("sql/cases");
        Ledger other = another(currentSettings());
        try (ExecutorService processes = Executors.newFixedThreadPool(2)) {
            List<Future<Boolean>> entered = processes.invokeAll(List.of(ledger, other).stream()
                    .<Callable<Boolean>>map(one ->
                            () -> one.enter(List.of(record("of " + (one == other), dossier(A))), start, "done")
                                    .isPresent())
                    .toList());
            assertThat(List.of(entered.get(0).get(), entered.get(1).get())).containsExactlyInAnyOrder(true, false);
        }
        assertThat(deliverAll()).hasSize(1);
    }

    @Test
    void other_sources_may_use_the_same_key() {
        Entry one = record("k", dossier(A));
        Entry other = new Entry("inbox/x", one.key(), one.contentHash(), null, one.record(), one.owed());
        assertThat(ledger.enter(List.of(one, other))).extracting(Entered::kind).containsOnly(Kind.NEW);
    }

    @Test
    void a_record_may_be_owed_to_several_counterparts_or_to_none() {
        Owed other = new Owed("lgsp-dossier", "lgsp", new DossierNo(A), false, false, null, List.of());
        assertThat(enter(record("both", dossier(A), other)).deliveries()).hasSize(2);
        assertThat(enter(record("none")).deliveries()).isEmpty();
        assertThat(enter(record("none")).kind()).isEqualTo(Kind.REPEATED);
    }

    @Test
    void a_thousand_records_in_one_call_keep_their_order() {
        List<Entry> entries = IntStream.range(0, 2500)
                .mapToObj(i -> record("k" + i, progress("D-" + i % 3)))
                .toList();
        List<Entered> entered = ledger.enter(entries);
        assertThat(entered).hasSize(2500).extracting(Entered::record).isSorted().doesNotHaveDuplicates();
        assertThat(view.dossier(new DossierNo("D-0"))).hasSize(500);
        assertThat(claim()).hasSize(3);
    }

    @Test
    void callers_at_the_same_time_enter_a_record_once() throws Exception {
        List<Entered> entered = atOnce(16, i -> enter(record("same", dossier(A))));
        assertThat(entered).filteredOn(e -> e.kind() == Kind.NEW).hasSize(1);
        assertThat(entered)
                .extracting(Entered::record)
                .containsOnly(entered.getFirst().record());
        assertThat(deliverAll()).containsExactly("same/1");
    }

    @Test
    void two_processes_enter_a_record_once() throws Exception {
        Ledger other = another(currentSettings());
        for (int round = 0; round < 20; round++) {
            String key = "k" + round;
            List<Entry> page = IntStream.range(0, 10)
                    .mapToObj(i -> record(key + "-" + i, dossier("D-" + i)))
                    .toList();
            List<List<Entered>> entered =
                    atOnce(2, i -> (i == 0 ? ledger : other).enter(i == 0 ? page : page.reversed()));
            Set<Long> records = new HashSet<>();
            entered.forEach(answers -> answers.forEach(answer -> records.add(answer.record())));
            assertThat(records).hasSize(10);
        }
        assertThat(deliverAll()).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void callers_at_the_same_time_keep_each_lanes_order() throws Exception {
        List<List<Entered>> all = atOnce(8, caller -> {
            List<Entered> mine = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                mine.add(enter(record(caller + "-" + i, progress("D-" + caller))));
            }
            return mine;
        });
        assertThat(all.stream().flatMap(List::stream)).extracting(Entered::kind).containsOnly(Kind.NEW);
        List<String> sent = deliverAll();
        assertThat(sent).hasSize(200);
        for (int caller = 0; caller < 8; caller++) {
            String prefix = caller + "-";
            assertThat(sent.stream().filter(content -> content.startsWith(prefix)))
                    .containsExactlyElementsOf(IntStream.range(0, 25)
                            .mapToObj(i -> prefix + i + "/1")
                            .toList());
        }
    }

    @Test
    void text_no_database_likes_is_still_entered() {
        String odd = "a\u0000b\ud800c";
        Entry entry = new Entry(
                odd,
                odd + "x".repeat(5000),
                "h",
                odd,
                record("k").record(),
                List.of(badDossier(A, problem("mapping.odd").with("x", odd))));
        Entered first = enter(entry);
        assertThat(enter(entry)).isEqualTo(new Entered(Kind.REPEATED, first.record(), 1, first.deliveries()));
        assertThat(view.known(odd, List.of(entry.key())))
                .extracting(LedgerView.Known::key)
                .containsExactly(entry.key());
    }

    @Test
    void what_cannot_be_mapped_is_entered_as_a_dead_letter_and_parks_its_lane() {
        long dead = enterOne(record("bad", badDossier(A, problem("mapping.no-crosswalk-pair"))));
        enter(record("after", progress(A)));
        assertThat(stateOf(dead)).isEqualTo(DeliveryState.DEAD);
        assertThat(view.delivery(dead).orElseThrow().problems()).containsExactly(problem("mapping.no-crosswalk-pair"));
        assertThat(claim()).isEmpty();
    }

    @Test
    void records_without_a_number_do_not_wait_for_each_other() {
        enter(record("one", withoutNumber(problem("mapping.no-dossier"))));
        enter(record("two", withoutNumber()));
        enter(record("three", withoutNumber()));
        assertThat(deliverAll()).containsExactlyInAnyOrder("two/1", "three/1");
    }

    @Test
    void what_makes_a_dossier_known_goes_ahead_of_what_is_owed() {
        enter(record("step 1", progress(A)));
        enter(record("step 2", progress(A)));
        long opener = enterOne(record("dossier", dossier(A)));
        assertThat(view.events(opener)).extracting(LedgerView.Event::verb).containsExactly("open-lane");
        assertThat(deliverAll()).containsExactly("dossier/1", "step 1/1", "step 2/1");
    }

    @Test
    void what_makes_a_dossier_known_goes_ahead_within_one_call_too() {
        ledger.enter(List.of(record("step", progress(A)), record("dossier", dossier(A)), record("update", dossier(A))));
        assertThat(deliverAll()).containsExactly("dossier/1", "step/1", "update/1");
    }

    @Test
    void only_the_first_opener_goes_ahead() {
        long first = enterOne(record("dossier", dossier(A)));
        enter(record("step", progress(A)));
        enter(record("update", dossier(A)));
        assertThat(view.events(first)).isEmpty();
        assertThat(deliverAll()).containsExactly("dossier/1", "step/1", "update/1");
    }

    @Test
    void an_opener_that_comes_while_another_is_sent_is_next() {
        enter(record("step 1", progress(A)));
        enter(record("step 2", progress(A)));
        Ledger.Claim sending = claimOne();
        enter(record("dossier", dossier(A)));
        assertThat(claim()).isEmpty();
        ledger.settle(Samples.settlement(sending, Samples.retry(claimedOne(sending), clock.instant())));
        assertThat(deliverAll()).containsExactly("dossier/1", "step 1/1", "step 2/1");
    }

    @Test
    void an_opener_after_a_cancelled_one_goes_ahead_as_well() {
        long first = enterOne(record("dossier", "bad", badDossier(A, problem("mapping.bad"))));
        enter(record("step", progress(A)));
        ledger.cancel(first, Samples.LAN);
        enter(record("dossier", "good", dossier(A)));
        assertThat(deliverAll()).containsExactly("good", "step/1");
    }

    @Test
    void a_newer_version_takes_the_place_of_a_dead_letter() {
        long dead = enterOne(record("dossier", "bad", badDossier(A, problem("mapping.bad"))));
        enter(record("step", progress(A)));
        enter(record("dossier", "good", dossier(A)));
        assertThat(stateOf(dead)).isEqualTo(DeliveryState.CANCELLED);
        assertThat(view.events(dead)).extracting(LedgerView.Event::verb).containsExactly("supersede");
        assertThat(deliverAll()).containsExactly("good", "step/1");
    }

    /** The newest in the dead letter's place would be sent first, and the older one after it. */
    @Test
    void a_version_that_waits_behind_a_dead_letter_is_not_overtaken_by_a_newer_one() {
        long first = enterOne(record("dossier", "1", dossier(A)));
        enter(record("step", progress(A)));
        Ledger.Claim sending = claimOne();
        long second = enterOne(record("dossier", "2", dossier(A)));
        ledger.settle(Samples.settlement(sending, Samples.dead(claimedOne(sending), "portal.refused")));

        enter(record("dossier", "3", dossier(A)));

        assertThat(stateOf(first)).isEqualTo(DeliveryState.CANCELLED);
        assertThat(view.events(first))
                .extracting(LedgerView.Event::reason)
                .containsExactly("version 2, delivery " + second);
        assertThat(deliverAll()).containsExactly("2", "step/1", "3");
    }

    @Test
    void a_newer_version_replaces_dead_letters_in_other_lanes_and_in_one_call() {
        Entry lost = record("k", "no number", withoutNumber(problem("mapping.no-dossier")));
        Entry wrong = record("k", "wrong number", badDossier("D-1", problem("mapping.bad")));
        Entry right = record("k", "right", dossier(A));
        List<Entered> entered = ledger.enter(List.of(lost, wrong, right));
        assertThat(stateOf(entered.get(0).deliveries().getFirst())).isEqualTo(DeliveryState.CANCELLED);
        assertThat(stateOf(entered.get(1).deliveries().getFirst())).isEqualTo(DeliveryState.CANCELLED);
        enter(record("other", progress("D-1")));
        assertThat(deliverAll()).containsExactlyInAnyOrder("right", "other/1");
        assertThat(view.tallies())
                .allSatisfy(tally -> assertThat(tally.lanesParked()).isZero());
    }

    @Test
    void where_a_newer_version_takes_an_opener_out_of_another_lane_the_next_one_there_goes_ahead() {
        enter(record("k", "wrong number", badDossier("D-1", problem("mapping.bad"))));
        enter(record("step", progress("D-1")));
        enter(record("other", dossier("D-1")));
        enter(record("k", "right", dossier(A)));
        assertThat(deliverAll()).containsSubsequence("other/1", "step/1");
    }

    @Test
    void a_newer_version_replaces_nothing_that_is_still_owed_and_nothing_of_other_flows() {
        enter(record("k", "one", dossier(A)));
        long otherFlow = enterOne(record(
                "k",
                "step",
                new Owed("npsp-progress", NPSP, new DossierNo("D-2"), false, false, null, List.of(problem("x.y")))));
        enter(record("k", "two", dossier(A)));
        assertThat(stateOf(otherFlow)).isEqualTo(DeliveryState.DEAD);
        assertThat(deliverAll()).containsExactly("one", "two");
    }

    @Test
    void repeats_can_be_told_before_entering() {
        Entered entered = enter(record("a", "one", dossier(A)));
        Entered newer = enter(record("a", "two", dossier(A)));
        assertThat(entered.record()).isNotEqualTo(newer.record());
        assertThat(view.known("push/test", List.of("a", "unknown")))
                .containsExactly(new LedgerView.Known("a", newer.record(), 2, "hash of two", null));
    }

    @Test
    void tells_which_dossier_a_record_is_of() {
        Entered ofOne = enter(record("a", "one", dossier(A)));

        assertThat(view.dossierOf(ofOne.record())).contains(new DossierNo(A));
        assertThat(view.dossierOf(-1)).isEmpty();
    }

    @Test
    void listeners_hear_what_is_due() {
        ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
        ledger.onDue(heard::add);
        enter(record("a", badDossier(A, problem("x.y"))));
        assertThat(heard).isEmpty();
        enter(record("b", dossier("D-2")));
        assertThat(heard).containsExactly(NPSP);
    }

    @Test
    void what_was_acknowledged_is_there_after_a_restart() throws Exception {
        long id = enterOne(record("a", dossier(A)));
        database.close();
        reopenWith(currentSettings());
        assertThat(new String(view.record(id).orElseThrow().body(), StandardCharsets.UTF_8))
                .isEqualTo("a/1");
        assertThat(deliverAll()).containsExactly("a/1");
    }

    private interface Caller<R> {
        R call(int number) throws Exception;
    }

    private static <R> List<R> atOnce(int callers, Caller<R> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(callers);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<R>> calls = IntStream.range(0, callers)
                    .<Callable<R>>mapToObj(i -> () -> {
                        start.await();
                        return work.call(i);
                    })
                    .toList();
            List<R> results = new ArrayList<>();
            for (Future<R> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
