package vn.lienthong.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.figures.Door;
import vn.lienthong.figures.Figures;
import vn.lienthong.intake.SettableClock;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.Ledger.NewAttempt;
import vn.lienthong.ledger.Ledger.Next;
import vn.lienthong.ledger.Ledger.Settlement;
import vn.lienthong.ledger.Ledger.Tried;
import vn.lienthong.ledger.RealDatabase;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.ledger.Store;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.npsp.PortalHas;

/** Records taken in and delivered, and a list of the ministry's own system: what was planted is found, and nothing else. */
@ParameterizedClass
@EnumSource(RealDatabase.class)
class SourceTest {

    private static final Path MAPPINGS = Path.of("mappings");
    private static final Duration ON_THE_WAY = Duration.ofHours(1);

    private final RealDatabase database;

    @TempDir
    Path data;

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private RealLedger ledger;
    private Door door;
    private SourceLists lists;
    private Agreements agreements;

    SourceTest(RealDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void begin() throws Exception {
        ledger = database.ledger(data, clock);
        FileMappings mappings = new FileMappings(MAPPINGS);
        door = new Door(ledger, mappings, MAPPINGS.resolve("figures"), clock);
        lists = new SourceLists(ledger.store, mappings, clock);
        agreements = new Agreements(
                ledger.memos,
                ledger.view,
                (dossier, delivered) -> new PortalHas.It(List.of()),
                lists,
                new Figures(ledger.store, MAPPINGS.resolve("figures")),
                ON_THE_WAY,
                clock);
    }

    @AfterEach
    void end() {
        ledger.close();
    }

    @Test
    void finds_each_planted_difference_and_none_that_is_on_its_way() throws IOException {
        for (String dossier : List.of("A", "B", "C", "F", "G", "H", "I", "J", "L")) {
            took(dossier, "processing");
        }
        door.take("npsp-progress", step("I", "done"));
        deliver();
        Instant old = clock.instant();
        clock.advance(Duration.ofDays(1));
        door.count();
        give(
                line("A", "processing", old),
                line("B", "done", old),
                line("D", "received", clock.instant()),
                line("E", "received", old),
                line("F", "done", old),
                line("G", "", old.plus(Duration.ofHours(2))),
                line("H", "", null),
                line("I", "done", old),
                line("J", "done", clock.instant()),
                line("L", "", old.minus(Duration.ofHours(2))));
        clock.advance(Duration.ofMinutes(10));
        took("F", "supplement");
        took("K", "received");
        deliver();
        door.count();

        Agreement found = compare();

        assertThat(found.differences())
                .extracting(one -> one.dossier() + " " + one.problem().code())
                .containsExactly(
                        "B agreement.stale-here",
                        "C agreement.not-at-source",
                        "E agreement.missing-here",
                        "G agreement.changed-at-source");
        assertThat(found.differences().getFirst().problem().details())
                .containsEntry("theirs", "9")
                .containsEntry("ours", "4");
        assertThat(found.onTheWay()).as("D, J, K").isEqualTo(3);
        assertThat(found.notCompared()).as("H").isEqualTo(1);
        assertThat(found.agree()).as("A, F, I, L").isEqualTo(4);
        assertThat(found.dossiers()).isEqualTo(12);
        assertThat(list(found).dossiers()).isEqualTo(10);
    }

    @Test
    void what_has_just_come_and_is_not_read_yet_is_no_difference() throws IOException {
        took("A", "processing");
        deliver();
        give(line("A", "done", clock.instant().minus(Duration.ofDays(1))));
        assertThat(compare().onTheWay()).isEqualTo(1);

        door.count();
        assertThat(compare().differ()).isEqualTo(1);
    }

    @Test
    void without_a_list_only_the_portal_is_compared() {
        took("A", "processing");
        deliver();

        Agreement found = compare();

        assertThat(found.source()).isNull();
        assertThat(found.agree()).isEqualTo(1);
    }

    @Test
    void what_lists_without_times_say_night_after_night_is_a_difference() throws IOException {
        give(line("A", "received", null), line("B", "received", null));
        assertThat(compare().onTheWay()).isEqualTo(2);

        clock.advance(Duration.ofDays(1));
        give(line("A", "received", null), line("B", "done", null));
        Agreement found = compare();

        assertThat(found.differences())
                .extracting(Agreement.Difference::dossier)
                .containsExactly("A");
        assertThat(found.onTheWay()).isEqualTo(1);
    }

    @Test
    void no_dossier_is_called_missing_at_the_source_by_a_list_that_is_partial_or_not_read_as_a_whole()
            throws IOException {
        took("A", "processing");
        deliver();
        clock.advance(Duration.ofDays(1));
        door.count();

        give("Z,archived,\n", line("B", "received", clock.instant()));
        Agreement found = compare();
        assertThat(found.differ()).isZero();
        assertThat(list(found).unreadable()).isEqualTo(1);
        assertThat(list(found).problem()).isEqualTo("line 2: mapping.no-crosswalk-pair");

        Path whole = file("dossierNo,status\nB,received\n");
        lists.take(whole, "list.csv", null, true, "lan");
        assertThat(compare().differ()).isZero();
        lists.take(whole, "list.csv", null, false, "lan");
        assertThat(compare().differ()).isEqualTo(1);
    }

    @Test
    void no_dossier_is_called_missing_by_a_list_that_lacks_many_of_the_one_before_until_the_next_lacks_them_too()
            throws IOException {
        took("D21", "processing");
        deliver();
        clock.advance(Duration.ofDays(1));
        door.count();
        give(received(1, 200));
        lists.take(file("dossierNo\nD1\n"), "list.csv", null, true, "lan");

        give(received(1, 20), received(42, 200));
        assertThat(differing()).as("21 of 200 are believed to be cut").isEmpty();
        assertThat(list(compare()).lacks()).isEqualTo(21);

        give(received(1, 20), received(42, 200));
        assertThat(list(compare()).lacks()).isZero();
        assertThat(differing()).containsExactly("D21 agreement.not-at-source");
    }

    @Test
    void what_a_list_of_many_lacks_by_the_way_is_believed_at_once() throws IOException {
        took("D1", "processing");
        deliver();
        clock.advance(Duration.ofDays(1));
        door.count();
        give(received(1, 200));

        give(received(21, 200));

        assertThat(list(compare()).lacks()).isZero();
        assertThat(differing()).containsExactly("D1 agreement.not-at-source");
    }

    private List<String> differing() {
        return compare().differences().stream()
                .map(one -> one.dossier() + " " + one.problem().code())
                .filter(one -> one.endsWith("not-at-source"))
                .toList();
    }

    /** Lines without a time. */
    private static String received(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(n -> "D" + n + ",received,\n")
                .collect(Collectors.joining());
    }

    @Test
    void a_comparison_keeps_to_its_list_and_the_next_takes_the_newest() throws IOException {
        Instant old = clock.instant();
        clock.advance(Duration.ofDays(1));
        give(line("A", "received", old), line("B", "received", old), line("C", "received", old));
        agreements.start("lan", "thử");
        agreements.step(1);
        give(line("A", "received", old));

        assertThat(compare().differ()).isEqualTo(3);
        assertThat(compare().differ()).isEqualTo(1);
    }

    @Test
    void a_comparison_whose_list_is_being_deleted_calls_nothing_missing_and_says_it_compared_no_more()
            throws IOException {
        took("A", "processing");
        deliver();
        clock.advance(Duration.ofDays(1));
        door.count();
        give(line("A", "processing", null));
        agreements.start("lan", "thử");
        give(line("A", "processing", null));
        give(line("A", "processing", null));
        SourceLists dying = new SourceLists(new DyingStore(ledger.store, 1), new FileMappings(MAPPINGS), clock);

        assertThatThrownBy(() -> dying.take(file("dossierNo\nA\n"), "list.csv", null, false, "lan"))
                .isInstanceOf(LedgerUnavailable.class);
        Agreement found = compare();

        assertThat(found.differ()).isZero();
        assertThat(found.agree()).isZero();
        assertThat(found.notCompared()).isEqualTo(1);
    }

    @Test
    void the_list_given_last_is_the_newest_also_after_the_clock_was_put_back() throws IOException {
        give(line("A", "received", null));
        clock.advance(Duration.ofDays(-1));
        give(line("A", "received", null), line("B", "received", null));

        assertThat(lists.newest().orElseThrow().dossiers()).isEqualTo(2);
    }

    @Test
    void of_a_dossier_that_stands_twice_in_a_list_the_line_that_was_changed_last_counts() throws IOException {
        took("A", "processing");
        deliver();
        Instant old = clock.instant().minus(Duration.ofDays(2));
        clock.advance(Duration.ofDays(1));
        door.count();
        give(line("A", "processing", old.plusSeconds(60)), line("A", "received", old));

        Agreement found = compare();

        assertThat(found.agree()).isEqualTo(1);
        assertThat(found.dossiers()).isEqualTo(1);
    }

    @Test
    void a_file_that_cannot_be_read_is_refused_and_the_list_before_it_stays() throws IOException {
        give(line("A", "received", null));

        assertThatThrownBy(() -> lists.take(file("nothing\nof the kind\n"), "list.csv", null, false, "lan"))
                .hasMessage("source.not-the-header");
        assertThatThrownBy(() -> lists.take(file("dossierNo,status\n"), "list.csv", null, false, "lan"))
                .hasMessage("agreement.no-line-read");
        assertThatThrownBy(() -> lists.take(file("[{\"dossierNo\": "), "list.json", null, false, "lan"))
                .isInstanceOf(SourceListRefused.class);
        assertThatThrownBy(() -> lists.take(file("x"), "list.ods", null, false, "lan"))
                .hasMessage("agreement.no-such-layout");

        assertThat(lists.newest().orElseThrow().dossiers()).isEqualTo(1);
    }

    @Test
    void a_list_may_be_json_too_and_only_the_newest_few_are_kept() throws IOException {
        for (int night = 0; night < 5; night++) {
            clock.advance(Duration.ofDays(1));
            lists.take(
                    file("[{\"dossierNo\": \"N" + night + "\", \"status\": \"done\"}]"),
                    "list.json",
                    null,
                    false,
                    "lan");
        }

        SourceList newest = lists.newest().orElseThrow();
        assertThat(newest.layout()).isEqualTo("json");
        assertThat(lists.lines(newest.id(), "", 10))
                .containsExactly(new SourceList.Line("N4", "9", null, newest.takenAt()));
        int lines = ledger.store.read(sql -> sql.list(
                        "SELECT dossier FROM source_line",
                        new MapSqlParameterSource(),
                        (row, number) -> row.getString(1))
                .size());
        assertThat(lines).isLessThanOrEqualTo(3);
    }

    private Agreement compare() {
        agreements.start("lan", "thử");
        while (agreements.step(2)) {
            // on to the next few
        }
        return agreements.latest().orElseThrow();
    }

    private static SourceList list(Agreement found) {
        return Objects.requireNonNull(found.source());
    }

    private void give(String... lines) throws IOException {
        clock.advance(Duration.ofSeconds(1));
        lists.take(file("dossierNo,status,changedAt\n" + String.join("", lines)), "list.csv", null, false, "lan");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("list"), content);
    }

    private static String line(String dossier, String status, @Nullable Instant changedAt) {
        String at = changedAt == null
                ? ""
                : changedAt.truncatedTo(ChronoUnit.SECONDS).toString();
        return dossier + "," + status + "," + at + "\n";
    }

    private void took(String dossier, String status) {
        door.take("npsp-dossier", """
                {"dossierNo": "%s", "procedureCode": "1.011451", "channel": "online", "applicant": {"kind": "citizen"},
                 "receivedAt": "2026-03-01T08:00:00", "status": "%s", "resultDelivery": "desk", "unit": "Cục A"}""".formatted(dossier, status));
    }

    private static String step(String dossier, String status) {
        return """
                {"dossierNo": "%s", "at": "2026-03-02T08:00:00", "status": "%s", "note": "Bước"}""".formatted(dossier, status);
    }

    /** The portal takes all that is owed. */
    private void deliver() {
        List<Claim> claims = ledger.ledger.claim("npsp", 100, Map.of(), Duration.ofSeconds(60));
        while (!claims.isEmpty()) {
            claims.forEach(claim -> ledger.ledger.settle(new Settlement(
                    claim,
                    claim.deliveries().stream()
                            .map(claimed -> new Tried(claimed.delivery(), delivered(), new Next.Delivered("0")))
                            .toList())));
            claims = ledger.ledger.claim("npsp", 100, Map.of(), Duration.ofSeconds(60));
        }
    }

    /** Its process dies after so many writes. */
    private static final class DyingStore implements Store {

        private final Store store;
        private int left;

        DyingStore(Store store, int left) {
            this.store = store;
            this.left = left;
        }

        @Override
        public <R> R write(Function<Statements, R> work) {
            if (left-- == 0) {
                throw new LedgerUnavailable("it died", new IOException());
            }
            return store.write(work);
        }

        @Override
        public <R> R read(Function<Statements, R> work) {
            return store.read(work);
        }
    }

    private NewAttempt delivered() {
        return new NewAttempt(clock.instant(), Duration.ZERO, "delivered", true, null, List.of(), List.of());
    }
}
