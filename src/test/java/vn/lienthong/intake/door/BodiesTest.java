package vn.lienthong.intake.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

/** How long a body may take. */
class BodiesTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final BodyLimits limits = new BodyLimits(
            "intake",
            DataSize.ofMegabytes(10),
            Duration.ofSeconds(60),
            DataSize.ofMegabytes(16),
            DataSize.ofGigabytes(1));

    @Test
    void a_body_is_read_while_its_time_lasts() throws Exception {
        Bodies bodies =
                new Bodies(limits, () -> nanos.addAndGet(Duration.ofSeconds(59).toNanos()));

        int length = bodies.read(request(), body -> body.length);

        assertThat(length).isEqualTo(2);
    }

    @Test
    void a_body_is_too_slow_by_the_time_that_passed() {
        Bodies bodies =
                new Bodies(limits, () -> nanos.addAndGet(Duration.ofSeconds(61).toNanos()));

        assertThatThrownBy(() -> bodies.read(request(), body -> body.length)).isInstanceOf(Refused.class);
    }

    private static MockHttpServletRequest request() {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/records/flow");
        request.setContent(new byte[] {'{', '}'});
        return request;
    }
}
