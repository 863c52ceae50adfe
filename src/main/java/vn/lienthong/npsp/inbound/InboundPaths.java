package vn.lienthong.npsp.inbound;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The spellings of a path (npsp 7.5): bare, or behind an adapter's own, each also below a prefix. Read from the request's
 * line as it came, so that nothing encoded passes for a path of ours.
 */
final class InboundPaths {

    private static final String ADAPTERS = "/(?:XrdAdapter|VXPAdapter)/RestService/forward";
    private static final Pattern ANY = Pattern.compile("(?:/[\\w.-]+){0,4}?" + ADAPTERS + "(?:/.*)?");

    private final Pattern ours;

    InboundPaths(InboundSettings settings) {
        String names = settings.takes().stream()
                .map(take -> "(?:" + take.path() + ")")
                .collect(Collectors.joining("|", "(?<name>", ")"));
        String below = settings.below().isBlank() ? "" : "(?:" + Pattern.quote(settings.below()) + ")?";
        this.ours = Pattern.compile(below + "(?:" + ADAPTERS + ")?/" + names);
    }

    /** The last part of a path that is ours; empty if it is not. */
    Optional<String> name(HttpServletRequest request) {
        Matcher path = ours.matcher(path(request));
        return path.matches() ? Optional.of(path.group("name")) : Optional.empty();
    }

    boolean isOurs(HttpServletRequest request) {
        return name(request).isPresent();
    }

    /** Whether it is spelled as an adapter's path, whoever takes what comes there. */
    boolean isAnAdapters(HttpServletRequest request) {
        return ANY.matcher(path(request)).matches();
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
