package vn.lienthong.console.doors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import vn.lienthong.console.ProblemAnswers;
import vn.lienthong.dossier.Problem;

/** What a shut door says: JSON to programs; to people the log-in page, or a page that says what is missing. */
@Component
class Refusals {

    private final ProblemAnswers answers;

    Refusals(ProblemAnswers answers) {
        this.answers = answers;
    }

    void keyMissing(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        answers.write(request, response, HttpStatus.UNAUTHORIZED, Problem.of("console.key-missing"));
    }

    void roleMissing(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException {
        answers.write(request, response, HttpStatus.FORBIDDEN, Problem.of("console.role-missing"));
    }

    /** A fragment of a page must not be filled with the log-in page: htmx is told to load that as a page of its own. */
    void logInFirst(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        if (isFragment(request)) {
            response.setHeader("HX-Redirect", request.getContextPath() + "/login");
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        } else {
            response.sendRedirect(request.getContextPath() + "/login");
        }
    }

    /** The page of {@code ErrorPages}. */
    void pageRefused(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException {
        request.setAttribute(
                Problem.class.getName(),
                Problem.of(cause instanceof CsrfException ? "console.form-expired" : "console.role-missing"));
        response.sendError(HttpStatus.FORBIDDEN.value());
    }

    static boolean isFragment(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null;
    }
}
