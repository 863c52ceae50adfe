package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.ledger.InMemoryMemos;
import vn.lienthong.ledger.InMemoryProcesses;

/** Calls that are no deliveries, and those that are, before one gate. */
class GateTest {

    private final TestClock clock = new TestClock();
    private final InMemoryProcesses processes = new InMemoryProcesses(clock);
    private final SharedBreakers breakers = new SharedBreakers(new InMemoryMemos(), clock);

    @TempDir
    Path policies;

    /** One call in a hundred seconds, so that no slow machine sees the next one come. */
    @BeforeEach
    void write() throws Exception {
        Files.writeString(
                policies.resolve("portal.yaml"),
                "policy: portal\npace: { perSecond: 0.01, parallel: 4, rampAfterOutage: 0s }\n");
    }

    private Gate gate(String process) {
        Policy policy = new PolicyFiles(policies, List.of()).inForce("portal");
        Peers peers = new Peers(processes, process, this::ticks);
        peers.beat();
        Gate gate = new Gate(policy, new Breaker("portal", policy.breaker(), process, breakers, clock), peers, clock);
        gate.follow(policy);
        return gate;
    }

    private long ticks() {
        return Duration.ofMillis(clock.millis()).toNanos();
    }

    @Test
    void a_call_somebody_waits_for_goes_before_the_deliveries_and_they_pay_for_it() {
        Gate gate = gate("a");
        assertThat(gate.borrow()).isTrue();
        assertThat(gate.borrow()).isTrue();
        assertThat(gate.borrow()).as("a second's worth is owed").isFalse();

        assertThat(gate.admit().lanes()).isZero();
    }

    @Test
    void a_process_that_has_just_joined_others_borrows_nothing() {
        assertThat(gate("a").borrow()).isTrue();
        assertThat(gate("b").borrow()).isFalse();
    }
}
