package vn.lienthong.console.doors;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import vn.lienthong.console.Role;
import vn.lienthong.intake.door.Caller;

/** Somebody who was let in: a name for events and sources, and roles. */
final class Visitor {

    /** Whoever is at the machine while no accounts are set. */
    static final String LOCAL = "local";

    /** {@code HttpServletRequest.isUserInRole} finds roles by it. */
    private static final String AS_THE_SERVLET_ASKS = "ROLE_";

    private Visitor() {}

    /** Every flow is open to it, if it may give records at all. */
    static Authentication named(String name, Set<Role> roles) {
        return named(name, roles, null);
    }

    /** @param flows to which it may give records; null: to all */
    static Authentication named(String name, Set<Role> roles, @Nullable Set<String> flows) {
        Stream<String> open =
                flows == null ? Stream.of(Caller.EVERY_FLOW) : flows.stream().map(Caller::roleOf);
        List<SimpleGrantedAuthority> authorities = Stream.concat(
                        roles.stream().map(Role::code), open.map(role -> AS_THE_SERVLET_ASKS + role))
                .map(SimpleGrantedAuthority::new)
                .toList();
        return UsernamePasswordAuthenticationToken.authenticated(name, null, authorities);
    }
}
