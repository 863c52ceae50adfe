package vn.lienthong.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

class ApiSettingsTest {

    @Test
    void environment_variables_set_an_api_with_its_secrets_which_are_not_shown() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.of(
                                        "APIS_MOTCUA_URL", "https://10.0.0.9/api",
                                        "APIS_MOTCUA_HEADER_NAME", "X-Api-Key",
                                        "APIS_MOTCUA_HEADER_VALUE", "TEST-KEY",
                                        "APIS_MOTCUA_OAUTH2_URL", "https://10.0.0.9/token",
                                        "APIS_MOTCUA_OAUTH2_CLIENTID", "lt",
                                        "APIS_MOTCUA_OAUTH2_CLIENTSECRET", "TEST-SECRET")));
        Map<String, ApiSettings> apis = ApiSettings.allIn(environment);
        assertThat(apis).containsOnlyKeys("motcua").hasToString("{motcua=ApiSettings[https://10.0.0.9/api]}");
        ApiSettings motcua = apis.values().iterator().next();
        assertThat(motcua.header().value()).isEqualTo("TEST-KEY");
        assertThat(motcua.oauth2().clientSecret()).isEqualTo("TEST-SECRET");
    }

    @Test
    void a_setting_nobody_knows_ends_the_start() {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("apis.motcua.url", "https://10.0.0.9/api")
                .withProperty("apis.motcua.timeuot", "5s");
        assertThatThrownBy(() -> ApiSettings.allIn(environment)).hasStackTraceContaining("timeuot");
    }
}
