package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.relay.Relay;

class LedgerMetricsTest {

    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<LedgerView.Deadlines> deadlines = new ArrayList<>();
    private final LedgerMetrics metrics = new LedgerMetrics(view(), relay(), () -> NOW, meters);

    @Test
    void passed_deadlines_are_told_for_each_counterpart_that_has_any() {
        deadlines.add(new LedgerView.Deadlines("npsp", 2, 0));
        metrics.refresh();
        assertThat(meters.get("lienthong.deadlines.passed")
                        .tag("counterpart", "npsp")
                        .gauge()
                        .value())
                .isEqualTo(2);

        deadlines.clear();
        metrics.refresh();
        assertThat(meters.find("lienthong.deadlines.passed").gauge()).isNull();
    }

    /** What has passed is asked for, and nothing more. */
    private LedgerView view() {
        return (LedgerView) Proxy.newProxyInstance(
                LedgerView.class.getClassLoader(),
                new Class<?>[] {LedgerView.class},
                (proxy, method, asked) -> switch (method.getName()) {
                    case "keeps" -> true;
                    case "deadlines" -> {
                        assertThat(asked).containsExactly(NOW, NOW);
                        yield List.copyOf(deadlines);
                    }
                    default -> List.of();
                });
    }

    private static Relay relay() {
        return (Relay) Proxy.newProxyInstance(
                Relay.class.getClassLoader(), new Class<?>[] {Relay.class}, (proxy, method, asked) -> List.of());
    }
}
