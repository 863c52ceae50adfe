package vn.lienthong.intake.sql;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What databases say differently. */
enum Syntax {
    POSTGRESQL("LIMIT %d", "SELECT CURRENT_TIMESTAMP AT TIME ZONE 'UTC'"),
    MARIADB("LIMIT %d", "SELECT UTC_TIMESTAMP(6)"),
    SQL_SERVER("OFFSET 0 ROWS FETCH NEXT %d ROWS ONLY", "SELECT SYSUTCDATETIME()"),
    ORACLE("FETCH FIRST %d ROWS ONLY", "SELECT CAST(SYS_EXTRACT_UTC(SYSTIMESTAMP) AS TIMESTAMP) FROM dual"),
    STANDARD("FETCH FIRST %d ROWS ONLY", null);

    private final String limit;
    private final @Nullable String now;

    Syntax(String limit, @Nullable String now) {
        this.limit = limit;
        this.now = now;
    }

    static Syntax of(DatabaseMetaData database) throws SQLException {
        String product = database.getDatabaseProductName().toLowerCase(Locale.ROOT);
        return switch (product) {
            case "postgresql" -> POSTGRESQL;
            case "mariadb", "mysql" -> MARIADB;
            case "microsoft sql server" -> SQL_SERVER;
            case "oracle" -> ORACLE;
            default -> STANDARD;
        };
    }

    /** Behind ORDER BY. */
    String limit(int rows) {
        return limit.formatted(rows);
    }

    /** A query for the database's clock, in UTC; null where none is known. */
    @Nullable
    String now() {
        return now;
    }
}
