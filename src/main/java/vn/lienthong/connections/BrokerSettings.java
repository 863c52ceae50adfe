package vn.lienthong.connections;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * {@code brokers.<name>.*}; explained in {@code settings/connections.yaml}.
 *
 * @param servers {@code host:port}, several with commas
 * @param timeout so long the broker may take to answer
 * @param mechanism by which username and password are shown (SASL)
 * @param properties Kafka's own, for what these do not say
 */
public record BrokerSettings(
        @DefaultValue("") String servers,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("SCRAM-SHA-512") String mechanism,
        @DefaultValue Map<String, String> properties) {

    public BrokerSettings {
        if (servers.isBlank()) {
            throw new IllegalArgumentException(
                    "brokers.<name>.servers: expected addresses such as kafka-1:9092,kafka-2:9092");
        }
        if (timeout.toMillis() < 100) {
            throw new IllegalArgumentException("brokers.<name>.timeout: expected 100ms or more, got " + timeout);
        }
        if (!mechanism.equals("PLAIN") && !mechanism.startsWith("SCRAM-SHA-")) {
            throw new IllegalArgumentException(
                    "brokers.<name>.mechanism: expected PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512, got " + mechanism);
        }
        properties = Map.copyOf(properties);
    }

    /**
     * All that are set, by name.
     *
     * @throws RuntimeException as Spring's, if a setting is unknown or wrong: the start ends with what is to be corrected
     */
    public static Map<String, BrokerSettings> allIn(Environment environment) {
        return NamedSettings.under("brokers", BrokerSettings.class, environment);
    }

    /** As Kafka's clients take them. */
    public Map<String, Object> client() {
        Map<String, Object> client = new HashMap<>();
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        client.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
        client.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
        if (!username.isEmpty()) {
            client.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SASL_SSL");
            client.put(SaslConfigs.SASL_MECHANISM, mechanism);
            client.put(SaslConfigs.SASL_JAAS_CONFIG, logIn());
        }
        client.putAll(properties);
        return client;
    }

    private String logIn() {
        String module = mechanism.equals("PLAIN")
                ? "org.apache.kafka.common.security.plain.PlainLoginModule"
                : "org.apache.kafka.common.security.scram.ScramLoginModule";
        return module + " required username=\"" + quoted(username) + "\" password=\"" + quoted(password) + "\";";
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** Without the password, and without properties that may hold one. */
    @Override
    public String toString() {
        return "BrokerSettings[" + servers + ", " + username + "]";
    }
}
