package vn.lienthong.paygov.gateway;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import vn.lienthong.intake.door.BodyLimits;

/** {@code payments.*}; explained in {@code settings/paygov.yaml}. */
@ConfigurationProperties(prefix = "payments", ignoreUnknownFields = false)
public record PaymentsSettings(
        Path hashes, Path tables, Duration sweepEvery, String tell, String adapter, Notices notices) {

    public PaymentsSettings {
        Checks.addresses("payments.adapter", List.of(adapter));
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
