package vn.lienthong.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the ledger is kept.
 *
 * @param url empty: SQLite in {@code ledger.db} in the directory; otherwise {@code jdbc:postgresql://…}
 * @param connections at most so many to PostgreSQL; readers of SQLite, which always has one writer
 * @param keys with which bodies are closed; see {@link Bodies#of}
 * @param patience so long a call waits for a connection before the ledger counts as unavailable
 */
@ConfigurationProperties(prefix = "ledger", ignoreUnknownFields = false)
record LedgerSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("data") Path directory,
        @DefaultValue("10") int connections,
        @DefaultValue("5s") Duration patience,
        @DefaultValue("") String keys) {

    LedgerSettings {
        if (!url.isEmpty() && (!url.startsWith("jdbc:postgresql:") || Driver.parseURL(url, null) == null)) {
            throw new IllegalArgumentException(
                    "ledger.url: expected nothing (SQLite in data.dir) or jdbc:postgresql://host:port/database");
        }
        if (connections < 1) {
            throw new IllegalArgumentException("ledger.connections: expected 1 or more, got " + connections);
        }
        if (patience.toMillis() < 250) {
            throw new IllegalArgumentException("ledger.patience: expected 250ms or more, got " + patience);
        }
        Bodies.of(keys);
    }

    boolean isFile() {
        return url.isEmpty();
    }

    /**
     * Whether a pooler in between gives each transaction any session: nothing may be prepared in one then, and nothing that is set
     * for one holds.
     */
    boolean isPooledByTransaction() {
        Properties parameters = isFile() ? null : Driver.parseURL(url, null);
        return parameters != null && "0".equals(parameters.getProperty("prepareThreshold"));
    }

    Bodies bodies() {
        return Bodies.of(keys);
    }

    /** For whoever reads of it. */
    String where() {
        return isFile() ? directory.toAbsolutePath().toString() : address();
    }

    /** Where the database is, without parameters: a password may be among them. */
    String address() {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    /** Without the password and the keys. */
    @Override
    public String toString() {
        return "LedgerSettings[" + (isFile() ? directory : address()) + "]";
    }
}
