package vn.lienthong.intake.sql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** PostgreSQL, as the tests' own library brings it. */
public final class PostgresServer implements DatabaseServer {

    private final Path folder;
    private final int port;
    private EmbeddedPostgres server;

    public PostgresServer(Path folder) throws IOException {
        this.folder = folder;
        this.server = started(folder, 0);
        this.port = server.getPort();
    }

    private static EmbeddedPostgres started(Path folder, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    @Override
    public void start() throws IOException {
        server = started(folder, port);
    }

    @Override
    public void stop() throws IOException {
        server.close();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    @Override
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    @Override
    public String username() {
        return "postgres";
    }

    @Override
    public String password() {
        return "postgres";
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), username(), password());
    }

    @Override
    public String timeType() {
        return "timestamp";
    }
}
