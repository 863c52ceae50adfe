package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** A server that does not come up, and what is told of it. */
@ExtendWith(OutputCaptureExtension.class)
class PortAnalysisTest {

    @Test
    void a_port_in_use_is_told_with_the_settings_that_may_name_it(CapturedOutput output) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            start(other.getLocalPort());

            assertThat(output)
                    .contains("Port " + other.getLocalPort() + " is in use", "server.port", "management.server.port");
        }
    }

    @Test
    void a_port_that_there_is_not_is_told_without_a_stack_trace(CapturedOutput output) {
        start(99_999);

        assertThat(output)
                .contains("A port cannot be opened (port out of range:99999)")
                .doesNotContain("\tat org.");
    }

    private static void start(int port) {
        SpringApplication application = new SpringApplication(Server.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setMainApplicationClass(Server.class);
        List<String> arguments = List.of("--server.port=" + port, "--spring.main.banner-mode=off");
        try {
            application.run(arguments.toArray(String[]::new)).close();
        } catch (RuntimeException told) {
            // it is in the output
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Server {

        @Bean
        TomcatServletWebServerFactory factory(Environment environment) {
            return new TomcatServletWebServerFactory(environment.getRequiredProperty("server.port", Integer.class));
        }
    }
}
