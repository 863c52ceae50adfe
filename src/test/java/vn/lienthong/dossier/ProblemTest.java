package vn.lienthong.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void equal_problems_are_equal_texts_in_whatever_order_their_details_came() {
        Problem one = Problem.of("test.code");
        Problem other = one;
        for (int n = 10; n < 30; n++) {
            one = one.with("detail" + n, "x");
            other = other.with("detail" + (39 - n), "x");
        }
        Problem third = new Problem("test.code", null, null, Map.copyOf(one.details()));

        assertThat(List.copyOf(one.details().keySet())).isSorted();
        assertThat(other).isEqualTo(one).hasToString(one.toString());
        assertThat(third).isEqualTo(one).hasToString(one.toString());
    }

    @Test
    void what_a_record_says_is_quoted_as_it_is_even_if_it_looks_like_a_placeholder() {
        Problem problem =
                Problem.of("intake.no-mapping").with("flow", "{mapping}").with("mapping", "{flow} $1 \\");

        assertThat(problem.says(Locale.ENGLISH))
                .isEqualTo("Mapping {flow} $1 \\ of flow {mapping} cannot be used now.");
    }
}
