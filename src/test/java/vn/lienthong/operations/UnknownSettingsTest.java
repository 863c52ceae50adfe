package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;

class UnknownSettingsTest {

    private static final Set<String> ROOMS = Set.of("npsp", "npsp2026");
    private static final Set<String> BOUND = Set.of("npspagencycode", "npsppassword", "npspinboundallow0");

    @Test
    void a_variable_that_looks_like_a_setting_and_is_none_is_told() {
        assertThat(UnknownSettings.variables(
                        List.of("NPSP_PASWORD", "NPSP_PASWORD_FILE", "NPSP2026_ULR", "HOME", "NPSP", "LC_ALL"),
                        BOUND,
                        ROOMS))
                .containsExactly("NPSP2026_ULR", "NPSP_PASWORD", "NPSP_PASWORD_FILE");
    }

    @Test
    void a_variable_that_is_a_setting_or_a_services_address_is_not() {
        assertThat(UnknownSettings.variables(
                        List.of(
                                "NPSP_AGENCYCODE",
                                "NPSP_AGENCY_CODE",
                                "NPSP_PASSWORD_FILE",
                                "NPSP_INBOUND_ALLOW_0",
                                "NPSP_SERVICE_HOST",
                                "NPSP_PORT",
                                "NPSP_PORT_8080_TCP_ADDR"),
                        BOUND,
                        ROOMS))
                .isEmpty();
    }

    @Test
    void an_argument_below_a_prefix_that_nobody_reads_is_told() {
        assertThat(UnknownSettings.arguments(
                        Set.of(
                                "nspp.url",
                                "operations.disk-spear",
                                "operations.diskSpare",
                                "npsp.url",
                                "sources.a.url",
                                "server.port",
                                "debug"),
                        ROOMS,
                        Set.of("operationsdiskspare")))
                .containsExactly("nspp.url", "operations.disk-spear");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void what_is_told_is_held_against_what_was_really_set(CapturedOutput log) {
        new ApplicationContextRunner()
                .withUserConfiguration(Rooms.class, UnknownSettings.class)
                .withInitializer(context -> {
                    context.getEnvironment()
                            .getPropertySources()
                            .addFirst(new SimpleCommandLinePropertySource(
                                    "--room.kept=a", "--roon.kept=b", "--mine.dir=c"));
                    context.getEnvironment()
                            .getPropertySources()
                            .addLast(new MapPropertySource("settings/mine.yaml", Map.of("mine.dir", "d")));
                })
                .run(context -> context.getBean(UnknownSettings.class).tell());

        assertThat(log).contains("There is no setting roon.kept").doesNotContain("room.kept", "mine.dir");
    }

    @EnableConfigurationProperties(Room.class)
    static class Rooms {}

    @ConfigurationProperties("room")
    record Room(String kept) {}
}
