package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SettingAnalysisTest {

    @TempDir
    Path folder;

    @Test
    void a_misspelt_password_is_told_with_its_place_and_not_shown(CapturedOutput output) throws IOException {
        start("room:\n  passwrd: TEST-PASSWORD\n");

        assertThat(output)
                .contains("There is no setting room.passwrd", "own.yaml", "2:12")
                .doesNotContain("TEST-PASSWORD", "\tat ");
    }

    @Test
    void a_password_where_a_list_was_expected_is_not_shown(CapturedOutput output) throws IOException {
        start("room:\n  keys: TEST-PASSWORD\n");

        assertThat(output).contains("Setting room.keys", "own.yaml", "2:9").doesNotContain("TEST-PASSWORD", "\tat ");
    }

    @Test
    void what_a_room_expected_is_told_in_its_own_words(CapturedOutput output) throws IOException {
        start("room:\n  number: 0\n");

        assertThat(output)
                .contains("room.number: expected 1 or more, got 0", "README")
                .doesNotContain("\tat ");
    }

    @Test
    void a_value_of_another_kind_is_told(CapturedOutput output) throws IOException {
        start("room:\n  number: one\n");

        assertThat(output)
                .contains("Setting room.number", "2:11", "For input string")
                .doesNotContain("\tat ");
    }

    private void start(String settings) throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), settings);
        SpringApplication application = new SpringApplication(Rooms.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        assertThat(catchRuntimeException(() ->
                        application.run("--spring.config.location=" + file.toUri(), "--spring.main.banner-mode=off")))
                .isNotNull();
    }

    @EnableConfigurationProperties(Room.class)
    static class Rooms {}

    @ConfigurationProperties(prefix = "room", ignoreUnknownFields = false)
    record Room(String password, List<Key> keys, Integer number) {

        Room {
            if (number != null && number < 1) {
                throw new IllegalArgumentException("room.number: expected 1 or more, got " + number);
            }
        }

        record Key(String name) {}
    }
}
