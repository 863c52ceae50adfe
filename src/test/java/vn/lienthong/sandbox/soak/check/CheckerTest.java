package vn.lienthong.sandbox.soak.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.lienthong.sandbox.soak.check.Evidence.Gap;
import vn.lienthong.sandbox.soak.check.Evidence.Owed;
import vn.lienthong.sandbox.soak.check.Evidence.Said;
import vn.lienthong.sandbox.soak.check.Evidence.Told;
import vn.lienthong.sandbox.soak.plan.Event;
import vn.lienthong.sandbox.soak.plan.Event.Kind;
import vn.lienthong.sandbox.soak.plan.EventId;
import vn.lienthong.sandbox.soak.plan.Fate;
import vn.lienthong.sandbox.soak.plan.Flaw;
import vn.lienthong.sandbox.soak.plan.Life;

/** A check that cannot fail proves nothing: each promise is broken once, and must be the one that is named. */
class CheckerTest {

    private final Recorded run = Recorded.goodRun();

    @Test
    void a_good_run_breaks_no_promise() {
        assertThat(run.violations()).isEmpty();
    }

    @Test
    void an_acknowledged_record_that_never_came_is_lost() {
        Event lost = run.plan(Kind.STEP, Flaw.NONE, Fate.ARRIVES);
        run.entered(lost, 202);

        assertThat(run.violations()).contains("nothing-lost");
    }

    @Test
    void a_record_the_ledger_calls_delivered_and_the_portal_never_took_is_lost() {
        EventId gone = run.events.getLast().id();
        run.changes.removeIf(change -> change.event().equals(gone));

        assertThat(run.violations()).containsExactly("nothing-lost");
    }

    @Test
    void a_record_nobody_acknowledged_is_lost() {
        run.told.removeLast();

        assertThat(run.violations()).containsExactly("nothing-lost");
    }

    @Test
    void a_dead_letter_without_the_planned_problem_is_lost() {
        Event refused = run.plan(Kind.STEP, Flaw.UNMAPPABLE, Fate.WAITS_FOR_A_PERSON);
        run.entered(refused, 422);
        run.row(refused, "DEAD", "mapping.no-crosswalk-pair");
        assertThat(run.violations()).isEmpty();

        run.row(refused, "DEAD", "relay.gave-up");
        assertThat(run.violations()).containsExactly("nothing-lost");
    }

    @Test
    void a_record_that_was_given_up_and_came_all_the_same_is_invented() {
        Event given = run.plan(Kind.STEP, Flaw.UNMAPPABLE, Fate.GIVEN_UP);
        run.entered(given, 422);
        run.attempt(given, "delivered", 200);
        run.row(given, "CANCELLED", null);

        assertThat(run.violations()).containsExactly("nothing-invented");
    }

    @Test
    void a_record_owed_twice_is_invented() {
        Owed row = run.owed.getLast();
        run.owed.add(new Owed(500, row.lane(), row.version(), row.event(), row.state(), 500, null));

        assertThat(run.violations()).contains("nothing-invented");
    }

    @Test
    void a_step_that_overtook_another_is_out_of_order() {
        Collections.swap(run.changes, 1, 2);
        renumber();

        assertThat(run.violations()).containsExactly("order-kept");
    }

    @Test
    void an_older_version_repeated_after_a_newer_one_is_out_of_order() {
        run.attempt(run.events.getFirst(), "unanswered", null);

        assertThat(run.violations()).containsExactly("order-kept");
    }

    @Test
    void the_one_call_a_paused_process_had_on_its_way_is_allowed_and_no_second_one() {
        run.heard(run.events.getFirst(), "2.1", null);
        run.gaps.add(gap("pause", "2.1", 3));
        assertThat(run.violations()).isEmpty();

        run.heard(run.events.getFirst(), "2.1", null);
        assertThat(run.violations()).containsExactly("order-kept");
    }

    @Test
    void of_versions_pushed_together_the_newest_in_the_ledger_must_be_the_last_at_the_portal() {
        Event one = run.plan(Kind.VERSION, Flaw.NONE, Fate.ARRIVES, true);
        Event other = run.plan(Kind.VERSION, Flaw.NONE, Fate.ARRIVES);
        run.arrives(other);
        run.arrives(one);

        assertThat(run.violations()).containsExactly("order-kept");
    }

    @Test
    void a_dossier_created_twice_is_named() {
        run.changes.replaceAll(change -> change.kind().equals("updated")
                ? new Evidence.Change(change.sequence(), change.dossier(), "created", change.event())
                : change);

        assertThat(run.violations()).containsExactly("created-once");
    }

    @Test
    void a_step_repeated_after_an_unanswered_attempt_is_allowed() {
        Event step = run.plan(Kind.STEP, Flaw.NONE, Fate.ARRIVES);
        run.attempt(step, "unanswered", null);
        run.arrives(step);

        assertThat(run.violations()).isEmpty();
    }

    @Test
    void a_step_repeated_after_an_attempt_that_knew_it_had_delivered_is_not() {
        run.attempt(run.events.getLast(), "delivered", 200);

        assertThat(run.violations()).containsExactly("repeated-only-in-doubt");
    }

    @Test
    void a_message_that_never_got_through_is_not_taken_for_a_later_one_that_did() {
        Event step = run.plan(Kind.STEP, Flaw.NONE, Fate.ARRIVES);
        run.neverGotThrough(step);
        run.attempt(step, "unanswered", null);
        run.arrives(step);

        assertThat(run.violations()).isEmpty();
    }

    @Test
    void an_attempt_called_deferred_though_the_portal_took_it_is_not() {
        Event step = run.plan(Kind.STEP, Flaw.NONE, Fate.ARRIVES);
        run.attempt(step, "deferred", null);
        run.arrives(step);

        assertThat(run.violations()).containsExactly("repeated-only-in-doubt", "attempts-accounted");
    }

    @Test
    void a_call_no_attempt_accounts_for_is_named() {
        Event step = run.plan(Kind.STEP, Flaw.NONE, Fate.ARRIVES);
        run.heard(step, "2.1", 200);
        run.arrives(step);

        assertThat(run.violations()).containsExactly("repeated-only-in-doubt", "attempts-accounted");
    }

    @Test
    void a_call_of_a_process_that_was_killed_over_it_is_allowed() {
        Event step = run.plan(Kind.STEP, Flaw.NONE, Fate.ARRIVES);
        run.heard(step, "2.1", 200);
        run.arrives(step);
        run.gaps.add(gap("kill", "2.1", 5));

        assertThat(run.violations()).isEmpty();
    }

    @Test
    void a_death_explains_no_more_calls_than_can_have_been_under_way() {
        Event step = run.plan(Kind.STEP, Flaw.NONE, Fate.ARRIVES);
        for (int call = 0; call <= Recorded.WORKERS; call++) {
            run.heard(step, "2.1", 200);
        }
        run.arrives(step);
        run.gaps.add(gap("kill", "2.1", 9));

        assertThat(run.violations()).containsExactly("attempts-accounted");
    }

    @Test
    void two_faults_near_each_other_explain_what_was_under_way_at_either() {
        Event step = run.plan(Kind.STEP, Flaw.NONE, Fate.ARRIVES);
        for (int call = 0; call < 2 * Recorded.WORKERS; call++) {
            run.heard(step, "2.1", 200);
        }
        run.arrives(step);
        run.gaps.add(gap("pause", "2.1", 9));
        run.gaps.add(gap("kill", "2.1", 9));

        assertThat(run.violations()).isEmpty();

        run.heard(step, "2.1", 200);
        assertThat(run.violations()).containsExactly("attempts-accounted");
    }

    @Test
    void another_processs_death_explains_nothing() {
        Event step = run.plan(Kind.STEP, Flaw.NONE, Fate.ARRIVES);
        run.heard(step, "2.1", 200);
        run.arrives(step);
        run.gaps.add(gap("kill", "3.1", 5));

        assertThat(run.violations()).contains("attempts-accounted");
    }

    @Test
    void an_answer_the_portal_did_not_give_is_named() {
        run.said.replaceAll(
                said -> new Said(said.calls(), said.number(), said.message(), said.status(), "another answer"));

        assertThat(run.violations()).contains("attempts-accounted");
    }

    @Test
    void an_attempt_that_claims_to_have_delivered_and_sent_nothing_is_named() {
        run.tries.add(new Evidence.Try(Recorded.number(run.events.getFirst()), 9, "delivered", null));

        assertThat(run.violations()).containsExactly("attempts-accounted");
    }

    @Test
    void a_dossier_that_waits_though_nothing_holds_it_is_named() {
        Event waiting = run.plan(Kind.STEP, Flaw.NONE, Fate.WAITS_BEHIND);
        run.entered(waiting, 202);
        run.row(waiting, "PENDING", null);

        assertThat(run.violations()).containsExactly("lanes-independent");
    }

    @Test
    void a_dossier_that_waits_behind_its_own_dead_letter_is_as_planned() {
        Event dead = run.plan(Kind.STEP, Flaw.UNMAPPABLE, Fate.WAITS_FOR_A_PERSON);
        Event waiting = run.plan(Kind.STEP, Flaw.NONE, Fate.WAITS_BEHIND);
        run.entered(dead, 422);
        run.entered(waiting, 202);
        run.row(dead, "DEAD", "mapping.no-crosswalk-pair");
        run.row(waiting, "PENDING", null);

        assertThat(run.violations()).isEmpty();
    }

    @Test
    void a_tally_that_differs_from_the_rows_is_named() {
        run.tallies.put("ledger", Map.of("npsp-dossier DELIVERED", 2L));

        assertThat(run.violations()).containsExactly("tallies-agree");
    }

    @Test
    void a_repetition_that_was_told_other_numbers_is_named() {
        run.told.add(new Told(run.events.getFirst().id(), 200, 1, List.of(999L)));

        assertThat(run.violations()).containsExactly("answered-alike");
    }

    @Test
    void an_answer_no_sender_should_get_is_named() {
        run.odd.add("record 0.1 was answered 404 intake.unknown-flow by process 1.2");

        assertThat(run.violations()).containsExactly("told-plainly");
    }

    @Test
    void a_name_in_a_log_is_named() {
        run.breaches.add("connector-1.log:3 holds an applicant's name");

        assertThat(run.violations()).containsExactly("logs-private");
    }

    private static Gap gap(String why, String life, long seconds) {
        return new Gap(
                why, life, Recorded.NOON, Recorded.NOON.plusSeconds(seconds), Recorded.NOON.plusSeconds(seconds + 10));
    }

    private void renumber() {
        for (int at = 0; at < run.changes.size(); at++) {
            Evidence.Change change = run.changes.get(at);
            run.changes.set(at, new Evidence.Change(at, Life.number(0), change.kind(), change.event()));
        }
    }
}
