package vn.lienthong.console.doors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.lienthong.console.ProblemAnswers;
import vn.lienthong.console.Role;
import vn.lienthong.dossier.Problem;

/**
 * Stands in a door without a lock, on loopback. Lets in programs and people at the machine, and keeps out web pages of
 * strangers that run in a browser at the machine: by the browser's own word on where a request comes from, and, against a
 * stranger's host name that points to loopback (DNS rebinding), by the host asked for.
 */
final class OpenDoorFilter extends OncePerRequestFilter {

    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1])(:\\d{1,5})?");
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final Set<Role> roles;
    private final boolean linkable;
    private final ProblemAnswers answers;

    /** @param linkable whether other sites may link to what is behind the door: pages yes, the API no */
    OpenDoorFilter(Set<Role> roles, boolean linkable, ProblemAnswers answers) {
        this.roles = roles;
        this.linkable = linkable;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        String host = request.getHeader(HttpHeaders.HOST);
        if (host == null || !LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
            answers.write(request, response, HttpStatus.FORBIDDEN, Problem.of("console.foreign-host"));
            return;
        }
        boolean onlyReads = linkable && READS.contains(request.getMethod());
        if (!onlyReads && isForeign(request, host)) {
            answers.write(request, response, HttpStatus.FORBIDDEN, Problem.of("console.cross-origin"));
            return;
        }
        SecurityContextHolder.getContext().setAuthentication(Visitor.named(Visitor.LOCAL, roles));
        next.doFilter(request, response);
    }

    /** Our pages name no referrer, so browsers call the origin of their forms "null"; a token guards those forms. */
    private boolean isForeign(HttpServletRequest request, String host) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || (linkable && origin.equals("null"))) {
            return false;
        }
        return !host.equalsIgnoreCase(authority(origin));
    }

    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getAuthority();
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }
}
