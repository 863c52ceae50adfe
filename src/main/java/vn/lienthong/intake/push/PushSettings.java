package vn.lienthong.intake.push;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import vn.lienthong.intake.door.BodyLimits;

/** {@code intake.*}; explained in {@code settings/intake.yaml}. */
@ConfigurationProperties(prefix = "intake", ignoreUnknownFields = false)
public record PushSettings(
        @DefaultValue("10MB") DataSize largestBody,
        @DefaultValue("60s") Duration bodyWithin,
        @DefaultValue("16MB") DataSize inMemory,
        @DefaultValue("1GB") DataSize onDisk) {

    /** @throws IllegalArgumentException naming the setting at fault */
    public PushSettings {
        limits(largestBody, bodyWithin, inMemory, onDisk);
    }

    public BodyLimits limits() {
        return limits(largestBody, bodyWithin, inMemory, onDisk);
    }

    private static BodyLimits limits(DataSize largestBody, Duration bodyWithin, DataSize inMemory, DataSize onDisk) {
        return new BodyLimits("intake", largestBody, bodyWithin, inMemory, onDisk);
    }
}
