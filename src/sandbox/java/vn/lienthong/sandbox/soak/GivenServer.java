package vn.lienthong.sandbox.soak;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** A PostgreSQL server somebody else runs: used, never harmed. Its database must be empty. */
record GivenServer(Settings.Ledger ledger) implements Store {

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "ledger.url", ledger.url(),
                "ledger.username", ledger.username(),
                "ledger.password", ledger.password());
    }

    @Override
    public Connection open() throws SQLException {
        return DriverManager.getConnection(ledger.url(), ledger.username(), ledger.password());
    }

    @Override
    public void stop() {
        throw new UnsupportedOperationException("a server that was given is not stopped");
    }

    @Override
    public void kill() {
        throw new UnsupportedOperationException("a server that was given is not killed");
    }

    @Override
    public void start() {}

    @Override
    public void close() {}
}
