package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.ledger.Samples.DOSSIERS;
import static vn.lienthong.ledger.Samples.LAN;
import static vn.lienthong.ledger.Samples.LEASE;
import static vn.lienthong.ledger.Samples.NPSP;
import static vn.lienthong.ledger.Samples.PROGRESS;
import static vn.lienthong.ledger.Samples.badDossier;
import static vn.lienthong.ledger.Samples.dead;
import static vn.lienthong.ledger.Samples.delivered;
import static vn.lienthong.ledger.Samples.dossier;
import static vn.lienthong.ledger.Samples.problem;
import static vn.lienthong.ledger.Samples.progress;
import static vn.lienthong.ledger.Samples.record;
import static vn.lienthong.ledger.Samples.retry;
import static vn.lienthong.ledger.Samples.settlement;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.ledger.Attempt.Call;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Ledger.Claimed;
import vn.lienthong.ledger.Ledger.Entry;
import vn.lienthong.ledger.Ledger.NewAttempt;
import vn.lienthong.ledger.Ledger.Next;
import vn.lienthong.ledger.Ledger.Owed;
import vn.lienthong.ledger.Ledger.Tried;
import vn.lienthong.ledger.LedgerView.Page;
import vn.lienthong.ledger.LedgerView.Part;
import vn.lienthong.ledger.LedgerView.Reached;
import vn.lienthong.ledger.LedgerView.Received;
import vn.lienthong.ledger.LedgerView.Tally;

/** What people see, and that it is true. */
abstract class ViewContract extends LedgerOnDatabase {

    private static final String A = "G16.05-260302-0001";

    private static DeliveryFilter state(DeliveryState state) {
        return new DeliveryFilter(state, null, null, null, null, null);
    }

    @Test
    void pages_run_from_the_newest_to_the_oldest_and_tell_how_many_there_are() {
        List<Long> ids = IntStream.range(0, 25)
                .mapToObj(i -> enterOne(record("k" + i, i % 2 == 0 ? dossier("D-" + i) : progress("D-" + i))))
                .toList();
        Page<Delivery> first = view.deliveries(DeliveryFilter.any(), 1, 10);
        Page<Delivery> third = view.deliveries(DeliveryFilter.any(), 3, 10);
        assertThat(first.items())
                .extracting(Delivery::id)
                .containsExactlyElementsOf(ids.reversed().subList(0, 10));
        assertThat(third.items())
                .extracting(Delivery::id)
                .containsExactlyElementsOf(ids.reversed().subList(20, 25));
        assertThat(first.total()).isEqualTo(25);
        assertThat(first.more()).isFalse();
        assertThat(view.deliveries(DeliveryFilter.any(), 4, 10).items()).isEmpty();
        assertThat(view.deliveries(DeliveryFilter.any(), 0, 0).items()).hasSize(1);
        assertThat(view.deliveries(state(DeliveryState.PENDING), 2, 10).items())
                .extracting(Delivery::id)
                .containsExactlyElementsOf(ids.reversed().subList(10, 20));
    }

    @Test
    void a_list_read_by_ids_is_the_whole_list_whatever_is_entered_meanwhile() {
        enterMixed(0, 25);
        for (DeliveryFilter filter : List.of(
                DeliveryFilter.any(),
                state(DeliveryState.PENDING),
                new DeliveryFilter(null, A, null, null, null, null),
                new DeliveryFilter(null, null, null, null, "x.bad", null),
                new DeliveryFilter(
                        null,
                        null,
                        null,
                        null,
                        null,
                        view.problemGroups().getFirst().key()))) {
            List<Long> whole = view.deliveries(filter, 1, 500).items().stream()
                    .map(Delivery::id)
                    .toList();
            List<Long> read = new ArrayList<>();
            for (Long next = Long.MAX_VALUE; next != null; ) {
                Part<Delivery> part = view.deliveriesBefore(filter, next, 2);
                part.items().forEach(delivery -> read.add(delivery.id()));
                next = part.next();
                enterMixed(1000 + whole.size() * 100 + read.size(), 1);
            }
            assertThat(read).as("%s", filter).isEqualTo(whole).hasSizeGreaterThan(2);
        }
    }

    private void enterMixed(int from, int many) {
        for (int i = from; i < from + many; i++) {
            switch (i % 3) {
                case 0 -> enter(record("m" + i, dossier(A)));
                case 1 -> enter(record("m" + i, badDossier("D-" + i, problem("x.bad"))));
                default -> enter(record("m" + i, progress("D-" + i)));
            }
        }
    }

    @Test
    void pages_by_number_end_where_a_person_would_not_turn_them_any_more() {
        enterOne(record("k", dossier(A)));
        assertThat(view.deliveries(DeliveryFilter.any(), 20, 500).items()).isEmpty();
        assertThatThrownBy(() -> view.deliveries(DeliveryFilter.any(), 21, 500))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> view.deliveries(DeliveryFilter.any(), Integer.MAX_VALUE, 500))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_list_read_by_ids_goes_by_ranges_of_the_indexes_that_are_in_its_order() {
        enterMixed(0, 9);
        String group = view.problemGroups().getFirst().key();
        assertSought("delivery_cell", "state", state(DeliveryState.PENDING));
        assertSought("delivery_dossier", "dossier", new DeliveryFilter(null, A, null, null, null, null));
        assertSought("delivery_problem", "state", new DeliveryFilter(null, null, null, null, "x.bad", null));
        assertSought("delivery_group", "state", new DeliveryFilter(null, null, null, null, null, group));
        assertThat(plan(DeliveryFilter.any())).containsPattern("rowid<\\?|Index Cond: .*\\(id < ");
    }

    /** Both ends of the range are where the database begins and ends to read, not what it looks at in passing. */
    private void assertSought(String index, String column, DeliveryFilter filter) {
        String range = database.dialect() == Dialect.SQLITE
                ? column + "=\\? AND id>\\? AND id<\\?"
                : "Index Cond: .*ROW\\(" + column + ", id\\) >.*ROW\\(" + column + ", id\\) <";
        assertThat(plan(filter)).contains(index).containsPattern(range);
    }

    /** How the database means to find what stands deep in the list. */
    private String plan(DeliveryFilter filter) {
        Selection selection = Selection.newestFirst(
                database.dialect(),
                filter,
                database.read(() -> new Tallies(database.reading()).cells(filter)),
                new Numbers(7, 1_000_000),
                50);
        return plan(selection.sql(), selection.values());
    }

    private String plan(String sql, MapSqlParameterSource values) {
        boolean isFile = database.dialect() == Dialect.SQLITE;
        return database.read(() -> String.join(
                "\n",
                database.reading()
                        .list(
                                (isFile ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + sql,
                                values,
                                (row, i) -> row.getString(isFile ? "detail" : "QUERY PLAN"))));
    }

    @Test
    void what_was_received_on_a_day_is_found_whatever_came_before_and_since() {
        long before = enterOne(record("before", badDossier("D-1", problem("x.bad"))));
        clock.pass(Duration.ofHours(24));
        Instant from = clock.instant();
        long first = enterOne(record("first", badDossier("D-2", problem("x.bad"))));
        clock.pass(Duration.ofHours(23));
        long last = enterOne(record("last", dossier("D-3")));
        clock.pass(Duration.ofHours(1));
        Instant until = clock.instant();
        long since = enterOne(record("since", badDossier("D-4", problem("x.bad"))));

        assertListed(received(DeliveryFilter.any(), from, until), last, first);
        assertListed(received(state(DeliveryState.DEAD), from, until), first);
        assertListed(received(state(DeliveryState.DEAD), null, until), first, before);
        assertListed(received(state(DeliveryState.DEAD), from, null), since, first);
        assertListed(received(new DeliveryFilter(null, "D-3", null, null, null, null), from, until), last);
        assertListed(received(new DeliveryFilter(null, "D-4", null, null, null, null), from, until));
        assertListed(received(new DeliveryFilter(null, null, null, null, "x.bad", null), from, until), first);
        String group = view.problemGroups().getFirst().key();
        assertListed(received(new DeliveryFilter(null, null, null, null, null, group), from, until), first);
    }

    @Test
    void what_was_received_while_clocks_differed_a_little_is_found_all_the_same() {
        Instant from = clock.instant();
        long ahead = enterOne(record("ahead", dossier("D-1")));
        clock.pass(Duration.ofMinutes(-5));
        long behind = enterOne(record("behind", dossier("D-2")));
        assertListed(received(DeliveryFilter.any(), from, null), ahead);
        assertListed(received(DeliveryFilter.any(), null, from), behind);
    }

    @Test
    void what_was_received_is_found_by_time_when_retention_has_deleted_its_body_too() {
        Instant from = clock.instant();
        enter(record("one", dossier("D-1")));
        deliverAll();
        clock.pass(Duration.ofHours(1));
        Instant until = clock.instant();
        long two = enterOne(record("two", dossier("D-2")));
        deliverAll();
        clock.pass(Duration.ofDays(100));
        while (ledger.forget(
                new Retention(Duration.ofDays(90), Duration.ZERO, Duration.ZERO, Duration.ofDays(1)), 100)) {}
        long three = enterOne(record("three", dossier("D-3")));
        assertThat(view.record(two)).isEmpty();
        assertListed(received(DeliveryFilter.any(), until, null), three, two);
        assertThat(view.deliveries(received(DeliveryFilter.any(), from, until), 1, 10)
                        .items())
                .hasSize(1);
    }

    @Test
    void a_stretch_of_time_is_looked_up_by_the_indexes_of_times_and_read_by_numbers() {
        enterMixed(0, 9);
        for (String neighbour : List.of(Numbers.LAST_BEFORE, Numbers.FIRST_BEHIND)) {
            assertThat(plan(neighbour, Sql.values("at", clock.millis())))
                    .contains("record_body", "record_rows")
                    .doesNotContain("SCAN r", "Seq Scan");
        }
        DeliveryFilter filter = received(state(DeliveryState.PENDING), clock.instant(), clock.instant());
        assertSought("delivery_cell", "state", filter);
        assertThat(plan(received(DeliveryFilter.any(), clock.instant(), null)))
                .containsPattern("rowid<\\?|Index Cond: .*\\(id < ");
    }

    @Test
    void what_came_of_a_file_or_from_a_source_is_found_among_what_the_rest_finds() {
        long first = enterOne(at("inbox/xuat-2024", "Sổ theo dõi.csv#1@3f9c21aa0b1c9d04", "D-1"));
        enter(at("inbox/xuat-2024", "Sổ theo dõi.csv.csv#1@3f9c21aa0b1c9d04", "D-2"));
        enter(at("inbox/xuat-2024", "sổ%.csv#1@3f9c21aa0b1c9d04", "D-3"));
        long tenth = enterOne(at("inbox/xuat-2024", "Sổ theo dõi.csv#10@3f9c21aa0b1c9d04", "D-4"));
        long other = enterOne(at("inbox/xuat-2023", "Sổ theo dõi.csv#1@770c21aa0b1c9d04", "D-5"));
        enter(record("pushed", dossier("D-6")));

        DeliveryFilter file = from(DeliveryFilter.any(), null, "Sổ theo dõi.csv");
        assertListed(file, other, tenth, first);
        assertListed(from(DeliveryFilter.any(), "inbox/xuat-2023", null), other);
        assertListed(from(DeliveryFilter.any(), "inbox/xuat-2024", "Sổ theo dõi.csv"), tenth, first);
        assertListed(from(state(DeliveryState.DEAD), null, "Sổ theo dõi.csv"));
        assertListed(from(DeliveryFilter.any(), null, "Sổ%"));
        assertThat(view.deliveries(file, 2, 2).items()).extracting(Delivery::id).containsExactly(first);
        Part<Delivery> part = view.deliveriesBefore(file, other, 1);
        assertThat(part.items()).extracting(Delivery::id).containsExactly(tenth);
        assertThat(part.next()).isEqualTo(tenth);
    }

    @Test
    void a_file_is_looked_for_so_far_and_the_next_question_goes_on_from_there() {
        long old = enterOne(at("inbox/xuat-2024", "a.csv#1@3f9c21aa0b1c9d04", "D-1"));
        for (int page = 0; page < 10; page++) {
            int of = page;
            ledger.enter(IntStream.range(0, Looked.AT_ONCE / 10)
                    .mapToObj(i -> record("k/" + of + "/" + i, badDossier("D-9", problem("x.bad"))))
                    .toList());
        }
        DeliveryFilter filter = from(DeliveryFilter.any(), null, "a.csv");
        Page<Delivery> first = view.deliveries(filter, 1, 10);
        assertThat(first.items()).isEmpty();
        assertThat(first.more()).isTrue();
        Part<Delivery> next = view.deliveriesBefore(filter, Objects.requireNonNull(first.next()), 10);
        assertThat(next.items()).extracting(Delivery::id).containsExactly(old);
        assertThat(next.next()).isNull();
        assertListed(from(new DeliveryFilter(null, "D-1", null, null, null, null), null, "a.csv"), old);
    }

    private static Entry at(String source, String position, String dossier) {
        Entry entry = record(source + position, dossier(dossier));
        return new Entry(source, entry.key(), entry.contentHash(), position, entry.record(), entry.owed());
    }

    private static DeliveryFilter received(DeliveryFilter filter, @Nullable Instant from, @Nullable Instant until) {
        return filter.of(new Reception(from, until, null, null));
    }

    private static DeliveryFilter from(DeliveryFilter filter, @Nullable String source, @Nullable String file) {
        return filter.of(new Reception(null, null, source, file));
    }

    private void assertListed(DeliveryFilter filter, Long... ids) {
        Page<Delivery> page = view.deliveries(filter, 1, 100);
        assertThat(page.items()).as("%s", filter).extracting(Delivery::id).containsExactly(ids);
        assertThat(page.total()).as("%s", filter).isEqualTo(ids.length);
        assertThat(view.deliveriesBefore(filter, Long.MAX_VALUE, 100).items())
                .as("%s", filter)
                .extracting(Delivery::id)
                .containsExactly(ids);
    }

    @Test
    void places_come_in_the_order_of_numbers_and_change_when_something_happens() {
        enter(record("b", dossier("B")));
        enter(record("a", badDossier("A", problem("x.bad"))));
        enter(record("none", Samples.withoutNumber()));
        enter(record("other", new Owed("lgsp-dossier", "lgsp", new DossierNo("C"), false, false, null, List.of())));

        List<LedgerView.Place> places = view.places(NPSP, "", 10);

        assertThat(places).extracting(LedgerView.Place::dossier).containsExactly("A", "B");
        assertThat(places)
                .extracting(LedgerView.Place::head)
                .containsExactly(DeliveryState.DEAD, DeliveryState.PENDING);
        assertThat(places).extracting(LedgerView.Place::cause).containsExactly("x.bad", "");
        assertThat(view.places(NPSP, "A", 10)).containsExactly(places.getLast());
        assertThat(view.places(NPSP, "", 1)).containsExactly(places.getFirst());
        enter(record("b2", progress("B")));
        assertThat(view.places(NPSP, "A", 10)).doesNotContain(places.getLast());
    }

    @Test
    void received_records_come_in_their_order_once_for_each_delivery_whatever_page_ends_between() {
        enter(record("one", dossier(A)));
        enter(record("two", dossier("D-2"), progress("D-2")));
        enter(record("other", new Owed("lgsp-dossier", "lgsp", new DossierNo(A), false, false, null, List.of())));
        clock.pass(Duration.ofSeconds(1));
        enter(record("late", dossier("D-3")));

        List<String> read = new ArrayList<>();
        Reached reached = new Reached(Instant.EPOCH, 0, 0);
        List<Received> page = view.received(NPSP, reached, clock.instant(), 1);
        while (!page.isEmpty()) {
            Received record = page.getFirst();
            read.add(record.flow() + " " + record.dossier() + " "
                    + new String(record.record().body(), StandardCharsets.UTF_8));
            page = view.received(NPSP, record.place(), clock.instant(), 1);
        }

        assertThat(read)
                .containsExactly("npsp-dossier " + A + " one/1", "npsp-dossier D-2 two/1", "npsp-progress D-2 two/1");
    }

    @Test
    void every_filter_finds_its_own_and_counts_them() {
        enter(record("one", dossier(A)));
        enter(record("two", badDossier("D-2", problem("x.bad"))));
        enter(record("three", badDossier("D-3", problem("x.worse"))));
        enter(record("four", progress(A)));
        enter(record("five", new Owed("lgsp-dossier", "lgsp", new DossierNo(A), false, false, null, List.of())));
        assertFound(DeliveryFilter.any(), 5);
        assertFound(state(DeliveryState.DEAD), 2);
        assertFound(state(DeliveryState.HELD), 0);
        assertFound(new DeliveryFilter(null, A, null, null, null, null), 3);
        assertFound(new DeliveryFilter(null, A, NPSP, null, null, null), 2);
        assertFound(new DeliveryFilter(DeliveryState.PENDING, A, NPSP, PROGRESS, null, null), 1);
        assertFound(new DeliveryFilter(null, null, "lgsp", null, null, null), 1);
        assertFound(new DeliveryFilter(null, null, null, DOSSIERS, null, null), 3);
        assertFound(new DeliveryFilter(null, null, null, null, "x.bad", null), 1);
        assertFound(new DeliveryFilter(DeliveryState.DEAD, null, NPSP, DOSSIERS, "x.worse", null), 1);
        assertFound(new DeliveryFilter(null, "D-2", null, null, "x.bad", null), 1);
        assertFound(new DeliveryFilter(null, "D-2", null, null, "x.worse", null), 0);
    }

    private void assertFound(DeliveryFilter filter, int many) {
        Page<Delivery> page = view.deliveries(filter, 1, 100);
        assertThat(page.items()).as("%s", filter).hasSize(many);
        assertThat(page.total()).as("%s", filter).isEqualTo(many);
        assertThat(page.items()).allMatch(delivery -> filter.state() == null || delivery.state() == filter.state());
    }

    @Test
    void attempts_are_kept_with_what_was_sent_and_answered() {
        long id = enterOne(record("a", dossier(A)));
        Instant at = clock.instant().plusMillis(7);
        byte[] long_answer = new byte[100_000];
        Claim claim = claimOne();
        NewAttempt attempt = new NewAttempt(
                at,
                Duration.ofMillis(1234),
                "unanswered",
                true,
                "npsp/dossier@3f9c21aa",
                List.of(problem("npsp.read-timeout").with("after", "30s")),
                List.of(
                        new Call("TraCuuHoSo", null, 200, long_answer, at, Duration.ofMillis(3)),
                        new Call(
                                "DongBoHoSoMC",
                                "{\"á\":1}".getBytes(StandardCharsets.UTF_8),
                                null,
                                null,
                                at,
                                Duration.ofSeconds(30))));
        ledger.settle(settlement(claim, new Tried(id, attempt, new Next.Retry(clock.instant(), true))));
        assertThat(view.attempts(id)).hasSize(1);
        Attempt kept = view.attempts(id).getFirst();
        assertThat(kept.number()).isEqualTo(1);
        assertThat(kept.startedAt()).isEqualTo(at);
        assertThat(kept.took()).isEqualTo(Duration.ofMillis(1234));
        assertThat(kept.outcome()).isEqualTo("unanswered");
        assertThat(kept.mapping()).isEqualTo("npsp/dossier@3f9c21aa");
        assertThat(kept.problems()).containsExactly(problem("npsp.read-timeout").with("after", "30s"));
        assertThat(kept.calls()).extracting(Call::service).containsExactly("TraCuuHoSo", "DongBoHoSoMC");
        assertThat(kept.calls().get(0).sent()).isNull();
        assertThat(kept.calls().get(0).answered()).hasSize(64 * 1024);
        assertThat(kept.calls().get(1).status()).isNull();
        assertThat(kept.calls().get(1).answered()).isNull();
        assertThat(kept.calls().get(1).sent()).isEqualTo("{\"á\":1}".getBytes(StandardCharsets.UTF_8));

        Attempt bare = view.attemptsWithoutBodies(id).getFirst();
        assertThat(bare)
                .usingRecursiveComparison()
                .ignoringFields("calls.sent", "calls.answered")
                .isEqualTo(kept);
        assertThat(bare.calls()).allMatch(call -> call.sent() == null && call.answered() == null);
    }

    @Test
    void what_happened_to_several_deliveries_is_told_of_each_in_its_order() {
        long first = enterOne(record("one", dossier(A)));
        long second = enterOne(record("two", dossier("D-2")));
        long third = enterOne(record("three", dossier("D-3")));
        for (int round = 0; round < 2; round++) {
            claim().forEach(claim -> ledger.settle(settlement(claim, retry(claimedOne(claim), clock.instant()))));
        }
        ledger.hold(second, LAN);
        ledger.release(second, LAN);

        Map<Long, List<Attempt>> tried = view.tried(List.of(first, second));
        assertThat(tried).containsOnlyKeys(first, second);
        assertThat(tried.get(first)).extracting(Attempt::number).containsExactly(1, 2);
        assertThat(tried.get(first)).isEqualTo(view.attempts(first));
        assertThat(view.decided(List.of(first, second, third))).containsOnlyKeys(second);
        assertThat(view.decided(List.of(first, second, third)).get(second)).isEqualTo(view.events(second));
        assertThat(view.tried(List.of())).isEmpty();
        assertThat(view.decided(List.of())).isEmpty();
    }

    @Test
    void deliveries_sent_in_one_call_all_show_it() {
        IntStream.range(0, 3).forEach(i -> enter(record("p" + i, progress(A))));
        Claim claim = ledger.claim(NPSP, 1, Map.of(PROGRESS, 10), LEASE).getFirst();
        List<Call> calls = List.of(new Call("CapNhatTienDoHoSoMC", new byte[] {1}, 200, null, clock.instant(), LEASE));
        List<Tried> tried = claim.deliveries().stream()
                .map(claimed -> new Tried(
                        claimed.delivery(),
                        new NewAttempt(clock.instant(), LEASE, "delivered", true, null, List.of(), calls),
                        new Next.Delivered("r")))
                .toList();
        ledger.settle(new Ledger.Settlement(claim, tried));
        assertThat(claim.deliveries())
                .allSatisfy(claimed -> assertThat(
                                view.attempts(claimed.delivery()).getFirst().calls())
                        .extracting(Call::service)
                        .containsExactly("CapNhatTienDoHoSoMC"));
    }

    @Test
    void a_dossier_shows_all_its_deliveries_in_lane_order() {
        enter(record("step", progress(A)));
        enter(record("dossier", dossier(A)));
        enter(record("other", dossier("D-2")));
        assertThat(view.dossier(new DossierNo(A))).extracting(Delivery::flow).containsExactly(DOSSIERS, PROGRESS);
        assertThat(view.dossier(new DossierNo("unknown"))).isEmpty();
    }

    @Test
    void unknown_numbers_find_nothing() {
        assertThat(view.delivery(4711)).isEmpty();
        assertThat(view.record(4711)).isEmpty();
        assertThat(view.attempts(4711)).isEmpty();
        assertThat(view.events(4711)).isEmpty();
        assertThat(view.job(4711)).isEmpty();
        assertThat(view.known("push/test", List.of())).isEmpty();
        assertThat(view.versions("push/test", Map.of("none", "none"))).isEmpty();
        assertThat(view.tallies()).isEmpty();
        assertThat(view.problemGroups()).isEmpty();
    }

    @Test
    void tells_which_deliveries_are_dead_letters() {
        long good = enterOne(record("good", dossier("D-1")));
        long bad = enterOne(record("bad", badDossier("D-2", problem("x.y"))));
        assertThat(view.dead(List.of(good, bad, 4711L))).containsExactly(bad);
        assertThat(view.dead(List.of())).isEmpty();
    }

    @Test
    void knows_the_content_of_every_version_of_a_record() {
        enterOne(record("k", "one", dossier("D-1")));
        enterOne(record("k", "two", dossier("D-1")));
        assertThat(view.versions("push/test", Map.of("k", "hash of one", "other", "hash of one")))
                .singleElement()
                .matches(one -> one.key().equals("k") && one.version() == 1);
        assertThat(view.versions("push/test", Map.of("k", "hash of two")))
                .extracting(LedgerView.Known::version)
                .containsExactly(2);
        assertThat(view.versions("push/test", Map.of("k", "hash of three"))).isEmpty();
        assertThat(view.versions("push/test", Map.of())).isEmpty();
    }

    @Test
    void tallies_follow_what_happens() {
        Instant oldest = clock.instant();
        long held = enterOne(record("held", dossier("D-1")));
        ledger.hold(held, LAN);
        clock.pass(Duration.ofSeconds(1));
        long cancelled = enterOne(record("cancelled", dossier("D-2")));
        ledger.cancel(cancelled, LAN);
        enter(record("delivered", dossier("D-3")));
        Claim claim = claimOne();
        ledger.settle(settlement(claim, delivered(claimedOne(claim))));
        enter(record("retry", dossier("D-4")));
        claim = claimOne();
        ledger.settle(settlement(claim, retry(claimedOne(claim), clock.instant().plusSeconds(60))));
        enter(record("dead", dossier("D-5")));
        claim = claimOne();
        ledger.settle(settlement(claim, dead(claimedOne(claim), "x.bad")));
        enter(record("sending", dossier("D-6")));
        claimOne();
        enter(record("pending", dossier("D-7")));
        assertThat(view.tallies())
                .containsExactly(new Tally(
                        NPSP, DOSSIERS, 4, 1, 1, 1, 1, 1, 1, 2, oldest, oldest.plusSeconds(1), clock.instant()));
        for (DeliveryState state : DeliveryState.values()) {
            assertThat(view.deliveries(state(state), 1, 10).total())
                    .as("%s", state)
                    .isEqualTo(1);
        }
    }

    @Test
    void what_waits_longest_is_not_what_waits_for_a_person_nor_what_stands_behind_it() {
        ledger.hold(enterOne(record("held", dossier("D-1"))), LAN);
        enter(record("behind the held one", progress("D-1")));
        clock.pass(Duration.ofHours(1));
        enter(record("dead", dossier("D-2")));
        Claim claim = claimOne();
        ledger.settle(settlement(claim, dead(claimedOne(claim), "x.bad")));
        enter(record("behind the dead one", progress("D-2")));
        assertThat(view.tallies()).extracting(Tally::oldestWaiting).containsOnlyNulls();

        clock.pass(Duration.ofHours(1));
        Instant entered = clock.instant();
        enter(record("free", progress("D-3")));
        assertThat(waiting()).isEqualTo(entered);
        claim = claimOne();
        clock.pass(Duration.ofSeconds(1));
        enter(record("also free", progress("D-4")));
        assertThat(waiting()).as("while it is sent").isEqualTo(entered);
        ledger.settle(settlement(claim, retry(claimedOne(claim), clock.instant().plusSeconds(60))));
        assertThat(waiting()).as("after it was tried").isEqualTo(entered);
    }

    private @Nullable Instant waiting() {
        return view.tallies().stream()
                .map(Tally::oldestWaiting)
                .filter(Objects::nonNull)
                .reduce((one, other) -> {
                    throw new IllegalStateException("several");
                })
                .orElse(null);
    }

    @Test
    void what_came_last_is_told_whatever_became_of_it() {
        enter(record("a", dossier("D-1")));
        clock.pass(Duration.ofHours(1));
        ledger.cancel(enterOne(record("b", dossier("D-2"))), LAN);
        Instant last = clock.instant();
        clock.pass(Duration.ofHours(1));
        assertThat(enter(record("b", dossier("D-2"))).kind()).isEqualTo(Ledger.Entered.Kind.REPEATED);
        deliverAll();
        assertThat(view.tallies().getFirst().lastEntered()).isEqualTo(last);
    }

    @Test
    void delivered_today_begins_anew_at_midnight_in_vietnam() {
        clock.pass(Duration.between(clock.instant(), Instant.parse("2026-03-02T16:59:59Z")));
        enter(record("a", dossier(A)));
        deliverAll();
        assertThat(view.tallies().getFirst().deliveredToday()).isEqualTo(1);
        clock.pass(Duration.ofSeconds(1));
        assertThat(view.tallies().getFirst().deliveredToday()).isZero();
        assertThat(view.tallies().getFirst().delivered()).isEqualTo(1);
        assertThat(view.tallies().getFirst().oldestOwed()).isNull();
    }

    @Test
    void dead_letters_are_grouped_by_their_cause() {
        enter(record("a", badDossier("D-1", problem("x.bad").with("value", "7"))));
        clock.pass(Duration.ofMinutes(1));
        enter(record("b", badDossier("D-2", problem("x.bad").with("value", "8"), problem("x.other"))));
        enter(record("c", badDossier("D-3", problem("x.bad").in("NgayTiepNhan"))));
        enter(record("d", dossier("D-4")));
        Claim claim = claimOne();
        Claimed without = claimedOne(claim);
        NewAttempt silent = new NewAttempt(clock.instant(), LEASE, "refused", true, null, List.of(), List.of());
        ledger.settle(settlement(claim, new Tried(without.delivery(), silent, new Next.Dead(false))));
        List<LedgerView.ProblemGroup> groups = view.problemGroups();
        assertThat(groups).extracting(LedgerView.ProblemGroup::deliveries).containsExactly(2L, 1L, 1L);
        assertThat(groups.getFirst().sample().code()).isEqualTo("x.bad");
        assertThat(groups.getFirst().since()).isEqualTo(Samples.START);
        assertThat(groups).extracting(group -> group.sample().code()).contains("ledger.no-cause");
    }

    @Test
    void problems_go_when_the_delivery_is_well() {
        long id = enterOne(record("a", dossier(A)));
        Claim claim = claimOne();
        ledger.settle(settlement(claim, retry(claimedOne(claim), clock.instant())));
        assertThat(view.deliveries(new DeliveryFilter(null, null, null, null, "npsp.refused-connection", null), 1, 10)
                        .total())
                .isEqualTo(1);
        deliverAll();
        assertThat(view.delivery(id).orElseThrow().problems()).isEmpty();
        assertThat(view.deliveries(new DeliveryFilter(null, null, null, null, "npsp.refused-connection", null), 1, 10)
                        .total())
                .isZero();
    }
}
