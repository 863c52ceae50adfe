package vn.lienthong.console.doors;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import vn.lienthong.console.Role;

/** The console's accounts, from settings; passwords are in memory as bcrypt only. Safe for any number of threads. */
final class Accounts implements AuthenticationProvider {

    private static final String BCRYPT = "{bcrypt}";
    private static final String PLAIN = "{noop}";
    /** In bytes: bcrypt reads no more than that. */
    private static final int LONGEST_PASSWORD = 72;

    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder();
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final LoginGuard guard;

    Accounts(ConsoleSettings settings, LoginGuard guard) {
        this.guard = guard;
        Secrets secrets = new Secrets();
        for (int i = 0; i < settings.accounts().size(); i++) {
            ConsoleSettings.Account account = settings.accounts().get(i);
            String setting = "console.accounts[" + i + "]";
            String name = secrets.name(setting + ".name", account.name());
            String password = secrets.secret(setting + ".password", account.password(), account.passwordFile());
            accounts.put(name, new Account(hash(setting + ".password", password), Role.including(account.roles())));
        }
    }

    boolean isEmpty() {
        return accounts.isEmpty();
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        String name = asked.getName();
        String password = String.valueOf(asked.getCredentials());
        String address =
                asked.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        if (guard.isShut(name, address)) {
            throw new LockedException("too many wrong passwords");
        }
        Account account = accounts.get(name);
        if (!matches(password, account == null ? inPlaceOf(name) : account) || account == null) {
            guard.failed(name, address);
            throw new BadCredentialsException("wrong name or password");
        }
        guard.succeeded(name, address);
        return Visitor.named(name, account.roles());
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /**
     * What a password is compared with where there is no such account, so that a name cannot be found out by the time it takes:
     * hashes may cost more or less each, and a name has to cost the same whenever it is tried.
     */
    private Account inPlaceOf(String name) {
        List<Account> all = List.copyOf(accounts.values());
        return all.get(Math.floorMod(name.hashCode(), all.size()));
    }

    private boolean matches(String password, Account account) {
        boolean fits = isShortEnough(password);
        return bcrypt.matches(fits ? password : "", account.hash()) && fits;
    }

    private String hash(String setting, String password) {
        if (password.startsWith(BCRYPT)) {
            String hash = password.substring(BCRYPT.length());
            if (!hash.matches("\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}")) {
                throw Secrets.wrong(setting, "After {bcrypt} comes a bcrypt hash such as htpasswd -nB prints.");
            }
            return hash;
        }
        String plain = password.startsWith(PLAIN) ? password.substring(PLAIN.length()) : password;
        if (!isShortEnough(plain)) {
            throw Secrets.wrong(
                    setting, "A password has at most " + LONGEST_PASSWORD + " bytes: bcrypt reads no more.");
        }
        return bcrypt.encode(plain);
    }

    private static boolean isShortEnough(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PASSWORD;
    }

    private record Account(String hash, Set<Role> roles) {}
}
