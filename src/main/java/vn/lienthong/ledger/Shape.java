package vn.lienthong.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether all is there that the migrations have made. A backup that was put in place in part has the note that they ran, and not
 * what they made: without a table some work ends in errors, and without an index that lets nothing stand twice, in doubles.
 */
final class Shape {

    private static final String IN_FILE =
            "SELECT type || ' ' || name FROM sqlite_master WHERE type IN ('table', 'index') AND name NOT LIKE 'sqlite%'";

    /** References among them: where the rows of a table could not be restored, those that refer to it could not be, either. */
    private static final String ON_SERVER = """
            SELECT CASE c.relkind WHEN 'S' THEN 'sequence ' WHEN 'i' THEN 'index ' ELSE 'table ' END || c.relname
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_index i ON i.indexrelid = c.oid
            WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'i', 'S') AND COALESCE(i.indisvalid, TRUE)
            UNION ALL
            SELECT 'reference ' || r.conname FROM pg_constraint r JOIN pg_namespace n ON n.oid = r.connamespace
            WHERE n.nspname = current_schema() AND r.contype = 'f'
            """;

    private static final String HIGHEST = """
            SELECT MAX(highest) FROM (SELECT MAX(id) AS highest FROM record UNION ALL SELECT MAX(id) FROM lane
            UNION ALL SELECT MAX(id) FROM delivery) numbered
            """;

    private static final String LAST_IN_FILE = "SELECT MAX(last) FROM number";
    private static final String LAST_ON_SERVER = "SELECT last_value FROM number";

    /** Whoever looks for what is due would find nothing, and nobody would know that something was. */
    private static final String HEADLESS = """
            SELECT COUNT(*) FROM (SELECT head FROM lane WHERE due_at IS NOT NULL AND head IS NOT NULL LIMIT 100) due
            WHERE NOT EXISTS (SELECT 1 FROM delivery d WHERE d.id = due.head)
            """;

    private Shape() {}

    /**
     * One look into the catalogue and a few by index; extra things are none of our business.
     *
     * @throws LedgerNotOpened naming what is not there
     */
    static void require(Dialect dialect, Connection connection, String where) throws SQLException {
        Set<String> missing = expected(dialect);
        missing.removeAll(found(dialect, connection));
        if (!missing.isEmpty()) {
            throw LedgerNotOpened.inPart(where, missing);
        }
        long highest = number(connection, HIGHEST); // first: other processes go on
        if (number(connection, dialect == Dialect.SQLITE ? LAST_IN_FILE : LAST_ON_SERVER) < highest) {
            // new rows would get numbers that others have
            throw LedgerNotOpened.inPart(where, Set.of("number"));
        }
        if (number(connection, HEADLESS) > 0) {
            throw LedgerNotOpened.inPart(where, Set.of("rows of delivery"));
        }
    }

    /** What there is, of whatever kind. */
    static Set<String> found(Dialect dialect, Connection connection) throws SQLException {
        Set<String> found = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(dialect == Dialect.SQLITE ? IN_FILE : ON_SERVER)) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }

    static Set<String> expected(Dialect dialect) {
        try (InputStream file = Shape.class.getResourceAsStream("/db/shape/" + dialect.folder + ".txt")) {
            String names = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return new TreeSet<>(List.of(names.strip().split("\n")));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static long number(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
