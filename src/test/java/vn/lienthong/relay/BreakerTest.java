package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.ledger.InMemoryMemos;
import vn.lienthong.relay.BreakerState.Phase;

/** Two processes at one breaker whose writes cross. */
class BreakerTest {

    private static final Duration QUICK = Duration.ofMillis(5);
    private static final Signal DOWN = new Signal.Failed(RelayStage.DOWN);

    private final TestClock clock = new TestClock();
    private final InMemoryMemos memos = new InMemoryMemos();

    @TempDir
    Path policies;

    private Policy.Breaker policy;
    private Breaker one;
    private Breaker other;

    @BeforeEach
    void open() throws Exception {
        Files.writeString(
                policies.resolve("portal.yaml"),
                "policy: portal\nbreaker: { window: 2 calls, failureRate: 50%, openFor: 30s, probes: 1 }\n");
        policy = new PolicyFiles(policies, List.of()).inForce("portal").breaker();
        one = breaker("one");
        other = breaker("other");
        one.calls(DOWN, QUICK);
        one.calls(DOWN, QUICK);
        one.agree(policy);
        clock.pass(Duration.ofSeconds(31));
        other.agree(policy);
        one.agree(policy);
    }

    private Breaker breaker(String process) {
        return new Breaker("portal", policy, process, new SharedBreakers(memos, clock), clock);
    }

    /** As the ledger has it, whatever these two have seen. */
    private Phase phase() {
        SharedBreakers now = new SharedBreakers(memos, clock);
        now.look();
        return now.seen("portal").state().phase();
    }

    @Test
    void a_call_that_is_answered_closes_it_though_another_took_the_turn_to_probe_meanwhile() {
        assertThat(one.ask(1).lanes()).isOne();
        other.calls(new Signal.Answered(true), QUICK);
        other.agree(policy);
        assertThat(phase()).isEqualTo(Phase.CLOSED);
    }

    @Test
    void a_call_that_is_answered_says_nothing_once_the_probe_of_another_has_failed() {
        Breaker.Permit permit = one.ask(1);
        other.calls(new Signal.Answered(true), QUICK);
        one.heard(permit.probing(), DOWN, QUICK);
        one.agree(policy);
        other.agree(policy);
        assertThat(phase()).isEqualTo(Phase.OPEN);
    }

    @Test
    void one_that_opened_while_the_clock_was_ahead_is_probed_once_that_is_set_right() {
        Breaker.Permit permit = one.ask(1);
        one.heard(permit.probing(), DOWN, QUICK);
        one.agree(policy);
        assertThat(one.ask(1).lanes()).as("open").isZero();
        clock.pass(Duration.ofDays(1).negated());
        assertThat(one.ask(1).lanes()).as("to probe").isOne();
        other.agree(policy);
        assertThat(other.ask(1).lanes()).as("one of them").isZero();
    }

    @Test
    void of_two_calls_the_first_decides() {
        other.calls(new Signal.Answered(true), QUICK);
        other.calls(DOWN, QUICK);
        other.agree(policy);
        assertThat(phase()).isEqualTo(Phase.CLOSED);
    }

    @Test
    void probes_that_go_out_far_apart_close_it_once_there_are_enough() throws Exception {
        Policy.Breaker three =
                new Policy.Breaker(policy.window(), policy.failureRate(), policy.slowCall(), policy.openFor(), 3);
        for (int probe = 1; probe <= 3; probe++) {
            one.agree(three);
            assertThat(phase()).isNotEqualTo(Phase.CLOSED);
            Breaker.Permit permit = one.ask(1);
            assertThat(permit.lanes()).isOne();
            Objects.requireNonNull(permit.probing()).began(1);
            one.heard(permit.probing(), new Signal.Answered(true), QUICK);
            clock.pass(Duration.ofSeconds(31));
        }
        one.agree(three);

        assertThat(phase()).isEqualTo(Phase.CLOSED);
    }
}
