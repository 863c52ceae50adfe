package vn.lienthong.sandbox.soak;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** SQLite in a file of the one connector's. There is no server that could be stopped. */
record SqliteFile(Path dataDir) implements Store {

    @Override
    public Map<String, String> settings() {
        return Map.of();
    }

    @Override
    public Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:file:" + dataDir.resolve("ledger.db") + "?mode=ro");
    }

    @Override
    public void stop() {
        throw new UnsupportedOperationException("a file cannot be stopped");
    }

    @Override
    public void kill() {
        throw new UnsupportedOperationException("a file cannot be killed");
    }

    @Override
    public void start() {}

    @Override
    public void close() {}
}
