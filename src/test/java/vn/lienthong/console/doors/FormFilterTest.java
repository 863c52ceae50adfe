package vn.lienthong.console.doors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;
import vn.lienthong.console.SentBodies;
import vn.lienthong.console.UploadSettings;
import vn.lienthong.dossier.Problem;

/** The forms of pages, such as the one to log in, read before anybody is let in. */
class FormFilterTest {

    private static final UploadSettings SETTINGS =
            new UploadSettings(DataSize.ofMegabytes(1), Duration.ofMinutes(5), DataSize.ofMegabytes(1));

    private final AtomicLong nanos = new AtomicLong();
    private final FormFilter filter = new FormFilter(new SentBodies(SETTINGS, nanos::get));
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void hands_on_what_stands_in_address_and_form() throws Exception {
        MockHttpServletRequest request = form("reason=Ch%E1%BB%9D+b%E1%BB%95+sung&of=form&empty=&bare&&of=twice");
        request.setParameter("of", "address");
        HttpServletRequest passed = Objects.requireNonNull(passed(request));
        assertThat(passed.getParameter("reason")).isEqualTo("Chờ bổ sung");
        assertThat(passed.getParameterValues("of")).containsExactly("address", "form", "twice");
        assertThat(passed.getParameter("of")).isEqualTo("address");
        assertThat(passed.getParameter("empty")).isEmpty();
        assertThat(passed.getParameterMap()).containsOnlyKeys("of", "reason", "empty", "bare");
        assertThat(passed.getParameter("none")).isNull();
    }

    @Test
    void a_form_that_drips_is_cut_off_after_its_time() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/login") {

            @Override
            public DelegatingServletInputStream getInputStream() {
                return new DelegatingServletInputStream(new ByteArrayInputStream(new byte[100])) {

                    @Override
                    public int read(byte[] buffer, int from, int most) throws IOException {
                        nanos.addAndGet(Duration.ofSeconds(15).toNanos());
                        return super.read(buffer, from, Math.min(most, 1));
                    }
                };
            }
        };
        request.setContentType("application/x-www-form-urlencoded");
        assertRefused(request, 408, "intake.body-too-slow");
        assertThat(Duration.ofNanos(nanos.get())).isLessThan(Duration.ofMinutes(6));
    }

    @Test
    void a_form_that_is_none_or_too_large_is_refused() throws Exception {
        assertRefused(form("reason=%E1%B"), 400, "console.bad-form");
        assertRefused(form("a=1&".repeat(1001)), 413, "console.body-too-large");
        assertRefused(form("a=" + "x".repeat(2 << 20)), 413, "console.body-too-large");
    }

    @Test
    void what_is_no_form_is_left_to_whoever_reads_it() throws Exception {
        MockHttpServletRequest file = form("--x");
        file.setContentType("multipart/form-data; boundary=x");
        assertThat(passed(file)).isSameAs(file);
        assertThat(file.getInputStream().readAllBytes()).hasSize(3);
        MockHttpServletRequest read = form("a=1");
        read.setMethod("GET");
        assertThat(passed(read)).isSameAs(read);
    }

    private void assertRefused(MockHttpServletRequest request, int status, String code) throws Exception {
        MockHttpServletResponse answer = new MockHttpServletResponse();
        MockFilterChain next = new MockFilterChain();
        filter.doFilter(request, answer, next);
        assertThat(next.getRequest()).as("nobody behind the door sees it").isNull();
        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(request.getAttribute(Problem.class.getName()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }

    private @Nullable HttpServletRequest passed(MockHttpServletRequest request) throws Exception {
        MockFilterChain next = new MockFilterChain();
        filter.doFilter(request, response, next);
        return (HttpServletRequest) next.getRequest();
    }

    private static MockHttpServletRequest form(String body) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/login");
        request.setContentType("application/x-www-form-urlencoded;charset=UTF-8");
        request.setContent(body.getBytes(UTF_8));
        return request;
    }
}
