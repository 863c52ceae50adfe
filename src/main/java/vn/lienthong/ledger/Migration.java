package vn.lienthong.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Brings a database to today's shape. One that is ahead of today's is refused: this program would overlook what it does
 * not know.
 */
final class Migration {

    private final Dialect dialect;
    private final Flyway flyway;
    private final String where;

    private Migration(Dialect dialect, Flyway flyway, String where) {
        this.dialect = dialect;
        this.flyway = flyway;
        this.where = where;
    }

    /**
     * Safe when several processes start at once: Flyway lets one work and the others wait, however long that takes. It has a
     * connection of its own, since what it waits with may stand still.
     *
     * @param where for whoever reads that it failed
     * @throws LedgerNotOpened if the database is out of reach, damaged, there in part, used for something else, or that of a newer
     *     version
     */
    static void run(Dialect dialect, FluentConfiguration flyway, String where) {
        new Migration(dialect, steps(dialect, flyway).load(), where).run();
    }

    /** The steps that make a ledger of an empty database, in their order. */
    static FluentConfiguration steps(Dialect dialect, FluentConfiguration flyway) {
        return flyway.ignoreMigrationPatterns(new String[0])
                .lockRetryCount(-1)
                .locations("classpath:db/migration/common", "classpath:db/migration/" + dialect.folder)
                .placeholders(Map.of("id", dialect.idType, "bytes", dialect.bytesType, "text", dialect.textType));
    }

    private void run() {
        try {
            flyway.migrate();
            requireShape();
        } catch (FlywayException failure) {
            if (Faults.isUnavailable(failure)) {
                throw dialect == Dialect.SQLITE
                        ? LedgerNotOpened.unusable(where, Faults.reason(failure), failure)
                        : LedgerServer.told(where, failure);
            }
            if (failure.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
                throw isOurs()
                        ? LedgerNotOpened.inPart(where, "flyway_schema_history", failure)
                        : LedgerNotOpened.othersThere(where, failure);
            }
            MigrationInfo newest = newest();
            if (newest != null && newest.getState() == MigrationState.FUTURE_SUCCESS) {
                throw LedgerNotOpened.newer(where, String.valueOf(newest.getVersion()), failure);
            }
            if (newest == null && !isOurs() || !Faults.isOfShape(failure)) {
                throw failure;
            }
            String at = newest == null ? "" : " " + newest.getVersion();
            throw LedgerNotOpened.inPart(where, "flyway_schema_history" + at + ", " + Faults.code(failure), failure);
        }
    }

    private void requireShape() {
        try (Connection connection = connection()) {
            Shape.require(dialect, connection, where);
        } catch (SQLException failure) {
            throw new FlywayException("the ledger's tables cannot be looked at", failure);
        }
    }

    /** Whether the tables are the ledger's, though the note that says so is not there. */
    private boolean isOurs() {
        try (Connection connection = connection()) {
            return Shape.found(dialect, connection)
                    .containsAll(List.of("table record", "table lane", "table delivery"));
        } catch (SQLException gone) {
            return false;
        }
    }

    private Connection connection() throws SQLException {
        return flyway.getConfiguration().getDataSource().getConnection();
    }

    private @Nullable MigrationInfo newest() {
        return flyway.info().current();
    }
}
