package vn.lienthong.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.paygov.Payments;

/** How many payments wait for a person, as a gauge: read every few seconds, not at each scrape. */
@Component
class PaymentMetrics {

    private final Payments payments;
    private volatile long tasks;

    PaymentMetrics(Payments payments, MeterRegistry meters) {
        this.payments = payments;
        Gauge.builder("lienthong.payments.tasks", () -> tasks)
                .description("Payments that wait for a person")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "${operations.metrics-every}")
    void refresh() {
        try {
            tasks = payments.tasks();
        } catch (LedgerUnavailable unavailable) {
            // the last value stands, and lienthong_ledger_up says why
        }
    }
}
