package vn.lienthong.console.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import vn.lienthong.console.Role;

class SecretsTest {

    /** SHA-256 of "test". */
    private static final String HASH = "{sha256}9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @TempDir
    Path folder;

    @Test
    void a_key_may_be_given_plain_hashed_or_in_a_file() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "a-secret-from-a-file\n");
        ApiKeys keys = keys(
                key("plain", "a-plain-secret", null),
                key("hashed", HASH, null),
                key("filed", "{file}" + file, null),
                key("beside", null, file.toString()));
        assertThat(keys.find("a-plain-secret").orElseThrow().name()).isEqualTo("plain");
        assertThat(keys.find("test").orElseThrow().name()).isEqualTo("hashed");
        assertThat(keys.find("a-secret-from-a-file").orElseThrow().name()).isEqualTo("beside");
        assertThat(keys.find("")).isEmpty();
        assertThat(keys.find(HASH)).isEmpty();
    }

    @Test
    void what_an_editor_of_windows_puts_around_a_key_is_no_part_of_it() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "\uFEFFa-secret-from-a-file\r\n");
        assertThat(keys(key("filed", null, file.toString())).find("a-secret-from-a-file"))
                .isPresent();
    }

    @Test
    void what_is_missing_or_malformed_stops_the_start_and_names_the_setting() {
        assertThatThrownBy(() -> keys(key("a", null, null))).hasMessageContaining("api.keys[0].secret");
        assertThatThrownBy(() -> keys(key("a", "{sha256}12", null))).hasMessageContaining("api.keys[0].secret");
        assertThatThrownBy(() -> keys(key("a", null, "/no/such/file"))).hasMessageContaining("api.keys[0].secret");
        assertThatThrownBy(() -> keys(key("a b", "secret", null))).hasMessageContaining("api.keys[0].name");
        assertThatThrownBy(() -> keys(key("a", "secret", null), key("a", "other", null)))
                .hasMessageContaining("api.keys[1].name");
    }

    @Test
    void no_message_quotes_a_secret() {
        assertThatThrownBy(() -> keys(key("a", "{sha256}not-to-be-seen", null)))
                .satisfies(refusal -> assertThat(refusal.toString()).doesNotContain("not-to-be-seen"));
        assertThat(key("a", "not-to-be-seen", null).toString()).doesNotContain("not-to-be-seen");
    }

    @Test
    void keys_come_from_environment_variables_too() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.of(
                                        "API_KEYS_0_NAME", "mot-cua",
                                        "API_KEYS_0_SECRET_FILE", "/run/secrets/mot-cua",
                                        "API_KEYS_0_ROLES", "see,act")));
        ConfigurationPropertySources.attach(environment);
        ApiSettings settings =
                Binder.get(environment).bind("api", ApiSettings.class).get();
        assertThat(settings.keys()).singleElement().satisfies(key -> {
            assertThat(key.name()).isEqualTo("mot-cua");
            assertThat(key.secretFile()).isEqualTo("/run/secrets/mot-cua");
            assertThat(key.roles()).containsExactlyInAnyOrder(Role.SEE, Role.ACT);
        });
    }

    private static ApiKeys keys(ApiSettings.Key... keys) {
        return new ApiKeys(new ApiSettings(List.of(keys)));
    }

    private static ApiSettings.Key key(String name, @Nullable String secret, @Nullable String file) {
        return new ApiSettings.Key(name, secret, file, Set.of(), null);
    }
}
