package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.ledger.Samples.badDossier;
import static vn.lienthong.ledger.Samples.dossier;
import static vn.lienthong.ledger.Samples.problem;
import static vn.lienthong.ledger.Samples.record;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.lienthong.ledger.Ledger.Change;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.Ledger.Entered.Kind;
import vn.lienthong.ledger.Ledger.Entry;
import vn.lienthong.ledger.Ledger.Owed;

/** Records that say when what they tell of was changed: nothing older is sent after what is newer. */
abstract class ChangeContract extends LedgerOnDatabase {

    private static final String A = "G16.05-260302-0001";
    private static final Instant MORNING = Instant.parse("2026-03-02T01:00:00Z");

    private static Entry changed(String key, String content, int minute, Owed owed) {
        Entry entry = record(key, content, owed);
        Change change = new Change("dossiers/" + owed.dossier(), MORNING.plusSeconds(60L * minute));
        return new Entry(
                entry.source(), key, entry.contentHash(), entry.position(), entry.record(), entry.owed(), change);
    }

    private static Entry changed(String content, int minute) {
        return changed("k", content, minute, dossier(A));
    }

    @Test
    void what_is_older_is_kept_and_not_sent() {
        enter(changed("one", 5));
        Entered late = enter(changed("before one", 3));
        Entered next = enter(changed("two", 7));

        assertThat(late.kind()).isEqualTo(Kind.OLDER);
        assertThat(late.deliveries()).isEmpty();
        assertThat(next).matches(entered -> entered.kind() == Kind.NEW_VERSION && entered.version() == 2);
        assertThat(deliverAll()).containsExactly("one", "two");
        assertThat(bodies()).contains("before one");
    }

    @Test
    void what_was_taken_and_comes_again_after_what_is_newer_is_older() {
        Entered first = enter(changed("one", 5));
        enter(changed("two", 7));
        Entered again = enter(changed("one", 5));

        assertThat(first.kind()).isEqualTo(Kind.NEW);
        assertThat(again.kind()).isEqualTo(Kind.OLDER);
        assertThat(enter(changed("one", 5))).isEqualTo(again);
        assertThat(enter(changed("zero", 1)))
                .matches(entered -> entered.kind() == Kind.OLDER && entered.version() == 2);
        assertThat(enter(changed("two", 7)).kind()).isEqualTo(Kind.REPEATED);
        assertThat(deliverAll()).containsExactly("one", "two");
    }

    @Test
    void of_one_time_they_follow_each_other_as_they_came() {
        enter(changed("one", 5));
        assertThat(enter(changed("two", 5)).kind()).isEqualTo(Kind.NEW_VERSION);
        assertThat(enter(changed("one", 5)).kind()).isEqualTo(Kind.NEW_VERSION);
        assertThat(deliverAll()).containsExactly("one", "two", "one");
    }

    @Test
    void it_holds_across_keys_and_sources() {
        enter(changed("first call", "one", 5, dossier(A)));
        Entry other = changed("second call", "before", 3, dossier(A));
        Entry dropped = new Entry(
                "inbox/x", other.key(), other.contentHash(), "x.csv#1", other.record(), other.owed(), other.change());

        assertThat(enter(dropped).kind()).isEqualTo(Kind.OLDER);
        assertThat(enter(other).kind()).isEqualTo(Kind.OLDER);
        assertThat(enter(changed("third call", "other dossier", 1, dossier("G16.05-260302-0002")))
                        .kind())
                .isEqualTo(Kind.NEW);
    }

    @Test
    void of_one_call_each_stands_to_those_before_it() {
        List<Entered> entered = ledger.enter(List.of(
                changed("a", "one", 5, dossier(A)),
                changed("b", "before", 3, dossier(A)),
                changed("c", "two", 7, dossier(A)),
                record("d", "unsaid", dossier(A))));

        assertThat(entered).extracting(Entered::kind).containsExactly(Kind.NEW, Kind.OLDER, Kind.NEW, Kind.NEW);
        assertThat(deliverAll()).containsExactly("one", "two", "unsaid");
    }

    @Test
    void what_repeats_the_newest_version_at_a_later_time_makes_older_what_comes_between() {
        enter(changed("one", 5));
        assertThat(enter(changed("one", 9)).kind()).isEqualTo(Kind.REPEATED);
        assertThat(enter(changed("two", 7)).kind()).isEqualTo(Kind.OLDER);
        assertThat(deliverAll()).containsExactly("one");
    }

    @Test
    void what_is_refused_counts_and_what_is_not_owed_does_not() {
        enter(changed("a", "refused", 5, badDossier(A, problem("mapping.missing"))));
        assertThat(enter(changed("b", "before", 3, dossier(A))).kind()).isEqualTo(Kind.OLDER);

        Entry notOwed = changed("c", "not owed", 9, dossier(A));
        enter(new Entry("push/test", "c", "hash", null, notOwed.record(), List.of(), notOwed.change()));
        assertThat(enter(changed("d", "two", 7, dossier(A))).kind()).isEqualTo(Kind.NEW);
    }

    @Test
    void what_came_too_late_is_told_apart_from_the_versions() {
        enter(changed("one", 5));
        Entered late = enter(changed("before", 3));

        assertThat(view.late("push/test", List.of("k", "none")))
                .singleElement()
                .matches(one -> one.key().equals("k") && one.record() == late.record());
        assertThat(view.known("push/test", List.of("k")))
                .extracting(LedgerView.Known::version)
                .containsExactly(1);
        assertThat(view.late("push/test", List.of())).isEmpty();
    }

    @Test
    void the_times_known_are_told() {
        enter(changed("one", 5));
        enter(changed("before", 3));

        assertThat(view.changes(List.of("dossiers/" + dossier(A).dossier(), "dossiers/none")))
                .isEqualTo(Map.of("dossiers/" + dossier(A).dossier(), MORNING.plusSeconds(300)));
        assertThat(view.changes(List.of())).isEmpty();
    }

    /** However they meet, of what goes out each is newer than the one before. */
    @Test
    void it_holds_for_processes_that_enter_at_the_same_time() throws Exception {
        List<Integer> minutes = new ArrayList<>(IntStream.range(0, 60).boxed().toList());
        Collections.shuffle(minutes, new Random(1));
        List<Ledger> processes = List.of(ledger, another(currentSettings()));
        List<Callable<Entered>> calls = IntStream.range(0, minutes.size())
                .<Callable<Entered>>mapToObj(i -> {
                    Entry entry = changed("call " + minutes.get(i), "" + minutes.get(i), minutes.get(i), dossier(A));
                    return () -> processes.get(i % 2).enter(List.of(entry)).getFirst();
                })
                .toList();
        List<Entered> entered = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Entered> each : threads.invokeAll(calls)) {
                entered.add(each.get());
            }
        }

        List<Integer> sent = deliverAll().stream().map(Integer::valueOf).toList();
        assertThat(sent).isSorted().endsWith(59);
        assertThat(entered).filteredOn(one -> one.kind() == Kind.OLDER).hasSize(60 - sent.size());
    }

    private List<String> bodies() {
        return database.read(() -> database.reading()
                .list(
                        "SELECT body FROM record ORDER BY id",
                        Sql.values(),
                        (row, number) -> new String(row.getBytes("body"), StandardCharsets.UTF_8)));
    }
}
