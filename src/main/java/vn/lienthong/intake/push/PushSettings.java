package vn.lienthong.intake.push;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** {@code intake.*}; explained in {@code settings/intake.yaml}. */
@ConfigurationProperties(prefix = "intake", ignoreUnknownFields = false)
public record PushSettings(
        @DefaultValue("10MB") DataSize largestBody,
        @DefaultValue("60s") Duration bodyWithin,
        @DefaultValue("16MB") DataSize inMemory,
        @DefaultValue("1GB") DataSize onDisk) {

    private static final DataSize MOST = DataSize.ofGigabytes(1);
    private static final DataSize SMALL = DataSize.ofKilobytes(512);

    public PushSettings {
        if (largestBody.toBytes() < 1 || largestBody.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "intake.largest-body: expected a size from 1B to 1GB such as 10MB, got " + largestBody);
        }
        if (inMemory.compareTo(SMALL) < 0) {
            throw new IllegalArgumentException(
                    "intake.in-memory: expected 512KB or more, room for two small bodies, got " + inMemory);
        }
        if (onDisk.compareTo(largestBody) < 0) {
            throw new IllegalArgumentException(
                    "intake.on-disk: expected room for one intake.largest-body or more, got " + onDisk);
        }
        if (!bodyWithin.isPositive()) {
            throw new IllegalArgumentException(
                    "intake.body-within: expected a duration above zero such as 60s, got " + bodyWithin);
        }
    }
}
