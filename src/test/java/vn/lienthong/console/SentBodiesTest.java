package vn.lienthong.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;
import vn.lienthong.dossier.Problem;

/** Bodies of the API and the pages, within their bounds. */
class SentBodiesTest {

    private static final UploadSettings SETTINGS =
            new UploadSettings(DataSize.ofBytes(100), Duration.ofMinutes(5), DataSize.ofBytes(150));

    private final AtomicLong nanos = new AtomicLong();
    private final SentBodies bodies = new SentBodies(SETTINGS, nanos::get);

    @Test
    void a_body_that_drips_is_cut_off_after_its_time_although_it_never_falls_silent() {
        MockHttpServletRequest file = dripping(Duration.ofSeconds(10));
        assertRefused(() -> bodies.file(file, SentBodiesTest::used), 408, "intake.body-too-slow");
        assertThat(file.getAttribute(Problem.class.getName())).isNotNull();
        assertThat(Duration.ofNanos(nanos.get())).isLessThan(Duration.ofMinutes(6));
        assertRefused(() -> bodies.small(dripping(Duration.ofSeconds(10)), 1000), 408, "intake.body-too-slow");
    }

    @Test
    void a_body_in_time_is_read_and_its_file_deleted() throws Exception {
        Path file = bodies.file(dripping(Duration.ofSeconds(2)), there -> {
            assertThat(Files.size(there)).isEqualTo(100);
            return there;
        });
        assertThat(file).doesNotExist();
        assertThat(bodies.small(dripping(Duration.ofSeconds(2)), 100)).hasSize(100);
    }

    @Test
    void a_body_that_is_too_large_is_refused_whatever_it_says_of_its_length() {
        MockHttpServletRequest large = new MockHttpServletRequest();
        large.setContent(new byte[101]);
        assertRefused(() -> bodies.file(large, SentBodiesTest::used), 413, "console.body-too-large");
        assertRefused(() -> bodies.small(dripping(Duration.ZERO), 99), 413, "console.body-too-large");
    }

    @Test
    void files_for_which_there_is_no_room_now_come_again_later() throws Exception {
        boolean refused = bodies.file(dripping(Duration.ZERO), first -> {
            assertRefused(() -> bodies.file(dripping(Duration.ZERO), SentBodiesTest::used), 503, "intake.busy");
            return true;
        });
        assertThat(refused).isTrue();
        assertThat(bodies.file(dripping(Duration.ZERO), Files::size)).isEqualTo(100);
    }

    private static void assertRefused(ThrowingCallable call, int status, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.status().value()).isEqualTo(status);
            assertThat(refusal.problem().code()).isEqualTo(code);
        });
    }

    private static Path used(Path file) {
        throw new AssertionError("nothing is done with " + file);
    }

    /** A hundred bytes, one at a time, of unknown length. */
    private MockHttpServletRequest dripping(Duration apart) {
        return new MockHttpServletRequest() {

            @Override
            public DelegatingServletInputStream getInputStream() {
                return new DelegatingServletInputStream(new ByteArrayInputStream(new byte[100])) {

                    @Override
                    public int read(byte[] buffer, int from, int most) throws IOException {
                        nanos.addAndGet(apart.toNanos());
                        return super.read(buffer, from, Math.min(most, 1));
                    }
                };
            }
        };
    }
}
