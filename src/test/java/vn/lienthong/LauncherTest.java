package vn.lienthong;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./lienthong} of an installed connector, with a Java that only says how it was called. */
class LauncherTest {

    @TempDir
    Path folder;

    @BeforeEach
    void install() throws Exception {
        Files.copy(Path.of("lienthong"), folder.resolve("lienthong"));
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
        Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    }

    @ParameterizedTest
    @CsvSource({"vi_VN.UTF-8, true", "vi_VN, true", "en_US.UTF-8, false", "C.UTF-8, false"})
    void commands_speak_vietnamese_where_the_language_is_asked_for_and_the_system_has_no_such_locale(
            String language, boolean vietnamese) throws Exception {
        ProcessBuilder command =
                new ProcessBuilder("bash", folder.resolve("lienthong").toString(), "problems", "mapping.not-yaml");
        command.environment().keySet().removeIf(name -> name.startsWith("LC_"));
        command.environment().put("LANG", language);
        command.environment().put("JAVA_HOME", folder.toString());
        Process process = command.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        String called = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(called).contains("vn.lienthong.operations.CommandLine problems mapping.not-yaml");
        assertThat(called.contains("-Duser.language=vi")).isEqualTo(vietnamese);
    }

    @Test
    void a_build_leaves_the_program_that_runs_its_files() throws Exception {
        Files.createFile(folder.resolve("bin/javac"));
        Files.setPosixFilePermissions(folder.resolve("bin/javac"), PosixFilePermissions.fromString("rwx------"));
        Files.createFile(folder.resolve("pom.xml"));
        Files.createDirectories(folder.resolve("src"));
        Path maven = Files.writeString(
                folder.resolve("mvnw"),
                "#!/bin/sh\nmkdir -p target/sandbox && echo new >target/lienthong/lienthong.jar && touch target/building\n");
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwx------"));
        Path program = Files.writeString(
                Files.createDirectories(folder.resolve("target/lienthong")).resolve("lienthong.jar"), "old\n");
        Path open = Files.createLink(folder.resolve("open"), program);

        ProcessBuilder command =
                new ProcessBuilder("bash", folder.resolve("lienthong").toString(), "version");
        command.environment().put("JAVA_HOME", folder.toString());
        Process process = command.redirectErrorStream(true).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(program).hasContent("new\n");
        assertThat(open).hasContent("old\n");
    }
}
