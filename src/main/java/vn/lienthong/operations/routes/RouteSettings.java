package vn.lienthong.operations.routes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Documented, with their defaults, in {@code settings/relay.yaml}.
 *
 * @param allow the components a route file may name
 * @param languages the expression languages a route file may use
 */
@ConfigurationProperties(prefix = "routes", ignoreUnknownFields = false)
public record RouteSettings(Path dir, Set<String> allow, Set<String> languages, Duration refresh) {

    /** What a route file may name where nothing else is set; {@code route check} goes by it. */
    static final Set<String> ALLOWED =
            Set.of("relay", "mapping", "npsp", "npsp-2026", "paygov", "agency", "intake", "direct", "log");

    static final Set<String> LANGUAGES = Set.of("constant", "header", "exchangeProperty", "simple");

    public RouteSettings {
        allow = Set.copyOf(allow);
        languages = Set.copyOf(languages);
    }

    static RouteSettings of(Path dir) {
        return new RouteSettings(dir, ALLOWED, LANGUAGES, Duration.ofSeconds(2));
    }
}
