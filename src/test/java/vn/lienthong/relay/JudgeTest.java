package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.Ledger.Claimed;
import vn.lienthong.ledger.Ledger.Next;

class JudgeTest {

    private static final Problem DOWN = Problem.of("npsp.down");
    private final TestClock clock = new TestClock();
    private final Policy policy = PolicyReader.builtIn("npsp");

    @Test
    void gives_up_when_the_delivery_has_been_tried_for_as_long_as_the_policy_says() {
        Judge.Judgement judgement = judge(false).judge(triedSince(Duration.ofDays(7), 345), deferred());

        assertThat(judgement.next()).isInstanceOf(Next.Dead.class);
        assertThat(judgement.problems()).extracting(Problem::code).containsExactly("relay.gave-up", "npsp.down");
    }

    @Test
    void an_outage_uses_up_nothing_however_long_it_lasts() {
        Judge.Judgement judgement = judge(false).judge(triedSince(Duration.ofDays(30), 3), deferred());

        assertThat(judgement.next()).isInstanceOf(Next.Retry.class);
    }

    @Test
    void a_failed_probe_does_not_count_and_never_gives_up() {
        Judge.Judgement judgement = judge(true).judge(triedSince(Duration.ofDays(30), 2000), deferred());

        assertThat(judgement.counts()).isFalse();
        assertThat(judgement.next()).isInstanceOf(Next.Retry.class);
    }

    @Test
    void what_waits_for_a_step_of_its_own_never_counts_and_is_never_given_up() {
        Outcome waits = new Outcome.Deferred(DOWN, null, false);
        Judge.Judgement judgement = judge(false).judge(triedSince(Duration.ofDays(30), 2000), waits);

        assertThat(judgement.counts()).isFalse();
        assertThat(judgement.next())
                .isInstanceOfSatisfying(
                        Next.Retry.class,
                        retry -> assertThat(retry.at()).isAfter(clock.instant().plus(Duration.ofMinutes(20))));
    }

    @Test
    void what_a_counterpart_takes_from_nobody_is_due_again_as_soon_as_the_breaker_lets_it_go() {
        Judge.Judgement judgement =
                judge(false).judge(triedSince(Duration.ofDays(30), 2000), Outcome.Deferred.shut(DOWN));

        assertThat(judgement.counts()).isFalse();
        assertThat(judgement.next()).isEqualTo(new Next.Retry(clock.instant().plusSeconds(1), false));
    }

    @Test
    void an_attempt_that_was_not_taken_leaves_open_what_an_earlier_one_left_open() {
        Claimed interrupted = claimed(1, clock.instant(), true);

        assertThat(judge(false).judge(interrupted, deferred()).next())
                .isInstanceOfSatisfying(
                        Next.Retry.class,
                        retry -> assertThat(retry.unanswered()).isTrue());
    }

    @Test
    void a_first_failure_is_tried_again_after_the_first_wait() {
        assertThat(judge(false).judge(claimed(0, null, false), deferred()).next())
                .isInstanceOfSatisfying(Next.Retry.class, retry -> {
                    assertThat(retry.unanswered()).isFalse();
                    assertThat(retry.at())
                            .isBetween(
                                    clock.instant().plusSeconds(8),
                                    clock.instant().plusSeconds(12));
                });
    }

    @Test
    void says_that_the_counterpart_asked_for_the_wait_where_it_is_longer_than_the_policy_s() {
        Claimed delivery = claimed(0, null, false);

        Judge.Judgement aDay = judge(false).judge(delivery, new Outcome.Deferred(DOWN, Duration.ofDays(1), true));
        assertThat(aDay.next()).isEqualTo(new Next.Retry(clock.instant().plus(Duration.ofDays(1)), false));
        assertThat(aDay.problems())
                .containsExactly(DOWN, Problem.of("relay.asked-to-wait").with("wait", "24h"));
        Judge.Judgement aSecond = judge(false).judge(delivery, new Outcome.Deferred(DOWN, Duration.ofSeconds(1), true));
        assertThat(aSecond.problems()).containsExactly(DOWN);
    }

    private Judge judge(boolean probe) {
        return new Judge(policy, probe, clock, new SplittableRandom(3));
    }

    private static Outcome deferred() {
        return new Outcome.Deferred(DOWN, null, true);
    }

    private Claimed triedSince(Duration since, int attempts) {
        return claimed(attempts, clock.instant().minus(since), false);
    }

    private Claimed claimed(int attempts, @Nullable Instant firstTriedAt, boolean interrupted) {
        SourceRecord record = new SourceRecord(new byte[0], "application/json");
        Instant enteredAt = firstTriedAt == null ? clock.instant() : firstTriedAt;
        return new Claimed(1, "npsp-dossier", record, attempts, firstTriedAt, enteredAt, interrupted);
    }
}
