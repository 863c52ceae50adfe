package vn.lienthong.scenario;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vn.lienthong.sandbox.soak.Installed;

/** A JVM of its own with the classes under test: what can be killed, paused and started again. */
final class JavaProcess implements AutoCloseable {

    /** Those of {@code ./lienthong}. */
    private static final Path OPTIONS = Path.of("src/main/jvm/jvm.options").toAbsolutePath();

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Process process;
    private final Path log;
    private final long startedAt = System.nanoTime();

    private JavaProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** What a ministry runs: without the tests and the sandbox. */
    static JavaProcess start(
            Installed installed, String mainClass, Path log, List<String> jvmOptions, List<String> arguments)
            throws IOException {
        List<String> options = new ArrayList<>(installed.jvmOptions());
        options.addAll(jvmOptions); // the last one counts
        return start(installed.classPath(), mainClass, log, options, arguments);
    }

    /** A program among the tests. */
    static JavaProcess fromTests(String mainClass, Path log, List<String> jvmOptions, List<String> arguments)
            throws IOException {
        return start(System.getProperty("java.class.path"), mainClass, log, jvmOptions, arguments);
    }

    /** The simulated portal, in a process of its own. */
    static JavaProcess portal(Path log, int port) throws IOException {
        return fromTests("vn.lienthong.sandbox.PortalMain", log, List.of("-Xmx1g"), List.of("--port=" + port));
    }

    private static JavaProcess start(
            String classPath, String mainClass, Path log, List<String> jvmOptions, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + OPTIONS);
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new JavaProcess(process, log);
    }

    /** Waits until the address answers 200, and says how long that took since the start. */
    Duration awaitAnswer(String address) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(20))
                .failFast(this::mustLive)
                .until(() -> answers(address));
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    private void mustLive() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("the process ended; its log:\n" + log());
        }
    }

    private static boolean answers(String address) {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(URI.create(address))
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** kill -9: no shutdown hook, no flush. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGSTOP: it does nothing any more, as when its machine stands still. */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT: it goes on in the middle of what it did. */
    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("kill -" + name + " ended with " + exit);
        }
    }

    /** SIGTERM, as a service manager stops it; the exit code. */
    int stop() throws InterruptedException {
        return stop(Duration.ofSeconds(60));
    }

    /** The same with more patience. */
    int stop(Duration atMost) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(atMost)) {
            process.destroyForcibly();
            throw new AssertionError("did not stop within %d s of SIGTERM".formatted(atMost.toSeconds()));
        }
        return process.exitValue();
    }

    long residentMiB() throws IOException {
        return status("VmRSS:");
    }

    /** The most it ever had. */
    long mostResidentMiB() throws IOException {
        return status("VmHWM:");
    }

    private long status(String name) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                        .filter(line -> line.startsWith(name))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024;
    }

    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
