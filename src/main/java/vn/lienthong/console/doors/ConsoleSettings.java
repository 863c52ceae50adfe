package vn.lienthong.console.doors;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.lienthong.console.Role;

/** {@code console.*}: who may use the pages. Each setting is explained in {@code settings/console.yaml}. */
@ConfigurationProperties(prefix = "console", ignoreUnknownFields = false)
public record ConsoleSettings(@DefaultValue List<Account> accounts) {

    public record Account(
            @Nullable String name,
            @Nullable String password,
            @Nullable String passwordFile,
            @DefaultValue("see") Set<Role> roles) {

        /** Without the password: a settings record gets printed one day. */
        @Override
        public String toString() {
            return "Account[" + name + ", " + roles + "]";
        }
    }
}
