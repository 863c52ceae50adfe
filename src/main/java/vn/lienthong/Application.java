package vn.lienthong;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

/**
 * The connector: everything a ministry runs, started by {@code ./lienthong run}. What Spring Boot sets up beside our own rooms is
 * named in {@code META-INF/spring/vn.lienthong.Application.imports}.
 */
@SpringBootConfiguration
@ComponentScan
@ImportAutoConfiguration
public class Application {

    public static void main(String[] arguments) {
        SpringApplication.run(Application.class, arguments);
    }
}
