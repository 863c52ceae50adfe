package vn.lienthong.console.doors;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;
import org.springframework.web.util.WebUtils;

/**
 * The page somebody asked for before logging in, to lead on to. It is kept in a cookie: a session for each who only asks would
 * fill the memory. Only a page of ours is led to, whatever somebody has put into that cookie.
 */
final class PageAskedFor implements RequestCache {

    static final String COOKIE = "lienthong-page";

    /** A path on this host, as browsers understand it too: they take a backslash for a slash, and two for another host. */
    private static final Pattern OURS = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e]*");

    /** Browsers keep 4 KB; who asked for a longer address begins at the first page. */
    private static final int LONGEST = 2_000;

    @Override
    public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
        if (!request.getMethod().equals("GET") || Refusals.isFragment(request)) {
            return;
        }
        String page = page(request);
        if (OURS.matcher(page).matches() && page.length() <= LONGEST) {
            set(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(page.getBytes(StandardCharsets.US_ASCII)),
                    -1,
                    request,
                    response);
        }
    }

    @Override
    public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
        String page = saved(request);
        return page == null ? null : new SimpleSavedRequest(page);
    }

    /** Nothing of the first request but its address is kept; whoever has arrived there needs that no more. */
    @Override
    public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
        String page = saved(request);
        if (page != null && request.getMethod().equals("GET") && page.equals(page(request))) {
            removeRequest(request, response);
        }
        return null;
    }

    @Override
    public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
        set("", 0, request, response);
    }

    private static String page(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return request.getQueryString() == null ? path : path + "?" + request.getQueryString();
    }

    private static @Nullable String saved(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        if (cookie == null || cookie.getValue() == null) {
            return null;
        }
        try {
            String page = new String(Base64.getUrlDecoder().decode(cookie.getValue()), StandardCharsets.ISO_8859_1);
            return OURS.matcher(page).matches() ? page : null;
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }

    private static void set(String value, int seconds, HttpServletRequest request, HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(COOKIE, value)
                .path(request.getContextPath() + "/")
                .maxAge(seconds)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
