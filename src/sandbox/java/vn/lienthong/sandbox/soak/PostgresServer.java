package vn.lienthong.sandbox.soak;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of the machine's own, from the binaries of the tests. It keeps its promises as a ministry's server
 * does: what was committed is on disk.
 */
final class PostgresServer implements Store {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String USER = "postgres";

    private final Path data;
    private final Path log;
    private final int port;
    private final EmbeddedPostgres first;

    private PostgresServer(Path data, Path log, EmbeddedPostgres first) {
        this.data = data;
        this.log = log;
        this.first = first;
        this.port = first.getPort();
    }

    static PostgresServer make(Path dir) throws IOException {
        Path data = dir.resolve("postgresql");
        Path log = dir.resolve("postgresql.log");
        EmbeddedPostgres first = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new PostgresServer(data, log, first);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("ledger.url", url(), "ledger.username", USER, "ledger.password", USER);
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    @Override
    public Connection open() throws SQLException {
        return DriverManager.getConnection(url(), USER, USER);
    }

    @Override
    public void stop() throws IOException, InterruptedException {
        ProcessHandle postmaster = postmaster();
        Signals.send("QUIT", postmaster.pid());
        ended(postmaster);
    }

    @Override
    public void kill() throws IOException, InterruptedException {
        ProcessHandle postmaster = postmaster();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : all) {
            ended(process);
        }
    }

    /** As PostgreSQL itself wrote it down. */
    private ProcessHandle postmaster() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        return ProcessHandle.of(pid).orElseThrow(() -> new IOException("PostgreSQL is not running; see " + log));
    }

    private static void ended(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException stubborn) {
            throw new IllegalStateException("PostgreSQL did not end: process " + process.pid(), stubborn);
        }
    }

    /** A server that ends at once is started again: a child of the killed one still held its memory. */
    @Override
    public void start() throws IOException, InterruptedException {
        List<String> command = command();
        Process server = launch(command);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("PostgreSQL does not answer; see " + log);
            }
            Thread.sleep(50);
            server = server.isAlive() ? server : launch(command);
        }
    }

    private Process launch(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** The very command of its first start, which PostgreSQL keeps beside its data. */
    private List<String> command() throws IOException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U")); // PostgreSQL refuses to run as root
        }
        Stream.of(Files.readString(data.resolve("postmaster.opts")).strip().split(" "))
                .map(word -> word.replace("\"", ""))
                .forEach(command::add);
        return command;
    }

    private boolean answers() {
        try (Connection connection = open()) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        first.close();
    }
}
