package vn.lienthong.console.doors;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import vn.lienthong.dossier.TextFile;

/** Reads names and secrets out of settings; what is missing stops the start with the setting's name and what to do. */
final class Secrets {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._@-]{1,64}");
    private static final String FILE = "{file}";

    private final Set<String> names = new HashSet<>();

    /** A name that events and sources can carry, and that only one has. */
    String name(String setting, @Nullable String given) {
        if (given == null || !NAME.matcher(given).matches()) {
            throw wrong(setting, "A name has 1 to 64 letters, digits, dots, hyphens, underscores or @.");
        }
        if (!names.add(given)) {
            throw wrong(
                    setting, "The name " + given + " is given twice. Give each its own: events are told apart by it.");
        }
        return given;
    }

    /** The secret itself, or what its file holds. */
    String secret(String setting, @Nullable String given, @Nullable String file) {
        String path = given != null && given.startsWith(FILE) ? given.substring(FILE.length()) : file;
        String secret = given != null && !given.startsWith(FILE) ? given : path == null ? "" : read(setting, path);
        if (secret.isBlank()) {
            throw wrong(
                    setting, "There is no secret. Set " + setting + ", or " + setting + "-file to the path of a file.");
        }
        return secret;
    }

    static InvalidConfigurationPropertyValueException wrong(String setting, String reason) {
        return new InvalidConfigurationPropertyValueException(setting, "(not shown)", reason);
    }

    private static String read(String setting, String path) {
        try {
            return TextFile.read(Path.of(path)).strip();
        } catch (IOException | IllegalArgumentException unreadable) {
            throw wrong(
                    setting, "The file " + path + " cannot be read. Give a path that the connector's user may read.");
        }
    }
}
