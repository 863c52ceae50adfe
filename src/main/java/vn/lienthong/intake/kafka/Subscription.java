package vn.lienthong.intake.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a route says of the messages it takes.
 *
 * @param broker of the settings, {@code brokers.<name>}
 * @param format of the messages, a key of {@link #MEDIA_TYPES}
 * @param every how long to wait when there was nothing more
 * @param page the most messages in one transaction
 */
public record Subscription(String flow, String broker, String topic, String format, Duration every, int page) {

    static final Map<String, String> MEDIA_TYPES = Map.of("json", "application/json", "xml", "application/xml");

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final int LARGEST_PAGE = 10_000;

    public Subscription {
        require(NAME.matcher(flow).matches(), "flow: expected a name of small letters, digits and hyphens");
        require(!broker.isBlank(), "broker: expected a name under brokers, as in main");
        require(TOPIC.matcher(topic).matches(), "topic: expected letters, digits, dots, hyphens and underscores");
        require(MEDIA_TYPES.containsKey(format), "format: expected json or xml");
        require(every.isPositive(), "every: expected a duration above zero such as 1s");
        require(page >= 1 && page <= LARGEST_PAGE, "page: expected 1 to " + LARGEST_PAGE + " messages");
    }

    String mediaType() {
        return MEDIA_TYPES.getOrDefault(format, "");
    }

    /** Who gives the records, as the ledger knows it. */
    String ledgerSource() {
        return "kafka/" + flow;
    }

    private static void require(boolean right, String expected) {
        if (!right) {
            throw new IllegalArgumentException(expected);
        }
    }
}
