package vn.lienthong.console.doors;

import java.util.List;
import java.util.Set;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import vn.lienthong.console.Role;

/** Somebody who was let in: a name for events and sources, and roles. */
final class Visitor {

    /** Whoever is at the machine while no accounts are set. */
    static final String LOCAL = "local";

    private Visitor() {}

    static Authentication named(String name, Set<Role> roles) {
        List<SimpleGrantedAuthority> authorities =
                roles.stream().map(Role::code).map(SimpleGrantedAuthority::new).toList();
        return UsernamePasswordAuthenticationToken.authenticated(name, null, authorities);
    }
}
