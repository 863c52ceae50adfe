package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;
import vn.lienthong.relay.Relay;

class LedgerMetricsTest {

    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<LedgerView.Deadlines> deadlines = new ArrayList<>();
    private final LedgerMetrics metrics = new LedgerMetrics(view(), empty(Relay.class), flows(), () -> NOW, meters);

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
                        assertThat(asked).containsExactly(NOW, NOW, List.of("trial"));
                        yield List.copyOf(deadlines);
                    }
                    default -> List.of();
                });
    }

    /** One in shadow mode, of which nothing is sent. */
    private static Flows flows() {
        Flow live = new Flow("npsp-dossier", "npsp", null, 1, true, true);
        Flow trial = new Flow("trial", "npsp", null, 1, true, true, Flow.Mode.SHADOW);
        return answering(Flows.class, List.of(live, trial));
    }

    private static <T> T empty(Class<T> room) {
        return answering(room, List.of());
    }

    private static <T> T answering(Class<T> room, Object answer) {
        return room.cast(
                Proxy.newProxyInstance(room.getClassLoader(), new Class<?>[] {room}, (proxy, method, asked) -> answer));
    }
}
