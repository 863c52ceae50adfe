package vn.lienthong.procedures;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.Deadlines;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.LedgerIntake;
import vn.lienthong.intake.OneFlow;
import vn.lienthong.ledger.RealDatabase;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.npsp.PortalTells;
import vn.lienthong.procedures.ProcedureChange.Field;
import vn.lienthong.procedures.ProcedureChange.Kind;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Share;

/** What a pull makes of what the portal tells, on any database. */
@ParameterizedClass
@EnumSource(RealDatabase.class)
class PullsTest {

    private static final String DICTIONARY = PullsBefore.DICTIONARY;
    private static final String ONE = "1.000001";
    private static final String TWO = "1.000002";

    private final RealDatabase database;

    @TempDir
    Path data;

    private final PortalOfRows portal = new PortalOfRows();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T01:00:00Z"));
    private RealLedger real;
    private Procedures procedures;

    PullsTest(RealDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() throws Exception {
        real = database.ledger(data, InstantSource.system());
        procedures = new Procedures(real.store);
    }

    @AfterEach
    void stop() {
        real.close();
    }

    @Test
    void keeps_each_procedure_as_the_portal_told_it() {
        portal.has(ONE, "Một", ",\"TRANGTHAI\":1");
        portal.list = List.of(ONE + ".000.00.00.G16", TWO);
        portal.has(TWO, "Hai");

        Pull pull = pull();

        assertThat(pull.isRunning()).isFalse();
        assertThat(pull.progress().listed()).isEqualTo(2);
        assertThat(pull.progress().problems()).isEmpty();
        assertThat(procedures.after("", 10)).extracting(Procedure::code).containsExactly(ONE, TWO);
        assertThat(procedures.find(ONE).orElseThrow().name()).isEqualTo("Một");
        assertThat(new String(procedures.told(ONE, 1).orElseThrow(), StandardCharsets.UTF_8))
                .isEqualTo(portal.pages.get(ONE));
        assertThat(kinds()).containsExactly(ONE + " NEW", TWO + " NEW");
    }

    @Test
    void a_new_version_is_kept_only_where_the_content_changed() {
        portal.has(ONE, "Một", ",\"TRANGTHAI\":1,\"CANCUPHAPLY\":[{\"SOVANBAN\":\"A\"},{\"SOVANBAN\":\"B\"}]");
        portal.has(TWO, "Hai", ",\"YEUCAU\":\"Không\"");
        pull();
        now.updateAndGet(time -> time.plus(Duration.ofDays(1)));
        portal.has(
                ONE,
                "Một",
                ",\"CANCUPHAPLY\":[{\"SOVANBAN\":\"B\"},{\"SOVANBAN\":\"A\"}],\"TRANGTHAI\":\"1\",\"YEUCAU\":null");
        portal.has(TWO, "Hai", ",\"YEUCAU\":\"Có\"");

        Pull pull = pull();

        assertThat(procedures.countSince(pull.startedAt())).containsOnlyKeys(Kind.CHANGED);
        ProcedureChange change = procedures.changesBefore(Long.MAX_VALUE, 1).getFirst();
        assertThat(change.code()).isEqualTo(TWO);
        assertThat(change.fields()).containsExactly(new Field("YEUCAU", "Không", "Có"));
        assertThat(procedures.versions(TWO, 10))
                .extracting(ProcedureVersion::version)
                .containsExactly(2, 1);
        ProcedureVersion same = procedures.versions(ONE, 10).getFirst();
        assertThat(same.version()).isEqualTo(1);
        assertThat(Duration.between(same.seenAt(), same.lastSeenAt())).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void a_procedure_is_gone_when_the_list_and_the_portal_say_so_and_comes_back() {
        portal.has(ONE, "Một");
        portal.has(TWO, "Hai");
        pull();
        String page = portal.pages.remove(TWO);
        pull();

        assertThat(procedures.find(TWO).orElseThrow().state()).isEqualTo("gone");

        portal.asked.clear();
        pull();
        assertThat(portal.asked).doesNotContain(TWO);
        portal.pages.put(TWO, page);
        pull();

        assertThat(procedures.find(TWO).orElseThrow().state()).isEqualTo("listed");
        assertThat(kinds()).containsExactly(ONE + " NEW", TWO + " NEW", TWO + " GONE", TWO + " RETURNED");
    }

    @Test
    void a_procedure_the_list_lacks_is_not_gone_while_the_portal_tells_of_it() {
        portal.has(ONE, "Một");
        portal.has(TWO, "Hai");
        pull();
        portal.list = List.of(ONE);
        pull();

        assertThat(procedures.find(TWO).orElseThrow().state()).isEqualTo("not-listed");
        assertThat(kinds()).containsExactly(ONE + " NEW", TWO + " NEW");
    }

    @Test
    void an_empty_list_marks_nothing_as_gone_and_is_asked_for_again() {
        portal.has(ONE, "Một");
        pull();
        portal.list = List.of();
        portal.pages.clear();

        Pull pull = pull();

        assertThat(waits(pull).code()).isEqualTo("procedures.list-empty");
        assertThat(procedures.find(ONE).orElseThrow().state()).isEqualTo("listed");
    }

    @Test
    void a_list_cut_short_marks_nothing_as_gone_and_says_so() {
        for (int n = 1; n <= 40; n++) {
            portal.has("1.%06d".formatted(n), "Thủ tục " + n);
        }
        pull();
        portal.pages.keySet().retainAll(List.of(ONE, TWO));
        portal.asked.clear();

        Pull pull = pull();

        assertThat(codes(pull)).containsExactly("procedures.list-short");
        assertThat(pull.progress().problems().getFirst().details()).containsEntry("missing", "38");
        assertThat(portal.asked).containsExactly("list", ONE, TWO, DICTIONARY);
        assertThat(procedures.after("", 100)).extracting(Procedure::state).containsOnly("listed");
    }

    @Test
    void a_list_with_rows_that_cannot_be_read_marks_nothing_as_gone() {
        portal.has(ONE, "Một");
        portal.has(TWO, "Hai");
        pull();
        portal.pages.remove(TWO);
        portal.list = List.of(ONE, "?");

        assertThat(codes(pull())).containsExactly("procedures.list-unreadable");
        assertThat(procedures.find(TWO).orElseThrow().state()).isEqualTo("listed");
    }

    @Test
    void a_page_that_is_empty_or_about_something_else_or_refused_leaves_what_is_known() {
        for (int n = 1; n <= 4; n++) {
            portal.has("1.00000" + n, "Thủ tục", ",\"YEUCAU\":\"Không\"");
        }
        portal.list = List.copyOf(portal.pages.keySet());
        pull();
        portal.pages.remove("1.000001");
        portal.pages.put("1.000002", PortalOfRows.page("1.000003", "Ba", ""));
        portal.otherwise.put("1.000003", new PortalTells.Refused(Problem.of("npsp.refused")));
        portal.pages.put("1.000004", "{}");

        Pull pull = pull();

        assertThat(codes(pull))
                .containsExactly(
                        "procedures.no-page",
                        "procedures.page-unreadable",
                        "npsp.refused",
                        "procedures.page-unreadable");
        assertThat(pull.progress().unread()).isEqualTo(4);
        assertThat(procedures.after("", 10))
                .allSatisfy(each -> assertThat(each.version()).isEqualTo(1));
    }

    @Test
    void a_procedure_without_a_page_is_kept_by_its_name() {
        portal.list = List.of(ONE);
        pull();
        pull();

        assertThat(new String(procedures.told(ONE, 1).orElseThrow(), StandardCharsets.UTF_8))
                .isEqualTo(PortalOfRows.page(ONE, "Thủ tục", ""));
        assertThat(kinds()).containsExactly(ONE + " NEW");
    }

    @Test
    void a_procedure_without_a_page_has_a_new_version_when_the_list_calls_it_something_else() {
        portal.list = List.of(ONE);
        pull();
        portal.listedName = "Thủ tục mới";
        pull();
        pull();

        assertThat(procedures.find(ONE).orElseThrow().name()).isEqualTo("Thủ tục mới");
        assertThat(procedures.changesOf(ONE, 10).getFirst().fields())
                .containsExactly(new Field("TENTTHC", "Thủ tục", "Thủ tục mới"));
        assertThat(kinds()).containsExactly(ONE + " NEW", ONE + " CHANGED");
    }

    @Test
    void what_a_clock_that_was_ahead_put_off_goes_on_when_that_is_set_right() {
        portal.has(ONE, "Một");
        portal.otherwise.put(ONE, PortalOfRows.DOWN);
        assertThat(waits(pull()).code()).isEqualTo("npsp.not-reached");
        portal.otherwise.clear();
        now.updateAndGet(time -> time.minus(Duration.ofDays(1)));
        assertThat(pull().isRunning()).isFalse();
    }

    @Test
    void waits_while_the_portal_is_down_and_goes_on_where_it_stood_after_a_restart() {
        portal.has(ONE, "Một");
        portal.has(TWO, "Hai");
        portal.otherwise.put(TWO, PortalOfRows.DOWN);
        Pull pull = pull();
        assertThat(waits(pull).code()).isEqualTo("npsp.not-reached");
        assertThat(pull.progress().asked()).isEqualTo(1);
        portal.asked.clear();

        assertThat(pulls().step(10)).isFalse();
        assertThat(portal.asked).isEmpty();
        now.updateAndGet(time -> time.plusSeconds(10));
        pull();
        assertThat(portal.asked).containsExactly(TWO);
        now.updateAndGet(time -> time.plusSeconds(10));
        assertThat(pulls().step(10)).isFalse();
        portal.otherwise.clear();
        now.updateAndGet(time -> time.plusSeconds(10));

        Pull after = pull();

        assertThat(after.isRunning()).isFalse();
        assertThat(portal.asked).containsExactly(TWO, TWO, DICTIONARY);
        assertThat(after.progress().asked()).isEqualTo(2);
    }

    @Test
    void asks_no_more_in_a_step_than_it_may_and_two_processes_take_no_step_together() {
        for (int n = 1; n <= 5; n++) {
            portal.has("1.00000" + n, "Thủ tục");
        }
        Pulls pulls = pulls();
        pulls.start("lan", "thử");
        pulls.step(2);
        portal.asked.clear();
        portal.meanwhile = () -> assertThat(pulls().step(2)).isFalse();

        assertThat(pulls.step(2)).isTrue();

        assertThat(portal.asked).containsExactly(ONE, TWO);
        assertThat(pulls.start("an", "khác").by()).isEqualTo("lan");
    }

    @Test
    void whoever_ends_it_in_the_middle_of_a_step_has_the_last_word() {
        portal.has(ONE, "Một");
        Pulls pulls = pulls();
        pulls.start("lan", "thử");
        pulls.step(2);
        portal.meanwhile = () -> pulls.end("minh", "sai ngày");
        pulls.step(2);

        assertThat(pulls.latest()).hasValueSatisfying(ended -> {
            assertThat(ended.ended()).isTrue();
            assertThat(ended.endedBy()).isEqualTo("minh");
            assertThat(ended.endReason()).isEqualTo("sai ngày");
        });
        assertThat(pulls.step(2)).isFalse();
    }

    @Test
    void a_dictionary_has_a_version_of_its_own_for_each_content() {
        portal.has(ONE, "Một");
        pull();
        pull();
        assertThat(dictionaryVersions()).isEqualTo(1);
        portal.otherwise.put(DICTIONARY, new PortalTells.Rows(List.of(PortalOfRows.json("{\"MALINHVUC\":\"G16-X\"}"))));
        pull();
        portal.otherwise.put(DICTIONARY, new PortalTells.Rows(List.of()));

        assertThat(codes(pull())).containsExactly("procedures.dictionary-empty");
        assertThat(dictionaryVersions()).isEqualTo(2);
    }

    private Pulls pulls() {
        return PullsBefore.portal(portal, real.store, real.memos, now::get);
    }

    /** Two questions a second are two for all of them together. */
    @Test
    void processes_on_one_ledger_share_what_the_setting_allows() {
        portal.has(ONE, "Một");
        portal.has(TWO, "Hai");
        Pulls pulls = pulls();
        pulls.start("lan", "thử");
        pulls.step(1);
        assertThat(asked(pulls)).as("the list alone").isZero();

        work(pulls, new Share(2, 3)).goOn();
        assertThat(asked(pulls)).as("the third of three has none").isZero();
        work(pulls, new Share(1, 2)).goOn();
        assertThat(asked(pulls)).isEqualTo(1);
    }

    private static long asked(Pulls pulls) {
        return pulls.latest().orElseThrow().progress().asked();
    }

    private PullWork work(Pulls pulls, Share share) {
        Flow none = new Flow("none", "agency", null, 1, true, true);
        Intake intake = new LedgerIntake(new OneFlow(none), new FileMappings(data), real.ledger, Deadlines.none());
        VersionRelay versions = new VersionRelay(real.store, real.memos, intake);
        ProceduresSettings settings = new ProceduresSettings("", 2, 10, List.of(), List.of());
        return new PullWork(pulls, versions, settings, List::of, () -> share, now::get);
    }

    private Pull pull() {
        Pulls pulls = pulls();
        pulls.start("lan", "thử");
        PullsBefore.stepOn(pulls);
        return pulls.latest().orElseThrow();
    }

    private static Problem waits(Pull pull) {
        return Objects.requireNonNull(pull.waits()).why();
    }

    private static List<String> codes(Pull pull) {
        return pull.progress().problems().stream().map(Problem::code).toList();
    }

    /** Oldest first. */
    private List<String> kinds() {
        return procedures.changesBefore(Long.MAX_VALUE, 100).reversed().stream()
                .map(change -> change.code() + " " + change.kind())
                .toList();
    }

    private int dictionaryVersions() {
        return real.store
                .read(sql -> sql.list(
                        "SELECT version FROM portal_dictionary_version", Rows.values(), (row, number) -> row.getInt(1)))
                .size();
    }
}
