package vn.lienthong.operations;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * {@code operations.*}; explained in {@code settings/operations.yaml}. Works that are done every so often take their intervals
 * from the same settings by name; here all are held to be sound.
 */
@ConfigurationProperties(prefix = "operations", ignoreUnknownFields = false)
record OperationsSettings(
        Duration metricsEvery, Duration filesEvery, DataSize diskSpare, DataSize diskLow, Duration jobsEvery) {

    /** @throws IllegalArgumentException naming the setting at fault */
    OperationsSettings {
        mustBePositive("metrics-every", metricsEvery);
        mustBePositive("files-every", filesEvery);
        mustBePositive("jobs-every", jobsEvery);
        mustNotBeNegative("disk-spare", diskSpare);
        mustNotBeNegative("disk-low", diskLow);
    }

    private static void mustNotBeNegative(String name, DataSize size) {
        if (size.isNegative()) {
            throw new IllegalArgumentException(
                    "operations.%s: expected a size such as 50MB, or 0B, got %s".formatted(name, size));
        }
    }

    private static void mustBePositive(String name, Duration every) {
        if (!every.isPositive()) {
            throw new IllegalArgumentException(
                    "operations.%s: expected a duration above zero such as 5s, got %s".formatted(name, every));
        }
    }
}
