package vn.lienthong.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.LedgerView.Tally;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;
import vn.lienthong.relay.Relay;

/**
 * What the ledger and the relay know, as gauges by counterpart and flow. Read every few seconds, not at each scrape, so
 * that a scrape costs the database nothing. While the ledger cannot be read the gauges keep their last value;
 * while it cannot, or does not keep what it is given, {@code lienthong_ledger_up} is 0.
 */
@Component
class LedgerMetrics {

    private final LedgerView ledger;
    private final Relay relay;
    private final Flows flows;
    private final InstantSource clock;
    private final MultiGauge owed;
    private final MultiGauge oldest;
    private final MultiGauge waiting;
    private final MultiGauge newest;
    private final MultiGauge delivered;
    private final MultiGauge dead;
    private final MultiGauge held;
    private final MultiGauge parked;
    private final MultiGauge passed;
    private final MultiGauge breaker;
    private volatile boolean up = true;

    LedgerMetrics(LedgerView ledger, Relay relay, Flows flows, InstantSource clock, MeterRegistry meters) {
        this.ledger = ledger;
        this.relay = relay;
        this.flows = flows;
        this.clock = clock;
        owed = gauge(meters, "lienthong.deliveries.owed", "Deliveries a counterpart is still to get");
        oldest = gauge(meters, "lienthong.deliveries.oldest.seconds", "Age of the longest-owed delivery");
        waiting = gauge(
                meters,
                "lienthong.deliveries.waiting.seconds",
                "Age of the longest-owed delivery that waits for no person");
        newest = gauge(meters, "lienthong.deliveries.newest.seconds", "Age of the delivery that was entered last");
        delivered = gauge(meters, "lienthong.deliveries.delivered", "Deliveries a counterpart took, ever");
        dead = gauge(meters, "lienthong.deliveries.dead", "Dead letters that wait for a person");
        held = gauge(meters, "lienthong.deliveries.held", "Deliveries a person or a policy holds");
        parked = gauge(meters, "lienthong.lanes.parked", "Dossiers that wait behind a held or dead delivery");
        passed = gauge(
                meters,
                "lienthong.deadlines.passed",
                "Dossiers whose deadline has passed since they came, and of which a counterpart has not got everything");
        breaker = gauge(meters, "lienthong.breaker.open", "1 while the circuit breaker is open, 0.5 half-open");
        Gauge.builder("lienthong.ledger.up", () -> up ? 1 : 0)
                .description("Whether the ledger could be read last time, and keeps what it is given")
                .register(meters);
    }

    private static MultiGauge gauge(MeterRegistry meters, String name, String description) {
        return MultiGauge.builder(name).description(description).register(meters);
    }

    @Scheduled(fixedDelayString = "${operations.metrics-every}")
    void refresh() {
        try {
            show(ledger.tallies());
            Instant now = clock.instant();
            passed.register(
                    ledger.deadlines(now, now, shadows()).stream()
                            .map(one -> MultiGauge.Row.of(Tags.of("counterpart", one.counterpart()), one.passed()))
                            .toList(),
                    true);
            up = ledger.keeps();
        } catch (LedgerUnavailable unavailable) {
            up = false;
        }
        breaker.register(
                relay.counterparts().stream()
                        .map(one -> MultiGauge.Row.of(Tags.of("counterpart", one.name()), open(one.breaker())))
                        .toList(),
                true);
    }

    private List<String> shadows() {
        return flows.all().stream().filter(Flow::isShadow).map(Flow::name).toList();
    }

    private void show(List<Tally> tallies) {
        Instant now = clock.instant();
        show(owed, tallies, Tally::owed);
        show(oldest, tallies, tally -> age(tally.oldestOwed(), now));
        show(waiting, tallies, tally -> age(tally.oldestWaiting(), now));
        show(
                newest,
                tallies.stream().filter(tally -> tally.lastEntered() != null).toList(),
                tally -> age(tally.lastEntered(), now));
        show(delivered, tallies, Tally::delivered);
        show(dead, tallies, Tally::dead);
        show(held, tallies, Tally::held);
        show(parked, tallies, Tally::lanesParked);
    }

    private static void show(MultiGauge gauge, List<Tally> tallies, ToDoubleFunction<Tally> value) {
        gauge.register(
                tallies.stream()
                        .map(tally -> MultiGauge.Row.of(
                                Tags.of("counterpart", tally.counterpart(), "flow", tally.flow()),
                                value.applyAsDouble(tally)))
                        .toList(),
                true);
    }

    private static double age(@Nullable Instant since, Instant now) {
        return since == null ? 0 : Math.max(0, Duration.between(since, now).toSeconds());
    }

    private static double open(String state) {
        return switch (state) {
            case "open" -> 1;
            case "half-open" -> 0.5;
            default -> 0;
        };
    }
}
