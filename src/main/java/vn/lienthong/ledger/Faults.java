package vn.lienthong.ledger;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a database's failure means for the caller. */
final class Faults {

    /** PostgreSQL: connection, account, no such database, out of resources, stopped by an operator, system error. */
    private static final Set<String> GONE_CLASSES = Set.of("08", "28", "3D", "53", "57", "58");

    /**
     * Read-only after a switch-over; ended because the transaction stood still or took too long, or waited too long for a lock;
     * rights taken away; a pooler that gave us another server's session in the middle.
     */
    private static final Set<String> GONE_STATES =
            Set.of("25006", "25P03", "25P04", "55P03", "42501", "26000", "42P05");

    /** What we had prepared is not there, or somebody else's is. */
    private static final Set<String> POOLED = Set.of("26000", "42P05");

    /** PostgreSQL: another transaction was faster; the same work done again finds what it left. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "23505");

    /** SQLite's primary codes for a file that is gone, full, locked for too long or broken. */
    private static final Set<SQLiteErrorCode> SQLITE_GONE = Set.of(
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_IOERR,
            SQLiteErrorCode.SQLITE_CANTOPEN,
            SQLiteErrorCode.SQLITE_READONLY,
            SQLiteErrorCode.SQLITE_BUSY,
            SQLiteErrorCode.SQLITE_LOCKED,
            SQLiteErrorCode.SQLITE_NOMEM,
            SQLiteErrorCode.SQLITE_CORRUPT,
            SQLiteErrorCode.SQLITE_NOTADB,
            SQLiteErrorCode.SQLITE_PROTOCOL);

    private Faults() {}

    static boolean isUnavailable(Throwable failure) {
        return anyCause(failure, Faults::meansGone) || couldNotEnd(failure);
    }

    /** The connection was lost in the commit, so that even the rollback failed; what the driver then says has no code. */
    private static boolean couldNotEnd(Throwable failure) {
        return failure instanceof TransactionSystemException && !isConflict(failure);
    }

    static boolean isConflict(Throwable failure) {
        return anyCause(failure, cause -> CONFLICTS.contains(stateOf(cause)));
    }

    private static boolean meansGone(SQLException cause) {
        if (cause instanceof SQLiteException sqlite) {
            int primary = sqlite.getResultCode().code & 0xff;
            return SQLITE_GONE.stream().anyMatch(gone -> gone.code == primary);
        }
        String state = stateOf(cause);
        return cause instanceof SQLTransientConnectionException
                || cause instanceof SQLNonTransientConnectionException
                || cause instanceof SQLRecoverableException
                || GONE_STATES.contains(state)
                || (state.length() == 5 && GONE_CLASSES.contains(state.substring(0, 2)));
    }

    /** The database's own code for why it is unavailable, without the values its message may quote. */
    static String reason(Throwable failure) {
        AtomicReference<String> reason =
                new AtomicReference<>(failure.getClass().getSimpleName());
        anyCause(failure, cause -> {
            if (meansGone(cause)) {
                reason.set(codeOf(cause));
            }
            return meansGone(cause);
        });
        return reason.get();
    }

    private static String codeOf(SQLException cause) {
        if (cause instanceof SQLiteException sqlite) {
            return sqlite.getResultCode().name();
        }
        String state = stateOf(cause);
        return "SQLSTATE " + state
                + (POOLED.contains(state)
                        ? ": a pooler shares sessions by the transaction; add prepareThreshold=0 to ledger.url"
                        : "");
    }

    /** The server's code for what made the database unavailable; empty if there is none. */
    static String state(Throwable failure) {
        AtomicReference<String> state = new AtomicReference<>("");
        anyCause(failure, cause -> {
            if (meansGone(cause) && !stateOf(cause).isEmpty()) {
                state.set(stateOf(cause));
            }
            return !state.get().isEmpty();
        });
        return state.get();
    }

    /** A step found what it was to make, or did not find what it was to change; or a step before it was never noted. */
    static boolean isOfShape(FlywayException failure) {
        return failure instanceof FlywayValidateException
                || anyCause(
                        failure,
                        cause -> cause instanceof SQLiteException sqlite
                                ? sqlite.getResultCode() == SQLiteErrorCode.SQLITE_ERROR
                                : stateOf(cause).startsWith("42"));
    }

    /** What the database calls a failure of whatever kind, without the values its message may quote. */
    static String code(Throwable failure) {
        AtomicReference<String> code = new AtomicReference<>(failure.getClass().getSimpleName());
        anyCause(failure, cause -> {
            code.set(codeOf(cause));
            return true;
        });
        return code.get();
    }

    private static String stateOf(SQLException cause) {
        String state = cause.getSQLState();
        return state == null ? "" : state;
    }

    private static boolean anyCause(@Nullable Throwable failure, Predicate<SQLException> question) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && (question.test(sql) || anyCause(sql.getNextException(), question))) {
                return true;
            }
            if (cause instanceof TransactionSystemException rollback
                    && anyCause(rollback.getApplicationException(), question)) {
                return true;
            }
        }
        return false;
    }
}
