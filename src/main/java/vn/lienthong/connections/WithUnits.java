package vn.lienthong.connections;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.unit.DataSize;

/**
 * Refuses a duration or a size that is empty, or a bare number, 0 apart: whoever writes {@code retention.bodies=90} means days, and Spring
 * would read milliseconds. Spring's own settings keep Spring's rules.
 */
final class WithUnits extends AbstractBindHandler {

    private static final Set<String> NOT_OURS = Set.of("spring", "server", "management", "logging", "camel");
    private static final Pattern BARE = Pattern.compile("[+-]?\\d*[1-9]\\d*");

    /** @param parent what else is to be held to, asked afterwards */
    WithUnits(BindHandler parent) {
        super(parent);
    }

    @Override
    public @Nullable Object onSuccess(
            ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
        ConfigurationProperty found = context.getConfigurationProperty();
        if (found != null && found.getName().equals(name) && isBare(found) && !isSprings(name)) {
            String example = example(result.getClass());
            if (example != null) {
                throw new IllegalArgumentException("%s: expected %s, got \"%s\" without a unit"
                        .formatted(
                                name, example, String.valueOf(found.getValue()).strip()));
            }
        }
        return super.onSuccess(name, target, context, result);
    }

    /** Spring takes nothing for no value, and rooms would meet it where they count on one. */
    @Override
    public void onFinish(
            ConfigurationPropertyName name, Bindable<?> target, BindContext context, @Nullable Object result)
            throws Exception {
        ConfigurationProperty found = context.getConfigurationProperty();
        String example = example(target.getType().resolve());
        if (result == null
                && example != null
                && found != null
                && found.getName().equals(name)
                && !isSprings(name)) {
            throw new IllegalArgumentException("%s: expected %s, got nothing".formatted(name, example));
        }
        super.onFinish(name, target, context, result);
    }

    private static boolean isBare(ConfigurationProperty found) {
        return BARE.matcher(String.valueOf(found.getValue()).strip()).matches();
    }

    private static boolean isSprings(ConfigurationPropertyName name) {
        return NOT_OURS.contains(name.getElement(0, ConfigurationPropertyName.Form.UNIFORM));
    }

    private static @Nullable String example(@Nullable Class<?> type) {
        if (type == Duration.class) {
            return "a duration such as 500ms, 30s, 10m, 2h or 90d";
        }
        return type == DataSize.class ? "a size such as 512KB, 10MB or 1GB" : null;
    }
}
