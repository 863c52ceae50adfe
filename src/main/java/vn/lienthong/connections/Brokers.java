package vn.lienthong.connections;

import java.util.Map;
import java.util.TreeMap;

/** The ministry's Kafka brokers, by name. */
public final class Brokers {

    private final Map<String, BrokerSettings> settings;

    public Brokers(Map<String, BrokerSettings> settings) {
        this.settings = new TreeMap<>(settings);
    }

    /** @throws IllegalArgumentException if none of that name is set */
    public BrokerSettings find(String name) {
        BrokerSettings found = settings.get(name);
        if (found == null) {
            throw new IllegalArgumentException("brokers." + name + ".servers is not set; set are: "
                    + (settings.isEmpty() ? "none" : String.join(", ", settings.keySet())));
        }
        return found;
    }
}
