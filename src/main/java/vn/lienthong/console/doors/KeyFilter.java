package vn.lienthong.console.doors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.lienthong.console.ProblemAnswers;
import vn.lienthong.dossier.Problem;

/**
 * Lets in who shows a key, as {@code Authorization: Bearer …} or {@code X-Api-Key: …}. A wrong key never passes as no key, nor
 * beside a right one, and the keys of two holders are none.
 */
final class KeyFilter extends OncePerRequestFilter {

    private static final String BEARER = "bearer ";

    private final ApiKeys keys;
    private final ProblemAnswers answers;

    KeyFilter(ApiKeys keys, ProblemAnswers answers) {
        this.keys = keys;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        List<String> presented = presented(request);
        if (!presented.isEmpty()) {
            List<Optional<ApiKeys.Holder>> holders =
                    presented.stream().map(keys::find).distinct().toList();
            if (holders.size() > 1 || holders.getFirst().isEmpty()) {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                answers.write(request, response, HttpStatus.UNAUTHORIZED, Problem.of("console.key-unknown"));
                return;
            }
            ApiKeys.Holder known = holders.getFirst().orElseThrow();
            SecurityContextHolder.getContext()
                    .setAuthentication(Visitor.named(known.name(), known.roles(), known.flows()));
        }
        next.doFilter(request, response);
    }

    /** Whatever is shown, in either header and however often: which of several was meant is not for us to choose. */
    private static List<String> presented(HttpServletRequest request) {
        List<String> keys = new ArrayList<>();
        request.getHeaders(HttpHeaders.AUTHORIZATION).asIterator().forEachRemaining(header -> {
            boolean bearer = header.regionMatches(true, 0, BEARER, 0, BEARER.length());
            keys.add(bearer ? header.substring(BEARER.length()).strip() : header);
        });
        request.getHeaders("X-Api-Key").asIterator().forEachRemaining(keys::add);
        return keys;
    }
}
