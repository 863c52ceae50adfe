package vn.lienthong.console;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** What a person or a program may do. */
public enum Role {
    /** Give records; every API key may, to the flows that are open to it. */
    PUSH,
    /** See deliveries, dossiers, counterparts and problems; of bodies only what the contracts say tells of nobody. */
    SEE,
    /** See records and messages word for word: personal data. Includes {@link #SEE}. */
    SEE_BODIES,
    /** Hold, release, replay, cancel. Includes {@link #SEE}. */
    ACT;

    /** As in settings: {@code see-bodies}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The roles given, and those they include. */
    public static Set<Role> including(Collection<Role> given) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        roles.addAll(given);
        if (roles.contains(SEE_BODIES) || roles.contains(ACT)) {
            roles.add(SEE);
        }
        return roles;
    }

    public boolean isOf(@Nullable Authentication person) {
        return person != null
                && person.isAuthenticated()
                && person.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .anyMatch(code()::equals);
    }
}
