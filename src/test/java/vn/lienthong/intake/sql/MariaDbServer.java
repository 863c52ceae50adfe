package vn.lienthong.intake.sql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import vn.lienthong.sandbox.FreePorts;

/** MariaDB, as Debian has it; started by itself, in a folder of the test's. */
public final class MariaDbServer implements DatabaseServer {

    private static final Path SERVER = Path.of("/usr/sbin/mariadbd");
    private static final Path INSTALLER = Path.of("/usr/bin/mariadb-install-db");

    private final Path folder;
    private final int port;
    private Process server;

    /** Skips the test where the machine has no MariaDB. */
    public MariaDbServer(Path folder) throws Exception {
        assumeTrue(
                Files.isExecutable(SERVER) && Files.isExecutable(INSTALLER),
                "no " + SERVER + "; to run this test: apt-get install mariadb-server-core mariadb-client-core");
        this.folder = folder;
        this.port = FreePorts.one();
        run(INSTALLER, "--auth-root-authentication-method=normal", "--skip-test-db")
                .waitFor();
        this.server = launched();
        awaitAnswer();
        execute("CREATE DATABASE motcua CHARACTER SET utf8mb4");
    }

    private Process run(Path program, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--datadir=" + folder));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(folder + ".log")))
                .start();
    }

    @Override
    public void start() throws IOException {
        server = launched();
        awaitAnswer();
    }

    private Process launched() throws IOException {
        return run(
                SERVER,
                "--socket=" + Files.createTempDirectory("mariadb").resolve("socket"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--default-time-zone=+07:00");
    }

    private void awaitAnswer() {
        Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> {
            connect("").close();
            return true;
        });
    }

    @Override
    public void stop() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }

    @Override
    public String url() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/motcua";
    }

    @Override
    public String username() {
        return "root";
    }

    @Override
    public String password() {
        return "";
    }

    @Override
    public Connection connect() throws SQLException {
        return connect(server.isAlive() && Files.isDirectory(folder.resolve("motcua")) ? "motcua" : "");
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/" + database, username(), password());
    }

    @Override
    public String timeType() {
        return "datetime(6)";
    }
}
