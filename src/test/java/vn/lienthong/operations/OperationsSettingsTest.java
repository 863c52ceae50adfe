package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

class OperationsSettingsTest {

    private final ApplicationContextRunner room = new ApplicationContextRunner()
            .withUserConfiguration(Room.class)
            .withPropertyValues(
                    "operations.metrics-every=5s",
                    "operations.files-every=2s",
                    "operations.disk-spare=50MB",
                    "operations.disk-low=1GB",
                    "operations.jobs-every=1s");

    @Test
    void are_taken() {
        room.run(context -> assertThat(context.getBean(OperationsSettings.class).diskSpare())
                .isEqualTo(DataSize.ofMegabytes(50)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "operations.metrics-every=0s",
                "operations.files-every=-1s",
                "operations.jobs-every=0",
                "operations.disk-spare=-50MB",
                "operations.disk-low=-1GB"
            })
    void what_would_never_rest_or_never_be_reached_is_refused(String setting) {
        room.withPropertyValues(setting)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageStartingWith(setting.substring(0, setting.indexOf('=')) + ": expected "));
    }

    @Test
    void a_misspelt_one_is_refused() {
        room.withPropertyValues("operations.metric-every=5s")
                .run(context -> assertThat(context.getStartupFailure()).isNotNull());
    }

    @EnableConfigurationProperties(OperationsSettings.class)
    static class Room {}
}
