package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.diagnostics.FailureAnalysis;

class StrayArgumentsTest {

    @ParameterizedTest
    @ValueSource(strings = {"Thông", "-npsp.url=http://127.0.0.1", "npsp.url=http://127.0.0.1", "--", " "})
    void an_argument_that_is_no_setting_ends_the_start(String stray) {
        assertThatThrownBy(() -> start("--data.dir=Liên", stray)).isInstanceOf(StrayArguments.Found.class);
    }

    @Test
    void a_setting_given_twice_ends_the_start_and_its_values_are_not_shown() {
        assertThatThrownBy(() -> start("--npsp.password=TEST-A", "--data.dir=x", "--npsp.password=TEST-B"))
                .isInstanceOf(StrayArguments.Found.class)
                .hasMessageContaining("--npsp.password.")
                .hasMessageNotContainingAny("TEST-A", "TEST-B", "data.dir");
    }

    @Test
    void settings_are_taken() {
        assertThatCode(() -> start("--data.dir=Liên Thông", "", "--debug=false", "--npsp.text=a\nb"))
                .doesNotThrowAnyException();
    }

    @Test
    void a_value_is_not_shown_and_what_to_do_is_said() {
        Throwable failure = new IllegalStateException();
        try {
            start("-npsp.password=TEST-PASSWORD");
        } catch (StrayArguments.Found found) {
            failure = found;
        }
        FailureAnalysis analysis = Objects.requireNonNull(new StrayArgumentsAnalysis().analyze(failure));

        assertThat(analysis.getDescription()).contains("-npsp.password=…").doesNotContain("TEST-PASSWORD");
        assertThat(analysis.getAction()).contains("--name=value");
    }

    private static void start(String... arguments) {
        SpringApplication application = new SpringApplication(StrayArgumentsTest.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.run(arguments).close();
    }
}
