package vn.lienthong.console.doors;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class PageAskedForTest {

    private final PageAskedFor cache = new PageAskedFor();

    @Test
    void leads_on_to_the_page_asked_for() {
        MockHttpServletRequest first = get("/dossiers", "no=001%2F2007%2FBVHTT");
        MockHttpServletResponse answer = new MockHttpServletResponse();
        cache.saveRequest(first, answer);
        Cookie kept = Objects.requireNonNull(answer.getCookie(PageAskedFor.COOKIE));
        MockHttpServletRequest logIn = new MockHttpServletRequest("POST", "/login");
        logIn.setCookies(kept);

        assertThat(Objects.requireNonNull(cache.getRequest(logIn, answer)).getRedirectUrl())
                .isEqualTo("/dossiers?no=001%2F2007%2FBVHTT");
        assertThat(kept.isHttpOnly()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//evil.example/", "/\\evil.example/", "https://evil.example/", "evil", "", "/a\r\nX: y", "/ư"})
    void leads_to_no_page_that_is_not_ours_whoever_wrote_the_cookie(String page) {
        MockHttpServletRequest logIn = new MockHttpServletRequest("POST", "/login");
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        logIn.setCookies(new Cookie(PageAskedFor.COOKIE, Base64.getUrlEncoder().encodeToString(bytes)));

        assertThat(cache.getRequest(logIn, new MockHttpServletResponse())).isNull();
    }

    @Test
    void a_cookie_that_is_none_of_ours_leads_nowhere() {
        MockHttpServletRequest logIn = new MockHttpServletRequest("POST", "/login");
        logIn.setCookies(new Cookie(PageAskedFor.COOKIE, "%%%"));

        assertThat(cache.getRequest(logIn, new MockHttpServletResponse())).isNull();
    }

    @Test
    void keeps_neither_what_is_sent_nor_a_part_of_a_page_nor_what_no_cookie_holds() {
        MockHttpServletResponse answer = new MockHttpServletResponse();
        cache.saveRequest(new MockHttpServletRequest("POST", "/deliveries/1"), answer);
        MockHttpServletRequest part = get("/overview/live", null);
        part.addHeader("HX-Request", "true");
        cache.saveRequest(part, answer);
        cache.saveRequest(get("/deliveries", "flow=" + "x".repeat(2_000)), answer);

        assertThat(answer.getCookies()).isEmpty();
    }

    private static MockHttpServletRequest get(String path, @Nullable String query) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setQueryString(query);
        return request;
    }
}
