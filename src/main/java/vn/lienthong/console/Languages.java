package vn.lienthong.console;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * Vietnamese or English: what the reader chose in the header of a page (a cookie), else the better liked of the two in
 * {@code Accept-Language}, else Vietnamese.
 */
@Component("localeResolver")
public final class Languages implements LocaleResolver {

    /** The parameter and the cookie by which a reader chooses. */
    public static final String CHOICE = "lang";

    public static final Locale VIETNAMESE = Locale.of("vi");
    private static final List<Locale> SPOKEN = List.of(VIETNAMESE, Locale.ENGLISH);

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        Cookie chosen = WebUtils.getCookie(request, CHOICE);
        // Asking for a parameter makes the container read a form, however slowly that comes, and takes it from whoever
        // reads it.
        Locale choice = isRead(request) ? spoken(parameter(request)) : null;
        if (choice == null && chosen != null) {
            choice = spoken(chosen.getValue());
        }
        return choice != null ? choice : preferred(request);
    }

    private static boolean isRead(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    /** A query that cannot be taken apart chooses nothing. */
    private static @Nullable String parameter(HttpServletRequest request) {
        try {
            return request.getParameter(CHOICE);
        } catch (InvalidParameterException broken) {
            return null;
        }
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        if (response != null && locale != null) {
            ResponseCookie cookie = ResponseCookie.from(CHOICE, locale.getLanguage())
                    .path("/")
                    .maxAge(365L * 24 * 3600)
                    .httpOnly(true)
                    .sameSite("Lax")
                    .build();
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        }
    }

    /** The language of that tag, or null if it is not one of ours. */
    public static @Nullable Locale spoken(@Nullable String tag) {
        return SPOKEN.stream()
                .filter(locale -> locale.getLanguage().equals(tag))
                .findFirst()
                .orElse(null);
    }

    private static Locale preferred(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        if (header == null || header.length() > 1000) {
            return VIETNAMESE;
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(header), SPOKEN);
            return found == null ? VIETNAMESE : found;
        } catch (IllegalArgumentException unreadable) {
            return VIETNAMESE;
        }
    }
}
