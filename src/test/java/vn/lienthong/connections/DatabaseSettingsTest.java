package vn.lienthong.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.core.env.StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class DatabaseSettingsTest {

    private final StandardEnvironment environment = new StandardEnvironment();

    private void set(Map<String, Object> settings) {
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
    }

    @Test
    void without_any_there_is_no_source() {
        assertThat(DatabaseSettings.allIn(environment)).isEmpty();
    }

    @Test
    void a_source_may_be_set_by_environment_variables_alone() {
        environment
                .getPropertySources()
                .replace(
                        SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.of(
                                        "SOURCES_MOTCUA_URL", "jdbc:mariadb://10.0.0.7/MotCua",
                                        "SOURCES_MOTCUA_USERNAME", "lienthong",
                                        "SOURCES_MOTCUA_PASSWORD", "open sesame",
                                        "SOURCES_MOTCUA_PASSWORD_FILE", "/run/secrets/motcua")));

        assertThat(DatabaseSettings.allIn(environment))
                .isEqualTo(Map.of(
                        "motcua",
                        new DatabaseSettings(
                                "jdbc:mariadb://10.0.0.7/MotCua",
                                "lienthong",
                                "open sesame",
                                Duration.ofSeconds(60),
                                ZoneId.of("Asia/Ho_Chi_Minh"))));
    }

    @Test
    void tells_neither_password_nor_address() {
        set(Map.of("sources.motcua.url", "jdbc:mariadb://h/d?password=secret", "sources.motcua.password", "secret"));
        assertThat(DatabaseSettings.allIn(environment).toString()).doesNotContain("secret");
    }

    @Test
    void an_unknown_setting_a_wrong_address_and_a_name_no_variable_can_have_are_refused() {
        set(Map.of("sources.motcua.url", "jdbc:mariadb://h/d", "sources.motcua.pasword", "x"));
        assertThatThrownBy(() -> DatabaseSettings.allIn(environment)).hasStackTraceContaining("sources.motcua.pasword");
        set(Map.of("sources.motcua.url", "mariadb://h/d"));
        assertThatThrownBy(() -> DatabaseSettings.allIn(environment))
                .hasStackTraceContaining("expected a JDBC address");
        set(Map.of("sources.mot-cua.url", "jdbc:mariadb://h/d"));
        assertThatThrownBy(() -> DatabaseSettings.allIn(environment)).hasStackTraceContaining("sources.mot-cua");
    }
}
