package vn.lienthong.paygov.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.lienthong.paygov.book.Draft;
import vn.lienthong.paygov.message.Fields;

class DraftsTest {

    private static final String CARD = "4111111111111111";

    @Test
    void keeps_no_part_of_a_cards_number_where_a_long_text_is_cut() {
        for (int before = 975; before <= 1000; before++) {
            assertThat(kept("orderInfo", "x".repeat(before - 1) + " " + CARD + " y"))
                    .doesNotContain("4111");
        }
    }

    @Test
    void keeps_the_beginning_of_a_long_text_and_says_that_it_goes_on() {
        assertThat(kept("orderInfo", "x".repeat(1001))).isEqualTo("{\"orderInfo\":\"" + "x".repeat(1000) + "…\"}");
        assertThat(kept("orderInfo", "x".repeat(1000))).isEqualTo("{\"orderInfo\":\"" + "x".repeat(1000) + "\"}");
    }

    private static String kept(String name, String value) {
        Draft draft = Drafts.received(
                Draft.NOTICE, "{}".getBytes(StandardCharsets.UTF_8), new Fields(Map.of(name, value)), List.of(name));
        return String.valueOf(draft.received());
    }
}
