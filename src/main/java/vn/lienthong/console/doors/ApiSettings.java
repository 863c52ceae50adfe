package vn.lienthong.console.doors;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.lienthong.console.Role;

/** {@code api.*}: who may call the API. Each setting is explained in {@code settings/console.yaml}. */
@ConfigurationProperties(prefix = "api", ignoreUnknownFields = false)
public record ApiSettings(@DefaultValue List<Key> keys) {

    /** @param flows to which it may give records; null: to all; none: it may give nothing, nor order payments */
    public record Key(
            @Nullable String name,
            @Nullable String secret,
            @Nullable String secretFile,
            @DefaultValue Set<Role> roles,
            @Nullable Set<String> flows) {

        /** Without the secret: a settings record gets printed one day. */
        @Override
        public String toString() {
            return "Key[" + name + ", " + roles + "]";
        }
    }
}
