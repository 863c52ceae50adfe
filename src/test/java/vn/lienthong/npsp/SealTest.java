package vn.lienthong.npsp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SealTest {

    private final Seal seal = new Seal(Given.settings());

    @Test
    void only_the_account_itself_opens_what_it_closed() {
        String closed = seal.close("session-123");
        assertThat(closed).doesNotContain("session-123").isNotEqualTo(seal.close("session-123"));
        assertThat(new Seal(Given.settings()).open(closed)).contains("session-123");
        assertThat(new Seal(Given.settings("password=another")).open(closed)).isEmpty();
        assertThat(new Seal(Given.settings("username=another")).open(closed)).isEmpty();
    }

    @Test
    void what_was_not_closed_or_has_been_changed_is_not_opened() {
        String closed = seal.close("session-123");
        assertThat(seal.open("")).isEmpty();
        assertThat(seal.open("no base 64!")).isEmpty();
        assertThat(seal.open(closed.substring(4))).isEmpty();
    }
}
