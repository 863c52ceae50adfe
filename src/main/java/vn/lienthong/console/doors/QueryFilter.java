package vn.lienthong.console.doors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.lienthong.dossier.Problem;

/**
 * Refuses an address whose query cannot be taken apart. The container throws at whoever asks for a parameter first, be it a page
 * that is half written, and the next one gets what could be read.
 */
final class QueryFilter extends OncePerRequestFilter {

    /** For a parameter of any other the container may read the body, and take it from whoever is to read it. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        try {
            request.getParameterMap();
        } catch (InvalidParameterException broken) {
            request.setAttribute(Problem.class.getName(), Problem.of("console.bad-request"));
            response.sendError(HttpStatus.BAD_REQUEST.value());
            return;
        }
        next.doFilter(request, response);
    }
}
