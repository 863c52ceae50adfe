package vn.lienthong.npsp.inbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Who may call: the fact sheet knows no signature, so the address of the other end of the connection decides. What a
 * message or a header says of its origin has no say.
 */
public final class AllowedCallers {

    private static final Pattern ADDRESS =
            Pattern.compile("[0-9.]+(/\\d{1,3})?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(/\\d{1,3})?");

    private final List<String> allowed;
    private final boolean thisMachine;

    /**
     * @param allowed addresses, networks or hosts; empty: the adapter, and this machine
     * @param adapter the address of {@code npsp.url}; empty if there is none
     */
    public AllowedCallers(List<String> allowed, String adapter) {
        this.thisMachine = allowed.isEmpty();
        this.allowed = thisMachine ? host(adapter) : List.copyOf(allowed);
    }

    boolean includes(String caller) {
        return thisMachine && isThisMachine(caller) || allowed.stream().anyMatch(each -> fits(each.strip(), caller));
    }

    private static boolean fits(String allowed, String caller) {
        return ADDRESS.matcher(allowed).matches()
                ? new IpAddressMatcher(allowed).matches(caller)
                : addresses(allowed).contains(caller);
    }

    /** Looked up each time, so that a host may move; Java remembers for a while. */
    private static List<String> addresses(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .map(InetAddress::getHostAddress)
                    .toList();
        } catch (UnknownHostException nowhere) {
            return List.of();
        }
    }

    private static boolean isThisMachine(String caller) {
        return new IpAddressMatcher("127.0.0.0/8").matches(caller) || new IpAddressMatcher("::1").matches(caller);
    }

    private static List<String> host(String adapter) {
        String host = adapter.isBlank() ? null : URI.create(adapter).getHost();
        return host == null ? List.of() : List.of(host.replaceAll("^\\[|]$", ""));
    }
}
