package vn.lienthong.console.doors;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import vn.lienthong.console.Role;

/**
 * Which doors stand open. On loopback, whoever is at the machine may use what has no keys or accounts; on any other
 * address both must be set, or the connector does not start.
 *
 * @param api what a caller without a key may do; empty: a key is needed
 * @param pages what a reader without an account may do; empty: an account is needed
 */
record Doors(Set<Role> api, Set<Role> pages) {

    /** @throws InvalidConfigurationPropertyValueException the start ends here, and says what to set */
    static Doors decide(@Nullable InetAddress address, boolean keys, boolean accounts) {
        boolean loopback = address != null && address.isLoopbackAddress();
        if (!loopback && !(keys && accounts)) {
            throw refusal(address, keys, accounts);
        }
        // Accounts say that people must be known by name; then the API does not let them act namelessly either.
        Set<Role> nameless = accounts ? EnumSet.of(Role.PUSH) : EnumSet.allOf(Role.class);
        return new Doors(
                keys ? Set.of() : nameless, accounts ? Set.of() : EnumSet.of(Role.SEE, Role.SEE_BODIES, Role.ACT));
    }

    private static InvalidConfigurationPropertyValueException refusal(
            @Nullable InetAddress address, boolean keys, boolean accounts) {
        List<String> missing = new ArrayList<>();
        if (!keys) {
            missing.add("api.keys (a name and a secret for each system that calls the API)");
        }
        if (!accounts) {
            missing.add("console.accounts (a name, a password and roles for each person)");
        }
        String listensOn = address == null ? "(empty: all addresses)" : address.getHostAddress();
        return new InvalidConfigurationPropertyValueException(
                "server.address",
                listensOn,
                "Other machines could reach the connector here, so its doors must have locks. Not set: "
                        + String.join("; ", missing)
                        + ". Set them (settings/console.yaml shows how, secrets also as files), or set"
                        + " server.address=127.0.0.1.");
    }
}
