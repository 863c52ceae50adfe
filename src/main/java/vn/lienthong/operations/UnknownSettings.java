package vn.lienthong.operations;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.BoundConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.stereotype.Component;

/**
 * Tells what was set and sets nothing, mostly because it is misspelt. Spring refuses that below a room's own prefix, but not in
 * environment variables, and not if the prefix itself is wrong. Variables may be meant for somebody else, so nothing is refused.
 */
@Component
class UnknownSettings {

    private static final Logger LOG = LoggerFactory.getLogger(UnknownSettings.class);

    /** Spring's own, and those whose names an installation chooses. */
    private static final Set<String> OTHERS = Set.of(
            "spring",
            "server",
            "management",
            "logging",
            "camel",
            "debug",
            "trace",
            "sources",
            "brokers",
            "apis",
            "sftp",
            "exchanges");

    /** What Kubernetes sets for a service that is called like a room. */
    private static final Pattern OF_A_SERVICE =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_\\d+_(TCP|UDP)(_.*)?)?)");

    private static final String FILE = "_FILE";

    private final ApplicationContext context;
    private final ConfigurableEnvironment environment;

    UnknownSettings(ApplicationContext context, ConfigurableEnvironment environment) {
        this.context = context;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        BoundConfigurationProperties all = BoundConfigurationProperties.get(context);
        Set<String> bound = all == null
                ? Set.of()
                : all.getAll().keySet().stream().map(UnknownSettings::plain).collect(Collectors.toSet());
        Set<String> rooms = all == null
                ? Set.of()
                : all.getAll().keySet().stream().map(UnknownSettings::room).collect(Collectors.toSet());
        variables(environment.getSystemEnvironment().keySet(), bound, rooms)
                .forEach(name -> LOG.warn("Environment variable {} names no setting; it changes nothing.", name));
        arguments(
                        names(CommandLinePropertySource.class),
                        rooms,
                        plain(names(EnumerablePropertySource.class, "settings/")))
                .forEach(name -> LOG.warn("There is no setting {}; --{} changes nothing.", name, name));
    }

    /** Environment variables that look like a room's setting and are none. */
    static List<String> variables(Collection<String> variables, Set<String> bound, Set<String> rooms) {
        return variables.stream()
                .filter(name -> name.contains("_") && rooms.contains(plain(name.substring(0, name.indexOf('_')))))
                .filter(name -> !OF_A_SERVICE.matcher(name).matches())
                .filter(name -> !bound.contains(plain(name)) && !bound.contains(plain(withoutFile(name))))
                .sorted()
                .toList();
    }

    /** Arguments below a prefix that nobody reads, or that is not read as a whole. */
    static List<String> arguments(Collection<String> arguments, Set<String> rooms, Set<String> documented) {
        return arguments.stream()
                .filter(name -> !OTHERS.contains(first(name)) && !rooms.contains(plain(first(name))))
                .filter(name -> !documented.contains(plain(name)))
                .sorted()
                .toList();
    }

    private Set<String> names(Class<? extends EnumerablePropertySource> kind) {
        return names(kind, "");
    }

    private Set<String> names(Class<? extends EnumerablePropertySource> kind, String called) {
        Set<String> names = new TreeSet<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (kind.isInstance(source) && source.getName().contains(called)) {
                names.addAll(List.of(kind.cast(source).getPropertyNames()));
            }
        }
        return names;
    }

    private static String withoutFile(String variable) {
        return variable.endsWith(FILE) ? variable.substring(0, variable.length() - FILE.length()) : variable;
    }

    private static String first(String name) {
        int end = name.indexOf('.');
        return end < 0 ? name : name.substring(0, end);
    }

    private static String room(ConfigurationPropertyName name) {
        return name.getElement(0, Form.UNIFORM);
    }

    private static String plain(ConfigurationPropertyName name) {
        return plain(name.toString());
    }

    private static Set<String> plain(Set<String> names) {
        return names.stream().map(UnknownSettings::plain).collect(Collectors.toSet());
    }

    /** One form of what may be written {@code npsp.agency-code}, {@code NPSP_AGENCYCODE} or {@code npsp.agencyCode}. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
