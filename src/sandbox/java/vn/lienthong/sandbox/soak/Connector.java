package vn.lienthong.sandbox.soak;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.sandbox.FreePorts;
import vn.lienthong.sandbox.soak.connector.SteppedConnector;

/**
 * One connector: a process that is killed, paused and started again, on the same ports and over the same folder. Each
 * start begins a life of its own, which the portal is told with every call.
 */
final class Connector implements AutoCloseable {

    private static final Duration TO_START = Duration.ofMinutes(5);
    private static final Duration TO_STOP = Duration.ofMinutes(2);

    private final int number;
    private final Installation installation;
    private final List<String> settings;
    private final Path log;
    private final int port;
    private final int managementPort;
    private volatile @Nullable Process process;
    private volatile int life;
    private volatile boolean paused;
    private volatile Duration ahead = Duration.ZERO;
    private volatile Duration furthest = Duration.ZERO;
    private @Nullable Thread logging;

    /** @param number counts from 1 */
    Connector(int number, Installation installation, String portal, Map<String, String> ledger) {
        this.number = number;
        this.installation = installation;
        int[] ports = FreePorts.of(2);
        this.port = ports[0];
        this.managementPort = ports[1];
        this.log = installation.dir().resolve("connector-" + number + ".log");
        Path folder = dataDir().getParent();
        List<String> all = new ArrayList<>(installation.settings(portal));
        all.add("--server.port=" + port);
        all.add("--management.server.port=" + managementPort);
        all.add("--data.dir=" + dataDir());
        all.add("--inbox.dir=" + Objects.requireNonNull(folder).resolve("inbox"));
        ledger.forEach((name, value) -> all.add("--" + name + "=" + value));
        this.settings = List.copyOf(all);
    }

    Path dataDir() {
        return installation.dir().resolve("connector-" + number).resolve("data");
    }

    int number() {
        return number;
    }

    Path log() {
        return log;
    }

    /** {@code 2.3}: the third life of the second connector. */
    String lifeName() {
        return number + "." + life;
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    String managementAddress() {
        return "http://127.0.0.1:" + managementPort;
    }

    boolean isPaused() {
        return paused;
    }

    /** Starts a new life and returns when it answers. */
    void start() throws IOException, InterruptedException {
        life++;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8"));
        command.addAll(installation.jvmOptions());
        command.addAll(List.of("-cp", installation.classPath(), SteppedConnector.class.getName()));
        command.addAll(settings);
        for (String path : List.of("login", "integration", "share")) {
            command.add("--npsp.path." + path + "=mapi/" + (path.equals("login") ? "login" : "g") + "?caller="
                    + lifeName());
        }
        Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
        process = started;
        paused = false;
        logging = Thread.ofVirtual().start(() -> keepLog(started, lifeName()));
        tellClock();
        awaitHealth(started);
    }

    /** Through a pipe, so that a full disk keeps nothing from the log. */
    private void keepLog(Process started, String name) {
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
                BufferedWriter kept =
                        Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                kept.write(name + " " + line + "\n");
                kept.flush();
            }
        } catch (IOException ended) {
            // the process is gone, and so is what it had to say
        }
    }

    private void awaitHealth(Process started) throws InterruptedException, IOException {
        long until = System.nanoTime() + TO_START.toNanos();
        Client client = new Client(managementAddress());
        while (!client.answers("/actuator/health")) {
            if (!started.isAlive()) {
                throw new IOException("connector " + lifeName() + " ended while it started; see " + log);
            }
            if (System.nanoTime() > until) {
                throw new IOException("connector " + lifeName() + " does not answer; see " + log);
            }
            Thread.sleep(100);
        }
    }

    void kill() throws IOException, InterruptedException {
        Process running = running();
        running.destroyForcibly();
        running.waitFor();
        endLog();
    }

    /** SIGTERM; false if it had to be killed. */
    boolean stop() throws IOException, InterruptedException {
        Process running = running();
        running.toHandle().destroy(); // Process.destroy() would close its pipes as well
        boolean ended = running.waitFor(TO_STOP.toSeconds(), TimeUnit.SECONDS);
        if (!ended) {
            running.destroyForcibly();
            running.waitFor();
        }
        endLog();
        return ended;
    }

    private void endLog() throws InterruptedException {
        Thread keeping = logging;
        if (keeping != null) {
            keeping.join(Duration.ofSeconds(10));
        }
    }

    void pause() throws IOException, InterruptedException {
        paused = true;
        Signals.send("STOP", running().pid());
    }

    void goOn() throws IOException, InterruptedException {
        Signals.send("CONT", running().pid());
        paused = false;
    }

    void fillDisk() throws IOException, InterruptedException {
        Signals.fillDisk(running().pid());
    }

    void emptyDisk() throws IOException, InterruptedException {
        Signals.emptyDisk(running().pid());
    }

    /** How far ahead of true time its clock ever was. */
    Duration furthestAhead() {
        return furthest;
    }

    /** Moves the clock, of this life and those after it. */
    void setClock(Duration aheadOfTrueTime) throws IOException {
        ahead = aheadOfTrueTime;
        furthest = ahead.compareTo(furthest) > 0 ? ahead : furthest;
        tellClock();
    }

    private void tellClock() throws IOException {
        OutputStream orders = running().getOutputStream();
        orders.write((ahead.toMillis() + "\n").getBytes(StandardCharsets.US_ASCII));
        orders.flush();
    }

    /**
     * @throws IOException if it is no more, although nobody ended it: that breaks what the product promises, and the
     *     proof with it
     */
    private Process running() throws IOException {
        Process running = Objects.requireNonNull(process, "not started");
        if (!running.isAlive()) {
            throw new IOException("connector " + lifeName() + " ended by itself with " + running.exitValue() + "; see "
                    + log + ", which ends with: " + lastLogged());
        }
        return running;
    }

    private String lastLogged() throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            return lines.reduce("nothing", (before, line) -> line);
        }
    }

    @Override
    public void close() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }
}
