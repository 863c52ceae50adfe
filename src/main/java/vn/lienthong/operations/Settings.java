package vn.lienthong.operations;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The connector's settings for a command that starts no connector: the same files, variables and secrets, the same order. */
final class Settings {

    private final ConfigurableEnvironment environment = new StandardEnvironment();

    /** @param options as they may follow {@code run}: {@code --ledger.url=…} */
    Settings(List<String> options) {
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(options.toArray(String[]::new)));
        new SecretFiles().postProcessEnvironment(environment, new SpringApplication());
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
    }

    /** A setting of a room; empty if it is not set. */
    String text(String room, String name) {
        return text(room + "." + name);
    }

    /** An option, or a setting by its whole name. */
    String text(String name) {
        return environment.getProperty(name, "");
    }
}
