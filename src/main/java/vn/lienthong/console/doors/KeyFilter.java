package vn.lienthong.console.doors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.lienthong.console.ProblemAnswers;
import vn.lienthong.dossier.Problem;

/** Lets in who shows a key, as {@code Authorization: Bearer …} or {@code X-Api-Key: …}. A wrong key never passes as no key. */
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
        String presented = presented(request);
        if (presented != null) {
            Optional<ApiKeys.Holder> holder = keys.find(presented);
            if (holder.isEmpty()) {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                answers.write(request, response, HttpStatus.UNAUTHORIZED, Problem.of("console.key-unknown"));
                return;
            }
            holder.ifPresent(known ->
                    SecurityContextHolder.getContext().setAuthentication(Visitor.named(known.name(), known.roles())));
        }
        next.doFilter(request, response);
    }

    private static @Nullable String presented(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            boolean bearer = header.regionMatches(true, 0, BEARER, 0, BEARER.length());
            return bearer ? header.substring(BEARER.length()).strip() : header;
        }
        return request.getHeader("X-Api-Key");
    }
}
