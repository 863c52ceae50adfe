package vn.lienthong.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.Ledger.VerbRefused;

/** The database under a ledger: its connections and its transactions. */
final class Database implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Database.class);
    private static final int ROUNDS = 5;

    private final Dialect dialect;
    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final TransactionTemplate transaction;
    private final Sql writing;
    private final Sql reading;

    /** Whether the last that was heard of the database is that it is gone or full: told once, not at every call. */
    private final AtomicBoolean away = new AtomicBoolean();

    /** @param readers may be the same as {@code writers} */
    Database(Dialect dialect, HikariDataSource writers, HikariDataSource readers) {
        this.dialect = dialect;
        this.writers = writers;
        this.readers = readers;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(writers));
        this.writing = new Sql(new NamedParameterJdbcTemplate(writers));
        this.reading = new Sql(new NamedParameterJdbcTemplate(readers));
    }

    Dialect dialect() {
        return dialect;
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
     * @throws LedgerUnavailable if the database is gone or full
     */
    <R> R write(Supplier<R> work) {
        for (int round = 1; ; round++) {
            try {
                R done = transaction.execute(status -> work.get());
                if (away.get() && away.compareAndSet(true, false)) {
                    log.info("The ledger's database keeps records again. What waited goes on.");
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

    /** Reads only; each statement sees what is committed when it begins. */
    <R> R read(Supplier<R> work) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            throw told(failure);
        }
    }

    private RuntimeException told(RuntimeException failure) {
        if (!Faults.isUnavailable(failure)) {
            return failure;
        }
        evict();
        if (away.compareAndSet(false, true)) {
            log.error(
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
    }
}
