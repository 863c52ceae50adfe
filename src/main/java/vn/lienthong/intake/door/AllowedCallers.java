package vn.lienthong.intake.door;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Who may call a door that takes no key: the address of the other end of the connection decides. What a message or a
 * header says of its origin has no say, but that a browser sends it: a page of a stranger's cannot make one at this machine
 * call. Immutable.
 */
public final class AllowedCallers {

    private static final Pattern ADDRESS =
            Pattern.compile("[0-9.]+(/\\d{1,3})?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(/\\d{1,3})?");

    private final List<String> allowed;
    private final boolean thisMachine;

    /**
     * @param allowed addresses, networks or hosts; empty: the hosts of the counterparts, and this machine
     * @param counterparts addresses by HTTP of those who call; empty ones are none
     */
    public AllowedCallers(List<String> allowed, List<String> counterparts) {
        this.thisMachine = allowed.isEmpty();
        this.allowed = thisMachine
                ? counterparts.stream().flatMap(AllowedCallers::host).toList()
                : List.copyOf(allowed);
    }

    /** Whether a call is let in. */
    public boolean admit(HttpServletRequest request) {
        boolean browser = request.getHeader("Origin") != null || request.getHeader("Sec-Fetch-Site") != null;
        return !browser && includes(request.getRemoteAddr());
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

    private static Stream<String> host(String address) {
        String host = address.isBlank() ? null : URI.create(address).getHost();
        return host == null ? Stream.empty() : Stream.of(host.replaceAll("^\\[|]$", ""));
    }
}
