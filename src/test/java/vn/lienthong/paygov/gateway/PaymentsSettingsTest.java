package vn.lienthong.paygov.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PaymentsSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"0s", "-5s"})
    void a_sweep_that_would_never_rest_is_refused(String every) {
        new ApplicationContextRunner()
                .withUserConfiguration(Room.class)
                .withPropertyValues("payments.adapter=", "payments.sweep-every=" + every)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageStartingWith("payments.sweep-every: expected a duration above zero"));
    }

    @EnableConfigurationProperties(PaymentsSettings.class)
    static class Room {}
}
