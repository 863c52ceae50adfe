package vn.lienthong.agency;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * A topic of the ministry's Kafka that a system reads.
 *
 * @param broker of {@code brokers.<name>}
 * @param name empty: the system is no topic
 * @param largest a larger message is refused and not sent
 */
record TopicSettings(
        @DefaultValue("") String broker,
        @DefaultValue("") String name,
        @DefaultValue("1MB") DataSize largest) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    boolean isSet() {
        return !name.isBlank();
    }

    void check(String setting, List<String> faults) {
        if (isSet() && !NAME.matcher(name).matches()) {
            faults.add(setting + ".name: expected letters, digits, dots, hyphens and underscores");
        }
        if (isSet() == broker.isBlank()) {
            faults.add(setting + ": set both broker (a name under brokers, as in main) and name, or neither");
        }
        if (largest.toBytes() < 1024 || largest.toMegabytes() > 64) {
            faults.add(setting + ".largest: must be between 1KB and 64MB");
        }
    }
}
