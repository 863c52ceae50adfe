package vn.lienthong.operations;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import vn.lienthong.dossier.TextFile;

/**
 * Secrets as files: {@code NPSP_PASSWORD_FILE=/run/secrets/npsp} gives {@code npsp.password} that file's text, without the
 * line break at its end. A file that cannot be read, or is empty, stops the start, and the message names the variable and the
 * file, never the text. API keys and console accounts name their files themselves ({@code settings/console.yaml}).
 */
public final class SecretFiles implements EnvironmentPostProcessor {

    private static final String SUFFIX = "_FILE";

    /** Spring maps NPSP_PASSWORD to npsp.password only in sources with this ending. */
    private static final String NAME = "secretFiles-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    private static final String OURS =
            "^(NPSP|NPSP2026|AGENCY|PAYMENTPLATFORM|PAYGOV|SOURCES|EXCHANGES|BROKERS|APIS|SFTP|LEDGER|ALERTS|SERVER|MANAGEMENT)_.+";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> secrets = read(environment.getSystemEnvironment());
        if (!secrets.isEmpty()) {
            environment
                    .getPropertySources()
                    .addBefore(
                            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                            new SystemEnvironmentPropertySource(NAME, secrets));
        }
    }

    static Map<String, Object> read(Map<String, Object> variables) {
        Map<String, Object> secrets = new TreeMap<>();
        variables.forEach((name, file) -> {
            if (name.endsWith(SUFFIX) && name.matches(OURS)) {
                secrets.put(name.substring(0, name.length() - SUFFIX.length()), text(name, String.valueOf(file)));
            }
        });
        return secrets;
    }

    private static String text(String variable, String file) {
        String text;
        try {
            text = TextFile.read(Path.of(file)).stripTrailing();
        } catch (IOException | RuntimeException unreadable) {
            throw new Unreadable(variable, file, unreadable);
        }
        // As good as none: what is to be closed with a key would be written in the clear, and nobody would hear of it.
        if (text.isBlank()) {
            throw new Unreadable(variable, file);
        }
        return text;
    }

    /** A file that a variable names and that is not there, not for the user the connector runs as, or empty. */
    static final class Unreadable extends RuntimeException {

        Unreadable(String variable, String file, Exception cause) {
            super(
                    "operations.secret-file-unreadable: %s names the file %s, which the user %s cannot read (%s)."
                            .formatted(
                                    variable,
                                    file,
                                    System.getProperty("user.name"),
                                    cause.getClass().getSimpleName()),
                    cause);
        }

        Unreadable(String variable, String file) {
            super("operations.secret-file-empty: %s names the file %s, which is empty.".formatted(variable, file));
        }
    }
}
