package vn.lienthong.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens a ledger's database and brings it to today's shape. */
final class Databases {

    private static final int SQLITE_PATIENCE_MILLIS = 10_000;

    /**
     * The ledger looks everything up by an index, few rows at a time. PostgreSQL is told so, because it prepares a plan once:
     * one that walks through a table, made while that was almost empty, would stay in use until a hundred thousand rows
     * later somebody counts them.
     */
    private static final String LOOK_UPS =
            "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off";

    /**
     * A database may be set to another kind, at any time, under which whoever waited for a lane would be refused instead of served. The
     * pool would say it to no connection if the first one it made was of this kind.
     */
    private static final String READ_COMMITTED =
            "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED";

    /** A step through a large ledger takes as long as it takes, whatever end a database or a role is set to put to statements. */
    private static final String PATIENT = """
            SELECT set_config(name, '0', false) FROM pg_settings WHERE name IN
            ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')
            """;

    private Databases() {}

    static Database open(LedgerSettings settings) {
        return open(settings, UnaryOperator.identity());
    }

    /** @param watch stands between the ledger and the connections it writes on */
    static Database open(LedgerSettings settings, UnaryOperator<DataSource> watch) {
        Database database = settings.isFile() ? sqlite(settings, watch) : postgresql(settings, watch);
        try {
            BodyKeys.settle(database, settings.bodies(), settings.where());
            return database;
        } catch (RuntimeException refused) {
            database.close();
            throw refused;
        }
    }

    private static Database sqlite(LedgerSettings settings, UnaryOperator<DataSource> watch) {
        Path folder = LedgerFile.folder(settings.directory());
        FileOwner owner = FileOwner.of(folder);
        try {
            SqliteLibrary.load(folder);
            Path path = LedgerFile.in(folder);
            LastSeen.lookAtJournal(path);
            SQLiteDataSource file = file(path);
            Migration.run(
                    Dialect.SQLITE,
                    Flyway.configure().dataSource(file),
                    path.toAbsolutePath().toString());
            OpenFiles files = OpenFiles.of(path, file, owner);
            return new Database(
                    Dialect.SQLITE,
                    pool("ledger-writer", file, 1, settings, "PRAGMA journal_size_limit = 67108864"),
                    pool("ledger-reader", file, settings.connections(), settings, "PRAGMA query_only = ON"),
                    watch,
                    "",
                    files,
                    settings.bodies());
        } catch (RuntimeException failure) {
            owner.close();
            throw failure;
        }
    }

    private static SQLiteDataSource file(Path path) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(SQLITE_PATIENCE_MILLIS);
        config.enforceForeignKeys(true);
        // what retention deletes is overwritten; else it would stand in the file until its page is used again
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "ON");
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + path);
        return source;
    }

    private static Database postgresql(LedgerSettings settings, UnaryOperator<DataSource> watch) {
        LedgerServer.require(settings);
        migrate(settings);
        HikariConfig config = settled("ledger", settings.connections(), settings);
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.username());
        config.setPassword(settings.password());
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "lienthong");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty(
                "connectTimeout", String.valueOf(settings.patience().toSeconds() + 1));
        config.addDataSourceProperty("socketTimeout", "60");
        boolean pooled = settings.isPooledByTransaction();
        if (!pooled) {
            config.setConnectionInitSql(LOOK_UPS + "; " + durable("false") + "; " + READ_COMMITTED
                    + "; SET idle_in_transaction_session_timeout = " + standstill(settings));
        }
        // the server's details quote values, and values do not belong in logs
        config.addDataSourceProperty("logServerErrorDetail", "false");
        HikariDataSource pool = new HikariDataSource(config);
        String opening = pooled ? ofTransaction(settings) : "";
        return new Database(Dialect.POSTGRESQL, pool, pool, watch, opening, Custody.OF_SERVER, settings.bodies());
    }

    /** What is said to a session otherwise, but for how it plans: where nothing is prepared each statement is planned anew. */
    private static String ofTransaction(LedgerSettings settings) {
        return "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; " + durable("true")
                + "; SET LOCAL idle_in_transaction_session_timeout = " + standstill(settings);
    }

    /**
     * On one connection, so that a step and the note that it was taken are one transaction: of two, the second would be missing
     * where the process, the server or the network ends between them, and no start would get past that step again.
     */
    private static void migrate(LedgerSettings settings) {
        try (Connection one = DriverManager.getConnection(settings.url(), settings.username(), settings.password());
                Statement patient = one.createStatement()) {
            patient.execute(PATIENT);
            Migration.run(
                    Dialect.POSTGRESQL,
                    Flyway.configure().dataSource(new SingleConnectionDataSource(one, true)),
                    settings.address());
        } catch (SQLException failure) {
            throw LedgerServer.told(settings.address(), failure);
        }
    }

    /**
     * What is acknowledged is on the server's disk, also where a database or a role is set to answer sooner. Where it is set to
     * wait for standbys, that stays.
     */
    private static String durable(String forTransaction) {
        return "SELECT set_config('synchronous_commit', 'local', " + forTransaction
                + ") WHERE current_setting('synchronous_commit') = 'off'";
    }

    /**
     * How long, in milliseconds, a transaction may stand still. A process that is paused, or cut off, in the middle of one
     * would keep the rows it has locked from all others for as long; the server ends it instead.
     */
    private static long standstill(LedgerSettings settings) {
        return settings.patience().multipliedBy(2).toMillis();
    }

    private static HikariDataSource pool(
            String name, DataSource source, int most, LedgerSettings settings, String greeting) {
        HikariConfig config = settled(name, most, settings);
        config.setDataSource(source);
        config.setConnectionInitSql(greeting);
        config.setMaxLifetime(0);
        return new HikariDataSource(config);
    }

    private static HikariConfig settled(String name, int most, LedgerSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(settings.patience().toMillis());
        return config;
    }
}
