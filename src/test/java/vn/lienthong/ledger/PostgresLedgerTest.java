package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static vn.lienthong.ledger.Samples.LEASE;
import static vn.lienthong.ledger.Samples.NPSP;
import static vn.lienthong.ledger.Samples.badDossier;
import static vn.lienthong.ledger.Samples.dossier;
import static vn.lienthong.ledger.Samples.record;
import static vn.lienthong.ledger.Sql.values;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.ledger.Ledger.Entry;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

/** The contract, kept by a real PostgreSQL, and what is peculiar to several processes. */
class PostgresLedgerTest {

    private static final RealPostgres SERVER = RealPostgres.shared();

    private final List<LedgerSettings> made = new ArrayList<>();

    private LedgerSettings made(LedgerSettings one) {
        made.add(one);
        return one;
    }

    private LedgerSettings ledger() throws SQLException {
        return made(SERVER.ledger());
    }

    @AfterEach
    void drop() throws SQLException {
        for (LedgerSettings one : made) {
            SERVER.drop(one);
        }
    }

    @Nested
    class Closing extends BodyContract {

        @Override
        LedgerSettings settings() throws Exception {
            return ledger();
        }

        @Test
        void a_process_that_lacks_the_key_of_another_takes_nothing_and_loses_nothing() {
            Ledger having = another(withKeys(BodiesTest.ONE));
            having.enter(List.of(record("a", dossier("H-1"))));

            assertThatThrownBy(this::claim)
                    .isInstanceOfSatisfying(
                            LedgerUnavailable.class,
                            unavailable -> assertThat(unavailable.code()).isEqualTo("ledger.key-missing"));
            assertThat(having.claim(NPSP, 100, Map.of(), LEASE)).hasSize(1);
        }
    }

    @Nested
    class Entering extends EnteringContract {

        @Override
        LedgerSettings settings() throws Exception {
            return ledger();
        }
    }

    @Nested
    class Behind extends BehindContract {

        @Override
        LedgerSettings settings() throws Exception {
            return ledger();
        }
    }

    @Nested
    class Changing extends ChangeContract {

        @Override
        LedgerSettings settings() throws Exception {
            return ledger();
        }
    }

    @Nested
    class Lanes extends LaneContract {

        @Override
        LedgerSettings settings() throws Exception {
            return ledger();
        }
    }

    @Nested
    class Leases extends LeaseContract {

        @Override
        LedgerSettings settings() throws Exception {
            return ledger();
        }
    }

    @Nested
    class Deadlines extends DeadlineContract {

        @Override
        LedgerSettings settings() throws Exception {
            return ledger();
        }
    }

    @Nested
    class Cost extends CostContract {

        @Override
        LedgerSettings settings() throws Exception {
            return ledger();
        }
    }

    @Nested
    class Verbs extends VerbContract {

        @Override
        LedgerSettings settings() throws Exception {
            return ledger();
        }
    }

    @Nested
    class Shadows extends ShadowContract {

        @Override
        LedgerSettings settings() throws Exception {
            return ledger();
        }
    }

    @Nested
    class Jobs extends JobContract {

        @Override
        LedgerSettings settings() throws Exception {
            return ledger();
        }
    }

    @Nested
    class Retaining extends RetentionContract {

        @Override
        LedgerSettings settings() throws Exception {
            return ledger();
        }
    }

    @Nested
    class Views extends ViewContract {

        @Override
        LedgerSettings settings() throws Exception {
            return ledger();
        }
    }

    @Nested
    class Followed extends ResultsContract {

        @Override
        LedgerSettings settings() throws Exception {
            return ledger();
        }
    }

    @Nested
    class Memoranda extends MemoContract {

        @Override
        LedgerSettings settings() throws Exception {
            return ledger();
        }
    }

    @Nested
    class Kept extends DefinitionContract {

        @Override
        LedgerSettings settings() throws Exception {
            return ledger();
        }
    }

    @Test
    void processes_may_start_at_once_on_an_empty_database() throws Exception {
        LedgerSettings settings = made(SERVER.emptyDatabase());
        try (ExecutorService processes = Executors.newFixedThreadPool(4)) {
            Callable<Dialect> start = () -> {
                try (Database database = Databases.open(settings)) {
                    return database.dialect();
                }
            };
            List<Future<Dialect>> started = processes.invokeAll(
                    IntStream.range(0, 4).mapToObj(i -> start).toList());
            for (Future<Dialect> one : started) {
                assertThat(one.get()).isEqualTo(Dialect.POSTGRESQL);
            }
        }
    }

    /** As a process, its network or its server may end; the note of a step is what is lost. */
    @Test
    void a_step_of_a_migration_that_could_not_be_noted_was_not_taken() throws Exception {
        LedgerSettings settings = olderLedger();
        execute(settings, """
                CREATE FUNCTION end_here() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''the end''; END';
                CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON flyway_schema_history
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION end_here()
                """);
        assertThatThrownBy(() -> Databases.open(settings)).isInstanceOf(RuntimeException.class);
        execute(settings, "DROP TRIGGER at_commit ON flyway_schema_history");

        assertThatCode(() -> Databases.open(settings).close()).doesNotThrowAnyException();
    }

    /** As while {@code pg_dump} still reads what the step changes. */
    @Test
    void a_migration_takes_longer_than_the_database_is_set_to_allow_a_statement() throws Exception {
        LedgerSettings settings = olderLedger();
        String name = RealPostgres.name(settings);
        for (String end : List.of("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")) {
            SERVER.execute("ALTER DATABASE " + name + " SET " + end + " = '200ms'");
        }
        try (var dump = SERVER.connect(settings);
                var reading = dump.createStatement();
                ExecutorService process = Executors.newSingleThreadExecutor()) {
            reading.execute("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0");
            dump.setAutoCommit(false);
            reading.execute("LOCK TABLE source_list IN ACCESS SHARE MODE");
            Future<?> start = process.submit(() -> Databases.open(settings).close());
            await().until(() -> start.isDone()
                    || SERVER.count(
                                    "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = '"
                                            + name + "' AND clock_timestamp() - query_start > interval '400 ms'")
                            == 1);
            dump.commit();
            assertThatCode(start::get).doesNotThrowAnyException();
        }
    }

    /** The last four migrations are taken back. */
    private LedgerSettings olderLedger() throws SQLException {
        LedgerSettings settings = ledger();
        execute(settings, """
                DROP INDEX lane_deadline;
                ALTER TABLE lane DROP COLUMN promised;
                DROP TABLE change;
                ALTER TABLE source_list DROP COLUMN lacks;
                DELETE FROM flyway_schema_history WHERE version IN ('20', '21', '22', '23')
                """);
        return settings;
    }

    private static void execute(LedgerSettings ledger, String statements) throws SQLException {
        try (var connection = SERVER.connect(ledger);
                var sql = connection.createStatement()) {
            sql.execute(statements);
        }
    }

    @Nested
    class Server extends LedgerOnDatabase {

        @Override
        LedgerSettings settings() throws Exception {
            return ledger();
        }

        /** What a restart of the server does to whoever is connected. */
        private void cutAllConnections() throws Exception {
            SERVER.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                    + RealPostgres.name(currentSettings()) + "' AND pid <> pg_backend_pid()");
        }

        @Test
        void a_cut_connection_is_told_and_the_ledger_goes_on() throws Exception {
            enter(record("before", dossier("D-1")));
            cutAllConnections();
            assertThatThrownBy(() -> {
                        enter(record("meanwhile", dossier("D-2")));
                        cutAllConnections();
                        enter(record("meanwhile", dossier("D-2")));
                    })
                    .isInstanceOf(LedgerUnavailable.class);
            enter(record("after", dossier("D-3")));
            assertThat(deliverAll()).contains("before/1", "after/1").doesNotHaveDuplicates();
        }

        @Test
        void processes_whose_clocks_disagree_by_minutes_agree_about_leases() {
            ledger = new JdbcLedger(database, database.time(wallOff(-10), System::nanoTime), new Random(1));
            Ledger ahead = new JdbcLedger(database, database.time(wallOff(10), System::nanoTime), new Random(2));
            enter(record("a", dossier("D-1")));
            assertThat(claim()).hasSize(1);
            assertThat(ahead.claim(Samples.NPSP, 1, Map.of(), Samples.LEASE))
                    .as("held by the one behind")
                    .isEmpty();
            enter(record("b", dossier("D-2")));
            await().untilAsserted(() -> assertThat(ahead.claim(Samples.NPSP, 1, Map.of(), Duration.ofMillis(1)))
                    .hasSize(1));
            await().untilAsserted(() ->
                    assertThat(claim()).as("run out at the one ahead").hasSize(1));
        }

        @Test
        void processes_know_each_other_until_they_leave_or_fall_silent() {
            Duration gone = Duration.ofSeconds(10);
            Processes processes = new JdbcProcesses(database, clock);
            assertThat(processes.seen("b", gone)).isEqualTo(new Processes.Standing(0, 1));
            clock.pass(Duration.ofSeconds(4));
            assertThat(processes.seen("a", gone)).isEqualTo(new Processes.Standing(1, 2));
            assertThat(processes.seen("b", gone)).isEqualTo(new Processes.Standing(0, 2));
            processes.leave("b");
            assertThat(processes.seen("a", gone)).isEqualTo(new Processes.Standing(0, 1));
            processes.seen("c", gone);
            clock.pass(gone);
            assertThat(processes.seen("c", gone)).isEqualTo(new Processes.Standing(0, 1));
            clock.pass(Duration.ofSeconds(1));
            assertThat(processes.seen("a", gone)).as("came back").isEqualTo(new Processes.Standing(1, 2));
            clock.pass(Duration.ofDays(1).negated());
            assertThat(processes.seen("a", gone))
                    .as("the clock was ahead when the other was seen last")
                    .isEqualTo(new Processes.Standing(0, 1));
        }

        @Test
        void who_stands_still_in_the_middle_of_a_transaction_does_not_keep_lanes_from_the_others() throws Exception {
            LedgerSettings impatient = new LedgerSettings(
                    currentSettings().url(), "postgres", "postgres", Path.of("unused"), 4, Duration.ofMillis(300), "");
            reopenWith(impatient);
            Ledger other = another(impatient);
            enter(record("a", dossier("D-1")));
            assertThatThrownBy(() -> database.write(() -> {
                        database.writing().list("SELECT id FROM lane FOR UPDATE", values(), (row, number) -> 1);
                        await().until(() -> other.claim(Samples.NPSP, 1, Map.of(), Samples.LEASE)
                                        .size()
                                == 1);
                        return database.writing().list("SELECT 1", values(), (row, number) -> 1);
                    }))
                    .isInstanceOf(LedgerUnavailable.class);
            enter(record("b", dossier("D-2")));
        }

        /** Who waits for a lane has it in the order of coming; {@code pg_stat_activity} tells who waits. */
        @Test
        void of_two_that_wait_for_a_lane_the_second_sees_what_the_first_has_entered() throws Exception {
            long first = enterOne(record("one", dossier("D-1")));
            deliverAll();
            Callable<Object> push = () -> enter(record("two", dossier("D-1")));
            Callable<Object> behind = () -> ledger.enterBehind(record("paid", dossier("D-1")), first);
            assertThat(inTurn(push, behind)).as("pushed before").isEqualTo(Optional.empty());
            assertThat(deliverAll()).containsExactly("two/1");
            long last =
                    view.last(Samples.NPSP, new DossierNo("D-1")).orElseThrow().id();
            Callable<Object> behindLast = () -> ledger.enterBehind(record("paid", dossier("D-1")), last);
            inTurn(behindLast, () -> enter(record("three", dossier("D-1"))));
            assertThat(deliverAll()).containsExactly("paid/1", "three/1");
        }

        /** Numbers are given in one order and committed in the other; the younger transaction is the last one there is. */
        @Test
        void who_follows_results_does_not_pass_over_one_that_is_committed_after_its_successor() throws Exception {
            long first = enterOne(record("first", dossier("D-1")));
            long second = enterOne(record("second", dossier("D-2")));
            Results results = new JdbcResults(database, Duration.ZERO);
            try (var slow = SERVER.connect(currentSettings());
                    var quick = SERVER.connect(currentSettings())) {
                long given = deliveredBy(slow, first);
                assertThat(deliveredBy(quick, second)).isGreaterThan(given);
                assertThat(results.after(Samples.DOSSIERS, null, 10)).isEqualTo(NOTHING_YET);
                quick.commit();
                assertThat(results.after(Samples.DOSSIERS, null, 10)).isEqualTo(NOTHING_YET);
                assertThat(new JdbcResults(database, Duration.ZERO).after(Samples.DOSSIERS, null, 10))
                        .as("another process")
                        .isEqualTo(NOTHING_YET);
                slow.commit();
            }
            Results.Page page = results.after(Samples.DOSSIERS, null, 10);
            assertThat(page.results()).extracting(Results.Result::delivery).containsExactly(first, second);
            assertThat(results.after(Samples.DOSSIERS, page.mark(), 10).results())
                    .isEmpty();
        }

        @Test
        void who_follows_results_while_two_processes_write_them_sees_each_once() throws Exception {
            Ledger other = another(currentSettings());
            Results results = new JdbcResults(database, JdbcResults.PATIENCE);
            List<Long> followed = new ArrayList<>();
            try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
                List<Future<List<Long>>> written = IntStream.range(0, 4)
                        .mapToObj(writer -> writers.submit(() -> IntStream.range(0, 50)
                                .mapToObj(i -> (writer < 2 ? ledger : other)
                                        .enter(List.of(record(
                                                writer + "/" + i,
                                                badDossier("D-" + writer + "/" + i, Samples.problem("mapping.bad")))))
                                        .getFirst()
                                        .deliveries()
                                        .getFirst())
                                .toList()))
                        .toList();
                Results.Mark mark = null;
                long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
                while (followed.size() < 200 && System.nanoTime() < end) {
                    Results.Page page = results.after(Samples.DOSSIERS, mark, 7);
                    page.results().forEach(result -> followed.add(result.delivery()));
                    mark = page.mark();
                }
                List<Long> all = new ArrayList<>();
                for (Future<List<Long>> one : written) {
                    all.addAll(one.get());
                    assertThat(followed).containsSubsequence(one.get());
                }
                assertThat(followed).containsExactlyInAnyOrderElementsOf(all);
            }
        }

        private static final Results.Page NOTHING_YET = new Results.Page(List.of(), null, false);

        /** As a process that settles: the lane's lock first, the event last, and not committed yet. */
        private static long deliveredBy(Connection process, long delivery) throws SQLException {
            process.setAutoCommit(false);
            try (var statement = process.createStatement()) {
                statement.execute("SELECT 1 FROM lane l JOIN delivery d ON d.lane = l.id WHERE d.id = " + delivery
                        + " FOR UPDATE OF l");
                var given = statement.executeQuery(
                        "INSERT INTO event (id, delivery, happened_at, decided_by, verb, reason) VALUES (nextval('number'), "
                                + delivery + ", 1, 'lienthong', 'DELIVERED', '') RETURNING id");
                given.next();
                return given.getLong(1);
            }
        }

        /** Else two processes that enter the same dossiers hold what the other waits for, until the server ends one. */
        @Test
        void of_a_group_in_which_something_comes_twice_no_lane_is_held_while_an_earlier_one_is_waited_for()
                throws Exception {
            ledger.enter(List.of(record("first", dossier("D-1")), record("last", dossier("D-2"))));
            List<Entry> group = List.of(
                    record("last", "two", dossier("D-2")),
                    record("last", "three", dossier("D-2")),
                    record("first", "two", dossier("D-1")));
            enteringWaitsFor("lane WHERE dossier = 'D-1'", "lane WHERE dossier = 'D-2'", group);
            assertThat(deliverAll())
                    .containsSubsequence("last/1", "two", "three")
                    .hasSize(5);
        }

        @Test
        void nor_is_a_time_of_change_held_while_an_earlier_one_is_waited_for() throws Exception {
            Instant nine = Instant.parse("2026-03-02T02:00:00Z");
            ledger.enter(List.of(changed("D-1", "one", nine), changed("D-2", "one", nine)));
            List<Entry> group = List.of(
                    changed("D-2", "two", nine.plusSeconds(1)),
                    changed("D-2", "three", nine.plusSeconds(2)),
                    changed("D-1", "two", nine.plusSeconds(1)));
            enteringWaitsFor("change WHERE subject = 'D-1'", "change WHERE subject = 'D-2'", group);
        }

        private static Entry changed(String dossier, String content, Instant at) {
            Entry entry = record(dossier, content, dossier(dossier));
            Ledger.Change change = new Ledger.Change(dossier, at);
            return new Entry(
                    entry.source(), entry.key(), entry.contentHash(), null, entry.record(), entry.owed(), change);
        }

        /** Else who enters is overtaken again and again, and at last refused, where enough others are as quick. */
        @Test
        void who_enters_another_version_in_the_same_moment_waits_and_is_not_overtaken() throws Exception {
            assertThat(entersWhileOthersDoBefore("INSERT INTO record")).isEqualTo(1);
            assertThat(deliverAll()).containsExactly("before", "ours", "other 1");
        }

        @Test
        void who_was_overtaken_once_is_not_overtaken_again() throws Exception {
            assertThat(entersWhileOthersDoBefore("INSERT INTO lane")).isEqualTo(2);
            assertThat(deliverAll()).containsExactly("before", "other 1", "ours", "other 2");
        }

        /**
         * Before each such statement of ours another process enters the same record, or waits for us to end.
         *
         * @return how often
         */
        private int entersWhileOthersDoBefore(String statement) throws Exception {
            enter(record("a", "before", dossier("D-1")));
            AtomicInteger others = new AtomicInteger();
            AtomicReference<Ledger> other = new AtomicReference<>();
            try (ExecutorService process = Executors.newSingleThreadExecutor()) {
                StatementCount watched = new StatementCount(ours -> {
                    if (ours.startsWith(statement)) {
                        Entry next = record("a", "other " + others.incrementAndGet(), dossier("D-1"));
                        Future<?> entering = process.submit(() -> other.get().enter(List.of(next)));
                        await().until(() -> entering.isDone() || waiting() == 1);
                    }
                });
                reopenWith(currentSettings(), watched::watch);
                other.set(another(currentSettings()));
                enter(record("a", "ours", dossier("D-1")));
            }
            return others.get();
        }

        /** While somebody has the one, whoever enters the group waits for it, and the other can still be had. */
        private void enteringWaitsFor(String one, String other, List<Entry> group) throws Exception {
            try (var holder = SERVER.connect(currentSettings());
                    var statement = holder.createStatement();
                    ExecutorService process = Executors.newSingleThreadExecutor()) {
                holder.setAutoCommit(false);
                statement.execute("SELECT 1 FROM " + one + " FOR UPDATE");
                Future<?> entering = process.submit(() -> ledger.enter(group));
                await().until(() -> waiting() == 1);
                assertThatCode(() -> statement.execute("SELECT 1 FROM " + other + " FOR UPDATE NOWAIT"))
                        .doesNotThrowAnyException();
                holder.rollback();
                entering.get();
            }
        }

        private Object inTurn(Callable<Object> one, Callable<Object> other) throws Exception {
            try (var holder = SERVER.connect(currentSettings());
                    var statement = holder.createStatement();
                    ExecutorService processes = Executors.newFixedThreadPool(2)) {
                holder.setAutoCommit(false);
                statement.execute("SELECT id FROM lane FOR UPDATE");
                processes.submit(one);
                await().until(() -> waiting() == 1);
                Future<Object> second = processes.submit(other);
                await().until(() -> waiting() == 2);
                holder.commit();
                return second.get();
            }
        }

        private long waiting() throws Exception {
            return SERVER.count("SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = '"
                    + RealPostgres.name(currentSettings()) + "'");
        }

        private InstantSource wallOff(int minutes) {
            return InstantSource.offset(InstantSource.system(), Duration.ofMinutes(minutes));
        }

        @Test
        void a_read_only_server_takes_nothing_and_recovers() throws Exception {
            alter("SET default_transaction_read_only = on");
            AtomicInteger tries = new AtomicInteger();
            await().until(() -> isRefused("a" + tries.incrementAndGet()));
            alter("RESET default_transaction_read_only");
            await().until(() -> !isRefused("after"));
            assertThat(deliverAll()).contains("after/1").doesNotContain("a" + tries + "/1");
        }

        @Test
        void what_is_acknowledged_is_on_disk_although_the_database_is_set_to_answer_sooner() throws Exception {
            alter("SET synchronous_commit = off");
            assertThat(shown("synchronous_commit")).isEqualTo("local");
            alter("SET synchronous_commit = remote_apply");
            assertThat(shown("synchronous_commit")).as("waits for standbys").isEqualTo("remote_apply");
        }

        /** Else who waited for a lane would be refused instead of served. */
        @Test
        void transactions_are_the_ledgers_own_kind_although_the_database_is_set_to_another() throws Exception {
            enter(record("before", dossier("D-1")));
            alter("SET default_transaction_isolation = 'serializable'");
            assertThat(shown("transaction_isolation")).isEqualTo("read committed");
        }

        private String shown(String setting) {
            return database.write(() -> database.writing()
                    .one("SELECT current_setting('" + setting + "')", values(), (row, number) -> row.getString(1))
                    .orElseThrow());
        }

        @Test
        void a_transaction_that_the_server_finds_too_long_is_refused_as_if_it_were_away() throws Exception {
            alter("SET transaction_timeout = '200ms'");
            assertThatThrownBy(() -> database.read(
                            () -> database.reading().list("SELECT pg_sleep(2)", values(), (row, number) -> 1)))
                    .isInstanceOf(LedgerUnavailable.class);
            alter("RESET transaction_timeout");
            enter(record("after", dossier("D-1")));
        }

        /** As behind a pooler that gives each transaction a session of its own choice. */
        @Test
        void a_session_in_which_nothing_is_prepared_any_more_is_left() throws Exception {
            assertThatThrownBy(() -> database.write(() -> {
                        for (int time = 1; time <= 10; time++) {
                            database.writing().list("SELECT id FROM lane", values(), (row, number) -> 1);
                        }
                        database.writing().update("DO $$ BEGIN EXECUTE 'DEALLOCATE ALL'; END $$", values());
                        return database.writing().list("SELECT id FROM lane", values(), (row, number) -> 1);
                    }))
                    .isInstanceOf(LedgerUnavailable.class);
            enter(record("after", dossier("D-1")));
        }

        /** Connections that were made while the server changed are still as it was. */
        private boolean isRefused(String key) {
            try {
                enter(record(key, dossier("D-" + key)));
                return false;
            } catch (LedgerUnavailable refused) {
                return true;
            }
        }

        private void alter(String change) throws Exception {
            SERVER.execute("ALTER DATABASE " + RealPostgres.name(currentSettings()) + " " + change);
            database.evict();
        }
    }
}
