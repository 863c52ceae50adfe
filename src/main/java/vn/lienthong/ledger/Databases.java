package vn.lienthong.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens a ledger's database and brings it to today's shape. */
final class Databases {

    private static final int SQLITE_PATIENCE_MILLIS = 10_000;
    private static final int CONNECT_ATTEMPTS = 30;

    /**
     * The ledger looks everything up by an index, few rows at a time. PostgreSQL is told so, because it prepares a plan once:
     * one that walks through a table, made while that was almost empty, would stay in use until a hundred thousand rows
     * later somebody counts them.
     */
    private static final String LOOK_UPS =
            "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off";

    private Databases() {}

    static Database open(LedgerSettings settings) {
        return open(settings, UnaryOperator.identity());
    }

    /** @param watch stands between the ledger and the connections it writes on */
    static Database open(LedgerSettings settings, UnaryOperator<DataSource> watch) {
        return settings.isFile() ? sqlite(settings, watch) : postgresql(settings, watch);
    }

    private static Database sqlite(LedgerSettings settings, UnaryOperator<DataSource> watch) {
        Path folder = makeFolder(settings.directory());
        FileOwner owner = FileOwner.of(folder);
        try {
            Path path = makeFile(folder.resolve("ledger.db"));
            SQLiteDataSource file = file(path);
            migrate(Dialect.SQLITE, Flyway.configure().dataSource(file));
            return new Database(
                    Dialect.SQLITE,
                    pool("ledger-writer", file, 1, settings, "PRAGMA journal_size_limit = 67108864"),
                    pool("ledger-reader", file, settings.connections(), settings, "PRAGMA query_only = ON"),
                    watch,
                    OpenFiles.of(path, file, owner));
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
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + path);
        return source;
    }

    /** Personal data will lie in it, so a folder we make is its owner's alone. */
    private static Path makeFolder(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                }
            }
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException("ledger.directory: cannot make the folder " + folder, failure);
        }
    }

    /** Its owner's alone even in a folder that is not; SQLite gives its journal the same rights. */
    private static Path makeFile(Path file) {
        try {
            if (!Files.exists(file)
                    && FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException("ledger.directory: cannot make the file " + file, failure);
        }
    }

    private static Database postgresql(LedgerSettings settings, UnaryOperator<DataSource> watch) {
        migrate(
                Dialect.POSTGRESQL,
                Flyway.configure().dataSource(settings.url(), settings.username(), settings.password()));
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
        config.setConnectionInitSql(LOOK_UPS + "; SET idle_in_transaction_session_timeout = " + standstill(settings));
        // the server's details quote values, and values do not belong in logs
        config.addDataSourceProperty("logServerErrorDetail", "false");
        HikariDataSource pool = new HikariDataSource(config);
        return new Database(Dialect.POSTGRESQL, pool, pool, watch, Custody.OF_SERVER);
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

    /**
     * Safe when several processes start at once: Flyway lets one work and the others wait. It has connections of its own,
     * since what it waits with may stand still.
     */
    private static void migrate(Dialect dialect, FluentConfiguration flyway) {
        flyway.connectRetries(CONNECT_ATTEMPTS)
                .connectRetriesInterval(1)
                .locations("classpath:db/migration/common", "classpath:db/migration/" + dialect.folder)
                .placeholders(Map.of("id", dialect.idType, "bytes", dialect.bytesType, "text", dialect.textType))
                .load()
                .migrate();
    }
}
