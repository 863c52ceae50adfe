package vn.lienthong.intake.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

/** How long a body may take, and what becomes of its file. */
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

    @Test
    void a_body_that_is_a_file_is_there_while_it_is_used_and_not_afterwards() throws Exception {
        Bodies bodies = new Bodies(limits, nanos::get);

        Path file = bodies.readFile(request(), there -> {
            assertThat(there).hasContent("{}");
            return there;
        });

        assertThat(file).doesNotExist();
    }

    @Test
    void a_body_that_is_a_file_is_not_used_if_it_is_too_slow_or_too_large() {
        Bodies slow =
                new Bodies(limits, () -> nanos.addAndGet(Duration.ofSeconds(61).toNanos()));
        assertThatThrownBy(() -> slow.readFile(request(), BodiesTest::used))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.status()).isEqualTo(408));

        MockHttpServletRequest large = request();
        large.setContent(new byte[(int) limits.largest().toBytes() + 1]);
        assertThatThrownBy(() -> new Bodies(limits, nanos::get).readFile(large, BodiesTest::used))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.status()).isEqualTo(413));
    }

    private static Path used(Path file) {
        throw new AssertionError("nothing is done with " + file);
    }

    private static MockHttpServletRequest request() {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/records/flow");
        request.setContent(new byte[] {'{', '}'});
        return request;
    }
}
