package vn.lienthong.connections;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Properties;

/** One of the ministry's databases. Safe for any number of threads; its connections are each for one. */
public final class Database {

    /** Beyond the time a statement has: the network is silent then, and nothing more will come. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String MARIADB = "jdbc:mariadb:";

    /** Where a database or an account is set to answer sooner; where it is set to wait for standbys, that stays. */
    private static final String DURABLE =
            "SELECT set_config('synchronous_commit', 'local', false) WHERE current_setting('synchronous_commit') = 'off'";

    private final Driver driver;
    private final DatabaseSettings settings;

    Database(Driver driver, DatabaseSettings settings) {
        this.driver = driver;
        this.settings = settings;
    }

    public DatabaseSettings settings() {
        return settings;
    }

    /**
     * A connection that can write nothing; nothing is committed by itself.
     *
     * @throws SQLException if there is none, or not as this account
     */
    public Connection toRead() throws SQLException {
        Properties properties = properties();
        if (settings.url().startsWith(MARIADB)) {
            properties.setProperty("assureReadOnly", "true");
        }
        return opened(properties, true);
    }

    /**
     * A connection for one transaction after another; nothing is committed by itself, and what is committed is on the server's
     * disk. A text goes into a column of any type that can be read from one: a time without a zone goes by the clocks of
     * {@link DatabaseSettings#zone}, and a date with slashes has its day first.
     *
     * @throws SQLException if there is none, or not as this account
     */
    public Connection toWrite() throws SQLException {
        Properties properties = properties();
        if (settings.url().startsWith(POSTGRESQL)) {
            properties.setProperty("stringtype", "unspecified");
        }
        Connection made = opened(properties, false);
        try {
            if (settings.url().startsWith(POSTGRESQL)) {
                prepare(made);
            }
            return made;
        } catch (SQLException unusable) {
            made.close();
            throw unusable;
        }
    }

    /** PostgreSQL's driver would have the clock of this machine, and the server the dates of its own country. */
    private void prepare(Connection connection) throws SQLException {
        String zone = settings.zone().normalized() instanceof ZoneOffset offset
                ? "INTERVAL '" + (offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId()) + "' HOUR TO MINUTE"
                : "'" + settings.zone().getId() + "'";
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE " + zone + "; SET DateStyle = 'ISO, DMY'; " + DURABLE);
        }
        connection.commit();
    }

    private Connection opened(Properties properties, boolean readOnly) throws SQLException {
        Connection made = driver.connect(settings.url(), properties);
        if (made == null) {
            throw new SQLException("the driver does not take its own address", "08001");
        }
        try {
            made.setReadOnly(readOnly);
            made.setAutoCommit(false);
            made.setNetworkTimeout(
                    Runnable::run, (int) settings.timeout().plus(GRACE).toMillis());
            return made;
        } catch (SQLException unusable) {
            made.close();
            throw unusable;
        }
    }

    /** What each driver calls the time it may take to connect. */
    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", settings.username());
        properties.setProperty("password", settings.password());
        if (settings.url().startsWith(POSTGRESQL)) {
            properties.setProperty("connectTimeout", "10");
            properties.setProperty("loginTimeout", "15");
            properties.setProperty("ApplicationName", "lienthong");
            properties.setProperty("logServerErrorDetail", "false");
        } else if (settings.url().startsWith(MARIADB)) {
            properties.setProperty("connectTimeout", "10000");
        }
        return properties;
    }
}
