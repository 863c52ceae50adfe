package vn.lienthong.intake.push;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** {@code intake.*}; explained in {@code settings/intake.yaml}. */
@ConfigurationProperties(prefix = "intake", ignoreUnknownFields = false)
public record PushSettings(
        @DefaultValue("10MB") DataSize largestBody,
        @DefaultValue("60s") Duration bodyWithin) {

    private static final DataSize MOST = DataSize.ofGigabytes(1);

    public PushSettings {
        if (largestBody.toBytes() < 1 || largestBody.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "intake.largest-body: expected a size from 1B to 1GB such as 10MB, got " + largestBody);
        }
        if (!bodyWithin.isPositive()) {
            throw new IllegalArgumentException(
                    "intake.body-within: expected a duration above zero such as 60s, got " + bodyWithin);
        }
    }
}
