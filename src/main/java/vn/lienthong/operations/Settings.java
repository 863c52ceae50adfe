package vn.lienthong.operations;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The connector's settings for a command that starts no connector: the same files, variables and secrets, the same order. */
final class Settings {

    private final ConfigurableEnvironment environment = new StandardEnvironment();

    /**
     * @param options as they may follow {@code run}: {@code --ledger.url=…}
     * @throws Unreadable if a file of settings or of a secret is
     */
    Settings(List<String> options) {
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(options.toArray(String[]::new)));
        try {
            new SecretFiles().postProcessEnvironment(environment, new SpringApplication());
            ConfigDataEnvironmentPostProcessor.applyTo(environment);
        } catch (RuntimeException failure) {
            throw told(failure);
        }
    }

    private static RuntimeException told(RuntimeException failure) {
        return Stream.of(new SecretFileAnalysis(), new SettingsFileAnalysis())
                .map(known -> known.analyze(failure))
                .flatMap(Stream::ofNullable)
                .<RuntimeException>map(Unreadable::new)
                .findFirst()
                .orElse(failure);
    }

    /** A file of settings, or of a secret, as a start of the connector would tell it. */
    static final class Unreadable extends RuntimeException {

        Unreadable(FailureAnalysis analysis) {
            super(analysis.getDescription() + "\n" + analysis.getAction(), analysis.getCause());
        }
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
