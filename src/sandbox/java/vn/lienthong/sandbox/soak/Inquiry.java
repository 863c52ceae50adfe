package vn.lienthong.sandbox.soak;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import vn.lienthong.sandbox.PortalChange;
import vn.lienthong.sandbox.soak.check.Evidence;
import vn.lienthong.sandbox.soak.check.Evidence.Gap;
import vn.lienthong.sandbox.soak.plan.History;

/** Gathers the evidence: what the connectors show, then, when they have stopped, what stands in their ledger and logs. */
final class Inquiry {

    /** Metrics follow the ledger within their period. */
    private static final Duration METRICS_FOLLOW = Duration.ofSeconds(10);

    private final History history;
    private final List<Connector> connectors;
    private final Store store;
    private final Consumer<String> tell;

    Inquiry(History history, List<Connector> connectors, Store store, Consumer<String> tell) {
        this.history = history;
        this.connectors = connectors;
        this.store = store;
        this.tell = tell;
    }

    /** Stops the connectors. */
    Evidence evidence(Agency agency, PortalRecord record, List<PortalChange> changes, List<Gap> gaps)
            throws IOException, InterruptedException, SQLException {
        Map<String, Map<String, Long>> tallies = shown();
        for (Connector connector : connectors) {
            if (!connector.stop()) {
                tell.accept("Connector " + connector.number() + " did not stop when told to, and was killed.");
            }
        }
        try (Connection connection = store.open()) {
            LedgerReader ledger = new LedgerReader(connection);
            tallies.put(Evidence.ROWS, ledger.rows());
            tallies.put("ledger", ledger.tallies());
            return new Evidence(
                    history,
                    new Evidence.Senders(List.copyOf(agency.told()), List.copyOf(agency.odd())),
                    new Evidence.Portal(record.calls(), PortalRecord.changes(changes)),
                    ledger.all(),
                    new Evidence.Circumstances(gaps, Installation.PARALLEL),
                    tallies,
                    LogScan.of(connectors.stream().map(Connector::log).toList()));
        }
    }

    private Map<String, Map<String, Long>> shown() throws IOException, InterruptedException {
        Map<String, Map<String, Long>> shown = new HashMap<>();
        for (Connector connector : connectors) {
            Map<String, Long> api = Counted.byApi(connector);
            shown.put("API of connector " + connector.number(), api);
            shown.put("metrics of connector " + connector.number(), metrics(connector, api));
        }
        return shown;
    }

    private static Map<String, Long> metrics(Connector connector, Map<String, Long> api)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + METRICS_FOLLOW.toNanos();
        while (true) {
            Map<String, Long> metrics = Counted.byMetrics(connector);
            boolean follow =
                    metrics.entrySet().stream().allMatch(each -> each.getValue().equals(api.get(each.getKey())));
            if ((follow && !metrics.isEmpty()) || System.nanoTime() > until) {
                return metrics;
            }
            Thread.sleep(200);
        }
    }
}
