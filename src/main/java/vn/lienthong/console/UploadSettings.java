package vn.lienthong.console;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import vn.lienthong.intake.door.BodyLimits;

/** {@code uploads.*}: what is sent to the pages and the API, records aside; explained in {@code settings/console.yaml}. */
@ConfigurationProperties(prefix = UploadSettings.PREFIX, ignoreUnknownFields = false)
public record UploadSettings(
        @DefaultValue("64MB") DataSize largestBody,
        @DefaultValue("5m") Duration bodyWithin,
        @DefaultValue("512MB") DataSize onDisk) {

    static final String PREFIX = "uploads";

    /** Files are on disk from their first byte: no bound of memory is an installation's to choose. */
    private static final DataSize IN_MEMORY = DataSize.ofKilobytes(512);

    /** @throws IllegalArgumentException naming the setting at fault */
    public UploadSettings {
        limits(largestBody, bodyWithin, onDisk);
    }

    BodyLimits limits() {
        return limits(largestBody, bodyWithin, onDisk);
    }

    private static BodyLimits limits(DataSize largestBody, Duration bodyWithin, DataSize onDisk) {
        return new BodyLimits(PREFIX, largestBody, bodyWithin, IN_MEMORY, onDisk);
    }
}
