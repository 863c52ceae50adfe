package vn.lienthong.connections;

import java.util.Map;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

/** Settings of which there are as many as an installation has of a thing, each under a name: {@code sources.motcua.url}. */
public final class NamedSettings {

    private NamedSettings() {}

    /**
     * All that are set, by name.
     *
     * @throws RuntimeException as Spring's, if a setting is unknown or wrong: the start ends with what is to be corrected
     */
    public static <S> Map<String, S> under(String prefix, Class<S> type, Environment environment) {
        Map<String, S> all = Binder.get(environment)
                .bind(
                        prefix,
                        Bindable.mapOf(String.class, type),
                        new WithUnits(new NoUnboundElementsBindHandler(
                                BindHandler.DEFAULT, new UnboundElementsSourceFilter())))
                .orElseGet(Map::of);
        all.keySet().stream().filter(name -> !name.matches("[a-z0-9]+")).forEach(name -> {
            throw new IllegalArgumentException(prefix + "." + name
                    + ": expected a name of small letters and digits, which an environment variable can have too");
        });
        return all;
    }
}
