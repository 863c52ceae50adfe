package vn.lienthong.paygov.gateway;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** {@code payments.*}; explained in {@code settings/paygov.yaml}. */
@ConfigurationProperties(prefix = "payments", ignoreUnknownFields = false)
public record PaymentsSettings(Path hashes, Path tables, Duration sweepEvery, String tell) {}
