package vn.lienthong.operations;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says which setting is at fault, where it stands and what was expected. Its value is not shown: under a misspelt name, or where a
 * list was expected, a password may stand.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class SettingAnalysis implements FailureAnalyzer {

    private static final String ACTION =
            "Sửa ở nơi đã nêu; README, \"Settings\", nói cài đặt được đặt ở đâu và giải thích ở đâu. Correct it where it stands; README,"
                    + " \"Settings\", says where settings are set and explained.";

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        List<Throwable> causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .toList();
        Throwable root = causes.getLast();
        if (root instanceof UnboundConfigurationPropertiesException unknown) {
            return told("Không có cài đặt %1$s. There is no setting %1$s.".formatted(places(unknown)), failure);
        }
        List<BindException> bindings = causes.stream()
                .filter(BindException.class::isInstance)
                .map(BindException.class::cast)
                .toList();
        if (bindings.isEmpty()) {
            return null;
        }
        ConfigurationProperty property = bindings.getLast().getProperty();
        if (property != null) {
            return told(
                    "Cài đặt %1$s không dùng được: %2$s. Setting %1$s cannot be used: %2$s."
                            .formatted(place(property), reason(property, String.valueOf(root.getMessage()))),
                    failure);
        }
        return root instanceof IllegalArgumentException ? told(String.valueOf(root.getMessage()), failure) : null;
    }

    /** A reason may begin with the name, which is said already. */
    private static String reason(ConfigurationProperty property, String message) {
        String name = property.getName() + ": ";
        return message.startsWith(name) ? message.substring(name.length()) : message;
    }

    private static FailureAnalysis told(String description, Throwable failure) {
        return new FailureAnalysis(description, ACTION, failure);
    }

    private static String places(UnboundConfigurationPropertiesException unknown) {
        Set<ConfigurationProperty> properties = unknown.getUnboundProperties();
        return properties.stream().map(SettingAnalysis::place).sorted().collect(Collectors.joining(", "));
    }

    private static String place(ConfigurationProperty property) {
        return property.getOrigin() == null
                ? property.getName().toString()
                : "%s (%s)".formatted(property.getName(), property.getOrigin());
    }
}
