package vn.lienthong.paygov.gateway;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import vn.lienthong.intake.door.BodyLimits;
import vn.lienthong.paygov.book.Schedule;

/** {@code payments.*}; explained in {@code settings/paygov.yaml}. */
@ConfigurationProperties(prefix = "payments", ignoreUnknownFields = false)
public record PaymentsSettings(
        Path hashes,
        Path tables,
        Duration sweepEvery,
        String tell,
        String feeState,
        String adapter,
        Notices notices,
        Receipts receipts) {

    private static final DataSize MOST = DataSize.ofMegabytes(100);

    /** @throws IllegalArgumentException naming the setting at fault */
    public PaymentsSettings {
        if (!sweepEvery.isPositive()) {
            throw new IllegalArgumentException(
                    "payments.sweep-every: expected a duration above zero such as 5s, got " + sweepEvery);
        }
        Checks.addresses("payments.adapter", List.of(adapter));
    }

    /** How receipts are asked for. */
    public record Receipts(String schedule, DataSize largest) {

        public Receipts {
            Checks.schedule("payments.receipts.schedule", schedule);
            if (largest.toBytes() < 1 || largest.compareTo(MOST) > 0) {
                throw new IllegalArgumentException(
                        "payments.receipts.largest: expected a size from 1B to 100MB such as 5MB, got " + largest);
            }
        }

        public Schedule ages() {
            return Schedule.parse(schedule);
        }
    }

    /** The doors for results and look-ups. */
    public record Notices(
            List<String> allow, DataSize largestBody, Duration bodyWithin, DataSize inMemory, DataSize onDisk) {

        /** @throws IllegalArgumentException naming the setting at fault */
        public Notices {
            allow = List.copyOf(allow);
            new BodyLimits("payments.notices", largestBody, bodyWithin, inMemory, onDisk);
        }

        public BodyLimits limits() {
            return new BodyLimits("payments.notices", largestBody, bodyWithin, inMemory, onDisk);
        }
    }
}
