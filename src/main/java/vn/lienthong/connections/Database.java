package vn.lienthong.connections;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/** One of the ministry's databases. Safe for any number of threads; its connections are each for one. */
public final class Database {

    /** Beyond the time a statement has: the network is silent then, and nothing more will come. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String MARIADB = "jdbc:mariadb:";

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
     * A connection for one transaction after another; nothing is committed by itself. A text goes into a column of any type
     * that can be read from one.
     *
     * @throws SQLException if there is none, or not as this account
     */
    public Connection toWrite() throws SQLException {
        Properties properties = properties();
        if (settings.url().startsWith(POSTGRESQL)) {
            properties.setProperty("stringtype", "unspecified");
        }
        return opened(properties, false);
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
