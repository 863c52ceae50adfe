package vn.lienthong.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.unit.DataSize;

class WithUnitsTest {

    private final ApplicationContextRunner rooms = new ApplicationContextRunner()
            .withPropertyValues("drivers.dir=drivers")
            .withUserConfiguration(ConnectionsConfiguration.class, Rooms.class);

    @ParameterizedTest
    @ValueSource(strings = {"room.kept=90", "room.kept= 90 ", "room.kept=-1", "room.largest=10"})
    void a_number_without_a_unit_ends_the_start(String setting) {
        String name = setting.substring(0, setting.indexOf('='));
        rooms.withPropertyValues(setting)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContainingAll(name + ": expected a ", "without a unit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"room.kept=", "room.largest= "})
    void nothing_where_a_duration_or_a_size_is_expected_ends_the_start(String setting) {
        String name = setting.substring(0, setting.indexOf('='));
        rooms.withPropertyValues(setting)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContainingAll(name + ": expected a ", "got nothing"));
    }

    @Test
    void nought_and_a_number_with_a_unit_are_taken() {
        rooms.withPropertyValues("room.kept=0", "room.largest=10MB")
                .run(context -> assertThat(context.getBean(Room.class))
                        .isEqualTo(new Room(Duration.ZERO, DataSize.ofMegabytes(10))));
        rooms.withPropertyValues("room.kept=90d")
                .run(context -> assertThat(context.getBean(Room.class).kept()).isEqualTo(Duration.ofDays(90)));
    }

    @Test
    void what_is_set_under_a_name_is_held_to_it_too() {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of("things.one.kept", "90")));
        assertThatThrownBy(() -> NamedSettings.under("things", Room.class, environment))
                .rootCause()
                .hasMessageContaining("things.one.kept: expected a duration");
    }

    @Test
    void springs_own_settings_keep_springs_rules() {
        rooms.withPropertyValues("server.kept=90")
                .run(context ->
                        assertThat(context.getBean(Springs.class).kept()).isEqualTo(Duration.ofMillis(90)));
    }

    @EnableConfigurationProperties({Room.class, Springs.class})
    static class Rooms {}

    @ConfigurationProperties("room")
    record Room(Duration kept, DataSize largest) {}

    @ConfigurationProperties("server")
    record Springs(Duration kept) {}
}
