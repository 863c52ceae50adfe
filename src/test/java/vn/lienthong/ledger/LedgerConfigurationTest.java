package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.ledger.Samples.dossier;
import static vn.lienthong.ledger.Samples.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;

class LedgerConfigurationTest {

    @TempDir
    Path folder;

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withUserConfiguration(LedgerConfiguration.class)
            .withInitializer(LedgerConfigurationTest::addSettings);

    private static void addSettings(ConfigurableApplicationContext context) {
        try {
            new YamlPropertySourceLoader()
                    .load("ledger", new ClassPathResource("settings/ledger.yaml"))
                    .forEach(source ->
                            context.getEnvironment().getPropertySources().addLast(source));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void without_settings_the_ledger_is_a_file_in_the_data_folder() {
        Path data = folder.resolve("new/data");
        runner.withPropertyValues("data.dir=" + data).run(context -> {
            context.getBean(Ledger.class).enter(List.of(record("a", dossier("D-1"))));
            assertThat(context.getBean(LedgerView.class).tallies()).hasSize(1);
            assertThat(data.resolve("ledger.db")).exists();
            assertThat(Files.getPosixFilePermissions(data)).hasSize(3);
        });
    }

    /** As a volume or a folder made by hand is. */
    @Test
    void the_file_is_its_owners_alone_even_in_a_folder_that_everybody_may_read() throws Exception {
        Path data = Files.createDirectories(folder.resolve("shared"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        runner.withPropertyValues("data.dir=" + data).run(context -> {
            context.getBean(Ledger.class).enter(List.of(record("a", dossier("D-1"))));
            try (Stream<Path> files = Files.list(data)) {
                assertThat(files.filter(file -> file.getFileName().toString().startsWith("ledger.db")))
                        .isNotEmpty()
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
            }
        });
    }

    /** As one put back from a backup by root is. SQLite would open it, and refuse each record. */
    @ParameterizedTest
    @ValueSource(strings = {"ledger.db", "ledger.db-wal"})
    void a_ledger_that_may_not_be_written_is_not_opened_and_is_named(String part) throws Exception {
        Files.createFile(folder.resolve("ledger.db"));
        Files.createFile(folder.resolve("ledger.db-wal"));

        assertThatThrownBy(() -> LedgerFile.in(folder, path -> !path.endsWith(part)))
                .isInstanceOf(LedgerNotOpened.class)
                .hasMessageContaining(folder.resolve(part) + " (AccessDeniedException)");
    }

    @Test
    void a_wrong_setting_stops_the_start_and_is_named() {
        assertRefused("ledger.url=jdbc:h2:mem:x", "ledger.url");
        assertRefused("ledger.url=jdbc:postgresql://db:port/x", "ledger.url");
        assertRefused("ledger.connections=0", "ledger.connections");
        assertRefused("ledger.patience=1ms", "ledger.patience");
        assertRefused("ledger.conections=3", "ledger.conections");
    }

    private void assertRefused(String setting, String named) {
        runner.withPropertyValues("data.dir=" + folder, setting)
                .run(context ->
                        assertThat(context).hasFailed().getFailure().rootCause().hasMessageContaining(named));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_password_is_not_told() {
        LedgerSettings settings = new LedgerSettings(
                "jdbc:postgresql://db/x?password=secret",
                "me",
                "secret",
                folder,
                1,
                java.time.Duration.ofSeconds(1),
                "");
        assertThat(settings.toString()).contains("jdbc:postgresql://db/x").doesNotContain("secret");
    }
}
