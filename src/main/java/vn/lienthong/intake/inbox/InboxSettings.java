package vn.lienthong.intake.inbox;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code inbox.*}; explained in {@code settings/intake.yaml}. */
@ConfigurationProperties(prefix = "inbox", ignoreUnknownFields = false)
public record InboxSettings(
        @DefaultValue("inbox") Path dir,
        @DefaultValue("2s") Duration settle,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("30s") Duration grace,
        @DefaultValue("500") int page) {

    private static final int LARGEST_PAGE = 10_000;

    public InboxSettings {
        if (settle.isNegative() || grace.isNegative()) {
            throw new IllegalArgumentException(
                    "inbox.settle and inbox.grace: expected a duration such as 2s, got " + settle + " and " + grace);
        }
        if (!poll.isPositive()) {
            throw new IllegalArgumentException("inbox.poll: expected a duration above zero such as 1s, got " + poll);
        }
        if (page < 1 || page > LARGEST_PAGE) {
            throw new IllegalArgumentException("inbox.page: expected 1 to " + LARGEST_PAGE + " rows, got " + page);
        }
    }
}
