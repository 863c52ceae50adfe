package vn.lienthong.console.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import vn.lienthong.console.Languages;
import vn.lienthong.console.Role;

/** What stands around every page, also around one that says what went wrong; pages know it as {@code frame}. */
@Component
class Frame {

    /** The page at hand in another language. A form's answer has no address of its own: then the first page. */
    public String in(String language) {
        HttpServletRequest request = request();
        if (!request.getMethod().equals("GET") || request.getServletPath().equals("/error")) {
            return Addresses.of("/", Map.of(Languages.CHOICE, language));
        }
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters(request).forEach((name, values) -> parameters.put(name, values[0]));
        parameters.put(Languages.CHOICE, language);
        return Addresses.of(request.getServletPath(), parameters);
    }

    /** The dossier number that was searched for. */
    public @Nullable String asked() {
        String[] numbers = parameters(request()).get("no");
        return numbers == null ? null : numbers[0];
    }

    /** None if they cannot be taken apart: the page that tells of it is shown all the same. */
    private static Map<String, String[]> parameters(HttpServletRequest request) {
        try {
            return request.getParameterMap();
        } catch (InvalidParameterException broken) {
            return Map.of();
        }
    }

    /** Whether the page is at or below that path, for the menu. */
    public boolean isAt(String path) {
        String here = request().getServletPath();
        return path.equals("/") ? here.equals("/") : here.startsWith(path);
    }

    public boolean may(String role) {
        return Stream.of(Role.values()).anyMatch(known -> known.code().equals(role) && known.isOf(person()));
    }

    /** Whether somebody may use the pages at all: the log-in page has no menu. */
    public boolean isInside() {
        return Role.SEE.isOf(person());
    }

    /** Who is logged in; on an open door {@code local}. */
    public String account() {
        Authentication person = person();
        return person == null ? "" : person.getName();
    }

    /** Whether there is something to log out of: not on an open door. */
    public boolean isLoggedIn() {
        HttpSession session = request().getSession(false);
        return session != null
                && session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) != null;
    }

    private static @Nullable Authentication person() {
        return SecurityContextHolder.getContext().getAuthentication();
    }

    private static HttpServletRequest request() {
        return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
    }
}
