package vn.lienthong.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.lienthong.agreement.Agreement;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.LedgerView.ProblemGroup;
import vn.lienthong.ledger.LedgerView.Tally;
import vn.lienthong.relay.Relay;

class ConcernsTest {

    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final Tally NOTHING_OWED = tally(0, 0, 0, 0, null, NOW);

    private final AlertSettings settings = AlertSamples.settings();
    private final Concerns concerns =
            new Concerns(settings, new Wording(AlertSamples.texts(), settings), InstantSource.fixed(NOW));

    @Test
    void nothing_is_told_where_every_dossier_is_where_it_should_be() {
        assertThat(shared(standing("closed", tally(7, 0, 0, 0, NOW.minusSeconds(60), NOW))))
                .isEmpty();
        assertThat(concerns.own(List.of())).isEmpty();
    }

    @Test
    void dead_letters_are_told_by_code_however_many_causes_there_are_and_without_what_the_record_says() {
        List<ProblemGroup> groups = List.of(
                group("a", "mapping.no-crosswalk-pair", 3),
                group("b", "mapping.no-crosswalk-pair", 4),
                group("c", "npsp.refused", 1));

        List<Concern> told = concerns.shared(List.of(standing("closed", NOTHING_OWED)), groups, List.of(), 0, null);

        assertThat(told)
                .extracting(Concern::says)
                .containsExactly(
                        "7 deliveries wait for a person: mapping.no-crosswalk-pair (npsp-dossier → npsp).",
                        "One delivery waits for a person: npsp.refused (npsp-dossier → npsp).");
        assertThat(told.getFirst().page())
                .isEqualTo("/deliveries?state=DEAD&flow=npsp-dossier&problem=mapping.no-crosswalk-pair");
        assertThat(told.getFirst().count()).isEqualTo(7);
    }

    @Test
    void what_is_held_is_told_but_for_flows_in_shadow_mode_that_hold_everything() {
        List<Standing> standings = List.of(standing("closed", tally(2, 2, 0, 2, NOW, NOW)));

        assertThat(concerns.shared(standings, List.of(), List.of(), 0, null))
                .extracting(Concern::says)
                .containsExactly("2 deliveries are held, to be released or cancelled (npsp-dossier → npsp).");
        assertThat(concerns.shared(standings, List.of(), List.of("npsp-dossier"), 0, null))
                .isEmpty();
    }

    @Test
    void passed_deadlines_are_told_by_counterpart_and_near_ones_are_not() {
        Deadlines deadlines = new Deadlines(
                NOW, List.of(new LedgerView.Deadlines("lgsp", 0, 4), new LedgerView.Deadlines("npsp", 2, 9)));

        assertThat(concerns.deadlines(deadlines)).singleElement().satisfies(passed -> {
            assertThat(passed.says()).isEqualTo("2 dossiers are past the deadline, and npsp has not got everything.");
            assertThat(passed.count()).isEqualTo(2);
            assertThat(passed.page()).isEqualTo("/deadlines");
        });
    }

    @Test
    void a_counterpart_that_is_down_is_told_later_than_what_needs_a_person() {
        List<Concern> told = shared(standing("half-open", tally(5, 0, 0, 0, NOW.minus(Duration.ofDays(2)), NOW)));

        assertThat(told).singleElement().satisfies(down -> {
            assertThat(down.says())
                    .startsWith("Counterpart npsp does not answer: 5 deliveries are held back")
                    .contains("npsp.login-refused");
            assertThat(down.after()).isEqualTo(Duration.ofMinutes(15));
        });
    }

    @Test
    void what_a_counterpart_said_is_not_told_since_it_may_be_of_a_record() {
        Problem failed = Problem.of("npsp.failed")
                .with("status", "500")
                .with("code", "-1")
                .with("answer", "Hồ sơ 000.00.00.G16-240315-0012 bị khóa");

        assertThat(shared(standing("open", failed, tally(5, 0, 0, 0, NOW, NOW))))
                .singleElement()
                .extracting(Concern::says)
                .asString()
                .contains("npsp.failed", "HTTP 500")
                .doesNotContain("0012");
    }

    @Test
    void what_is_owed_for_a_day_without_another_reason_is_told() {
        Instant old = NOW.minus(Duration.ofHours(25));

        assertThat(shared(standing("closed", tally(1, 0, 0, 0, old, NOW))))
                .singleElement()
                .satisfies(owed -> {
                    assertThat(owed.says())
                            .startsWith("A delivery has been owed since ")
                            .contains("(npsp-dossier → npsp)");
                    assertThat(owed.after())
                            .as("after an outage it has time to go out")
                            .isEqualTo(Duration.ofHours(1));
                });
        assertThat(shared(standing("closed", waiting(tally(1, 0, 1, 1, old, NOW), null))))
                .as("behind a dead letter everything is old")
                .isEmpty();
        assertThat(shared(standing("closed", waiting(tally(9, 1, 1, 2, old, NOW), old))))
                .as("what others wait for hides nothing")
                .extracting(Concern::says)
                .anyMatch(says -> says.startsWith("A delivery has been owed since "));
    }

    @Test
    void a_source_that_has_fallen_silent_is_told() {
        Instant old = NOW.minus(Duration.ofDays(4));

        assertThat(shared(standing("closed", tally(0, 0, 0, 0, null, old))))
                .extracting(Concern::says)
                .singleElement()
                .asString()
                .startsWith("Nothing has come for npsp-dossier since ");
    }

    @Test
    void a_flow_for_which_nothing_has_ever_come_has_as_long_as_any_other() {
        assertThat(shared(standing("closed")))
                .extracting(Concern::says, Concern::after)
                .containsExactly(Tuple.tuple("Nothing has ever come for npsp-dossier.", Duration.ofDays(3)));
    }

    @Test
    void payments_that_wait_for_a_person_are_told() {
        assertThat(concerns.shared(List.of(standing("closed", NOTHING_OWED)), List.of(), List.of(), 2, null))
                .extracting(Concern::count, Concern::page)
                .containsExactly(Tuple.tuple(2L, "/payments?task=true"));
    }

    @Test
    void dossiers_that_differ_are_told_when_the_comparison_is_over() {
        List<Standing> well = List.of(standing("closed", NOTHING_OWED));

        assertThat(concerns.shared(well, List.of(), List.of(), 0, agreement(NOW, 3)))
                .extracting(Concern::says, Concern::count)
                .containsExactly(Tuple.tuple(
                        "3 dossiers differ between the portal, the system of the ministry and the ledger.", 3L));
        assertThat(concerns.shared(well, List.of(), List.of(), 0, agreement(NOW, 0)))
                .isEmpty();
        assertThat(concerns.shared(well, List.of(), List.of(), 0, agreement(null, 2)))
                .singleElement()
                .satisfies(running -> assertThat(running.isKnown()).isFalse());
    }

    @Test
    void faults_at_one_place_are_one_concern_whatever_else_is_said_of_them() {
        Problem one = Problem.of("alerts.not-sent").with("channel", "mail").with("why", "SMTP 550");
        Problem later = one.with("why", "time-out");
        Problem other = one.with("channel", "webhook");

        assertThat(concerns.own(List.of(one, other))).hasSize(2);
        assertThat(concerns.own(List.of(later)).getFirst().id())
                .isEqualTo(concerns.own(List.of(one)).getFirst().id());
        assertThat(concerns.own(List.of(one, later)))
                .singleElement()
                .satisfies(concern -> assertThat(concern.count()).isEqualTo(2));
        assertThat(concerns.own(List.of(one)).getFirst().says())
                .isEqualTo("alerts.not-sent: An alert could not be sent by mail: SMTP 550.");
    }

    private static Agreement agreement(@Nullable Instant finishedAt, long differ) {
        return new Agreement(
                "nightly",
                "",
                NOW,
                finishedAt,
                false,
                null,
                null,
                "",
                null,
                null,
                9,
                9 - differ,
                0,
                0,
                differ,
                List.of(),
                null);
    }

    private List<Concern> shared(Standing standing) {
        return concerns.shared(List.of(standing), List.of(), List.of(), 0, null);
    }

    private static ProblemGroup group(String key, String code, long deliveries) {
        Problem sample = Problem.of(code).with("value", "Trần Thị Thử");
        return new ProblemGroup(key, "npsp", "npsp-dossier", sample, deliveries, NOW);
    }

    private static Standing standing(String breaker, Tally... flows) {
        return standing(breaker, breaker.equals("closed") ? null : Problem.of("npsp.login-refused"), flows);
    }

    private static Standing standing(String breaker, @Nullable Problem failure, Tally... flows) {
        return new Standing(
                "npsp", new Relay.Counterpart("npsp", breaker, null, 5, 4, 0, failure, null, null), List.of(flows));
    }

    private static Tally tally(
            long owed, long held, long dead, long parked, @Nullable Instant oldest, @Nullable Instant last) {
        return new Tally("npsp", "npsp-dossier", owed, 0, held, dead, 0, 0, 0, parked, oldest, oldest, last);
    }

    private static Tally waiting(Tally tally, @Nullable Instant since) {
        return new Tally(
                tally.counterpart(),
                tally.flow(),
                tally.owed(),
                tally.retrying(),
                tally.held(),
                tally.dead(),
                tally.delivered(),
                tally.deliveredToday(),
                tally.cancelled(),
                tally.lanesParked(),
                tally.oldestOwed(),
                since,
                tally.lastEntered());
    }
}
