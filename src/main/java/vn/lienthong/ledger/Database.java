package vn.lienthong.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.Ledger.VerbRefused;

/** The database under a ledger: its connections and its transactions. */
final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int ROUNDS = 5;

    private final Dialect dialect;
    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final Custody custody;
    private final TransactionTemplate transaction;
    private final JdbcTemplate plain;
    private final String opening;
    private final Sql writing;
    private final Sql reading;

    /** Gone or full: told once, not at every call. */
    private final Outage outage = new Outage(System::nanoTime);

    /**
     * @param readers may be the same as {@code writers}
     * @param watch stands between the writers and all that is written
     * @param opening what each transaction says first; empty: nothing
     * @param custody of what the database lies in; closed with it
     * @param bodies how bodies are written
     */
    Database(
            Dialect dialect,
            HikariDataSource writers,
            HikariDataSource readers,
            UnaryOperator<DataSource> watch,
            String opening,
            Custody custody,
            Bodies bodies) {
        this.dialect = dialect;
        this.writers = writers;
        this.readers = readers;
        this.custody = custody;
        DataSource watched = watch.apply(writers);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(watched));
        this.plain = new JdbcTemplate(watched);
        this.opening = opening;
        this.writing = new Sql(new NamedParameterJdbcTemplate(watched), bodies);
        this.reading = new Sql(new NamedParameterJdbcTemplate(readers), bodies);
    }

    Dialect dialect() {
        return dialect;
    }

    /** Whether one process has it to itself. */
    boolean isFile() {
        return dialect == Dialect.SQLITE;
    }

    /** The time of the ledger in it. */
    InstantSource time(InstantSource wall, LongSupplier ticks) {
        return isFile()
                ? new SteadyClock(wall, ticks)
                : new DatabaseClock(this::now, ticks, Thread::startVirtualThread);
    }

    private Instant now() {
        return read(() -> reading.one(
                        "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)",
                        Sql.values(),
                        (row, number) -> Instant.ofEpochMilli(row.getLong(1)))
                .orElseThrow());
    }

    /** Whether what is given is kept: false from the first refusal until ten seconds have passed without another one. */
    boolean keeps() {
        return !outage.lasts();
    }

    /** Statements inside {@link #write}. */
    Sql writing() {
        return writing;
    }

    /** Statements inside {@link #read}. */
    Sql reading() {
        return reading;
    }

    /**
     * One transaction. Where another process was faster, it is done again from the start, so the work must keep what it
     * learns to itself until it returns.
     *
     * @throws LedgerUnavailable if the database is gone or full, or its files were taken away: what was done is lost then
     */
    <R> R write(Supplier<R> work) {
        for (int round = 1; ; round++) {
            try {
                R done = transaction.execute(status -> opened(work));
                mustHold();
                if (outage.kept()) {
                    LOG.info("The ledger's database keeps records again. What waited goes on.");
                }
                return done;
            } catch (VerbRefused | LedgerUnavailable known) {
                throw known;
            } catch (RuntimeException failure) {
                if (round == ROUNDS || !Faults.isConflict(failure)) {
                    throw told(failure);
                }
            }
        }
    }

    private <R> R opened(Supplier<R> work) {
        if (!opening.isEmpty()) {
            plain.execute(opening);
        }
        return work.get();
    }

    /** Reads only; each statement sees what is committed when it begins. */
    <R> R read(Supplier<R> work) {
        try {
            R found = work.get();
            mustHold();
            return found;
        } catch (LedgerUnavailable known) {
            throw known;
        } catch (RuntimeException failure) {
            throw told(failure);
        }
    }

    private void mustHold() {
        if (custody.holds()) {
            return;
        }
        if (outage.failed()) {
            LOG.error(
                    "A file of the ledger (ledger.db, -wal, -shm or .lock in data.dir) was deleted, moved or replaced while the"
                            + " connector runs. Nothing is taken or sent until the very same file is back; a backup goes in only while"
                            + " the connector is stopped.");
        }
        throw new LedgerUnavailable(
                "ledger.file-gone", "A file of the ledger was taken away under the running connector");
    }

    private RuntimeException told(RuntimeException failure) {
        if (!Faults.isUnavailable(failure)) {
            return failure;
        }
        evict();
        if (outage.failed()) {
            LOG.error(
                    "The ledger's database cannot be reached or takes no more ({}). Records are refused and deliveries wait until it does.",
                    Faults.reason(failure));
        }
        return new LedgerUnavailable("The ledger's database cannot be reached or takes no more", failure);
    }

    /** SQLite may have ended a transaction by itself, a server may have become another: no connection in doubt is kept. */
    void evict() {
        writers.getHikariPoolMXBean().softEvictConnections();
    }

    @Override
    public void close() {
        readers.close();
        writers.close();
        custody.close();
    }
}
