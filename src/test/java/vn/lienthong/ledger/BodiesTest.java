package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

@ExtendWith(OutputCaptureExtension.class)
class BodiesTest {

    static final String ONE = key(1);
    static final String OTHER = key(2);
    private static final byte[] BODY = "{\"name\":\"Trần Thị Thử\"}".getBytes(StandardCharsets.UTF_8);

    private final Bodies bodies = Bodies.of(ONE);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 100_000})
    void what_is_closed_opens_as_it_was(int length) {
        byte[] body = new byte[length];
        Arrays.fill(body, (byte) 'x');

        assertThat(bodies.opened(bodies.closed(body))).isEqualTo(body);
    }

    @Test
    void nothing_of_it_can_be_read_and_the_same_is_never_closed_alike() {
        byte[] closed = bodies.closed(BODY);

        assertThat(new String(closed, StandardCharsets.ISO_8859_1)).doesNotContain("name");
        assertThat(closed).isNotEqualTo(bodies.closed(BODY));
    }

    @Test
    void without_a_key_bodies_are_written_as_they_are() {
        assertThat(Bodies.of(" ").closed(BODY)).isSameAs(BODY);
        assertThat(bodies.opened(BODY))
                .as("what was written before there was a key")
                .isSameAs(BODY);
    }

    @Test
    void a_body_that_begins_as_a_closed_one_stays_what_it_is() {
        byte[] odd = bodies.closed(BODY);

        assertThat(Bodies.of("").opened(Bodies.of("").closed(odd))).isEqualTo(odd);
        assertThat(bodies.opened(Bodies.of("").closed(odd))).isEqualTo(odd);
        assertThat(bodies.opened(bodies.closed(odd))).isEqualTo(odd);
        byte[] short_ = Arrays.copyOf(odd, 9);
        assertThat(bodies.opened(short_)).isEqualTo(short_);
    }

    @Test
    void the_first_key_closes_and_all_open() {
        Bodies both = Bodies.of(OTHER + "\n" + ONE + "\n");

        assertThat(both.opened(bodies.closed(BODY))).isEqualTo(BODY);
        assertThat(Bodies.of(OTHER).opened(both.closed(BODY))).isEqualTo(BODY);
        assertThat(both.closed(BODY)).startsWith(Bodies.beginning(Objects.requireNonNull(both.current())));
    }

    @Test
    void what_another_key_has_closed_is_not_taken_for_a_body() {
        byte[] closed = Bodies.of(OTHER).closed(BODY);

        assertThatThrownBy(() -> bodies.opened(closed))
                .isInstanceOfSatisfying(
                        LedgerUnavailable.class,
                        unavailable -> assertThat(unavailable.code()).isEqualTo("ledger.key-missing"));
    }

    @Test
    void what_was_altered_does_not_open_and_is_told(CapturedOutput log) {
        byte[] closed = bodies.closed(BODY);
        closed[closed.length - 20] ^= 1;

        assertThat(bodies.opened(closed)).isNull();
        assertThat(bodies.opened(Arrays.copyOf(closed, 20))).isNull();
        assertThat(bodies.record(closed, "text/csv").isDamaged()).isTrue();
        assertThat(bodies.record(bodies.closed(BODY), "text/csv").isDamaged()).isFalse();
        assertThat(log).contains("does not open with its key " + bodies.current());
    }

    @Test
    void a_text_that_was_altered_does_not_open_either() {
        String closed = bodies.closedText("[]");

        assertThat(bodies.openedText(closed)).isEqualTo("[]");
        assertThat(bodies.openedText(closed.substring(0, 30))).isNull();
        assertThat(bodies.openedText(closed.substring(0, 30) + "é" + closed.substring(31)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-secret", "c2VjcmV0", "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0"})
    void what_is_no_key_is_refused_without_being_quoted(String key) {
        assertThatThrownBy(() -> Bodies.of(ONE + " " + key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("ledger.keys: expected ")
                .hasMessageNotContainingAny(key, ONE);
    }

    @Test
    void a_keys_name_says_nothing_of_it() {
        String bytes = HexFormat.of().formatHex(Base64.getDecoder().decode(ONE));

        assertThat(bodies.current()).matches("[0-9a-f]{8}").isNotEqualTo(bytes.substring(0, 8));
    }

    private static String key(int which) {
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(32).putInt(28, which).array());
    }
}
