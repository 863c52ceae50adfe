package vn.lienthong.operations;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;
import vn.lienthong.relay.RelayEvents;

/** Counts and times attempts by counterpart, flow and outcome: {@code lienthong_attempts_seconds}. */
@Component
class AttemptMetrics implements RelayEvents {

    private final MeterRegistry meters;

    AttemptMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void attempted(String counterpart, String flow, String outcome, Duration took) {
        Timer.builder("lienthong.attempts")
                .description("Attempts at deliveries, by what became of them")
                .tag("counterpart", counterpart)
                .tag("flow", flow)
                .tag("outcome", outcome)
                .register(meters)
                .record(took);
    }
}
