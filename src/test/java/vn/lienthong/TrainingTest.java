package vn.lienthong;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docker/train-aot} with a Java that only writes down how it was called. */
class TrainingTest {

    private static final String RECORDING_JAVA = """
            #!/bin/sh
            for argument; do
              case $argument in -XX:AOTCacheOutput=*) cache=${argument#*=} ;; esac
            done
            { pwd; env; echo "$@"; } >"$cache.called"
            trap 'echo cache >"$cache"; exit 0' TERM
            echo 'Started Application'
            while :; do sleep 0.1; done
            """;

    private static final String FAILING_JAVA = """
            #!/bin/sh
            echo 'no memory'
            exit 1
            """;

    @TempDir
    Path folder;

    @Test
    void knows_nothing_of_the_ministry_whose_machine_it_runs_on() throws Exception {
        Path cache = folder.resolve("lienthong.aot");

        assertThat(train(RECORDING_JAVA, cache).exitValue()).isZero();

        assertThat(cache).hasContent("cache");
        assertThat(folder.resolve("lienthong.aot.called"))
                .content()
                .contains("--routes.dir=" + folder.resolve("home/routes"))
                .doesNotContain("ledger.example", "LEDGER_URL", "JAVA_TOOL_OPTIONS")
                .doesNotStartWith(Path.of("").toAbsolutePath().toString());
    }

    @Test
    void says_why_there_is_no_cache() throws Exception {
        Process training = train(FAILING_JAVA, folder.resolve("lienthong.aot"));

        assertThat(training.exitValue()).isNotZero();
        assertThat(new String(training.getErrorStream().readAllBytes())).contains("no memory");
    }

    private Process train(String java, Path cache) throws IOException, InterruptedException {
        Path binary = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(binary, java);
        Files.setPosixFilePermissions(binary, PosixFilePermissions.fromString("rwx------"));
        ProcessBuilder training = new ProcessBuilder(
                "sh",
                Path.of("docker/train-aot").toString(),
                folder.resolve("app").toString(),
                cache.toString(),
                folder.resolve("home").toString());
        training.environment()
                .putAll(Map.of(
                        "JAVA_HOME", folder.resolve("jdk").toString(),
                        "LEDGER_URL", "jdbc:postgresql://ledger.example/lienthong",
                        "JAVA_TOOL_OPTIONS", "-Xmx1g"));
        Process process = training.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process;
    }
}
