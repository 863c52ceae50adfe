package vn.lienthong.agency;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.connections.DatabaseSettings;

/** What is said to a database about one table. Names come from the settings, which let none through that could end its quotes. */
final class Table {

    private final TableSettings settings;
    private final int seconds;
    private final ZoneId zone;

    /** @param database how long a statement may take there, and by which clocks its times go */
    Table(TableSettings settings, DatabaseSettings database) {
        this.settings = settings;
        this.seconds = (int) database.timeout().toSeconds();
        this.zone = database.zone();
    }

    /** Its columns; null if that of the key is not unique by itself: a repetition could not be told then. */
    @Nullable
    TableColumns columns(Connection connection) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        boolean schemas = database.supportsSchemasInTableDefinitions();
        int dot = settings.name().indexOf('.');
        String within = dot < 0 ? null : settings.name().substring(0, dot);
        String catalog = schemas || within == null ? connection.getCatalog() : within;
        String schema = schemas && within == null ? connection.getSchema() : schemas ? within : null;
        String name = settings.name().substring(dot + 1);
        return uniques(database, catalog, schema, name).containsValue(List.of(settings.key()))
                ? TableColumns.read(database, catalog, schema, name)
                : null;
    }

    private static Map<String, List<String>> uniques(
            DatabaseMetaData database, @Nullable String catalog, @Nullable String schema, String table)
            throws SQLException {
        Map<String, List<String>> uniques = new LinkedHashMap<>();
        try (ResultSet rows = database.getIndexInfo(catalog, schema, table, true, true)) {
            while (rows.next()) {
                String index = rows.getString("INDEX_NAME");
                String column = rows.getString("COLUMN_NAME");
                boolean all = rows.getString("FILTER_CONDITION") == null;
                if (index != null && column != null && all) {
                    uniques.computeIfAbsent(index, name -> new ArrayList<>()).add(unquoted(column));
                }
            }
        }
        return uniques;
    }

    /** PostgreSQL tells the name of a column as it is written in an index. */
    private static String unquoted(String column) {
        return column.startsWith("\"") ? column.substring(1, column.length() - 1) : column;
    }

    /** @return whether the row is there now; a trigger or rule of the database may leave it out and say nothing */
    boolean insert(Connection connection, String key, TableRow row, TableColumns described) throws SQLException {
        List<String> columns = new ArrayList<>(List.of(settings.key()));
        columns.addAll(settings.fields().keySet());
        String quote = quote(connection);
        String sql = "INSERT INTO %s (%s) VALUES (%s)"
                .formatted(
                        table(quote),
                        columns.stream().map(name -> quote + name + quote).collect(Collectors.joining(", ")),
                        String.join(", ", Collections.nCopies(columns.size(), "?")));
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setQueryTimeout(seconds);
            insert.setString(1, key);
            row.bind(insert, 2, described, zone);
            return insert.executeUpdate() > 0 || has(connection, key);
        }
    }

    boolean has(Connection connection, String key) throws SQLException {
        String quote = quote(connection);
        String sql = "SELECT 1 FROM %s WHERE %s = ?".formatted(table(quote), quote + settings.key() + quote);
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setQueryTimeout(seconds);
            select.setString(1, key);
            try (ResultSet found = select.executeQuery()) {
                return found.next();
            }
        }
    }

    private String table(String quote) {
        return quote + settings.name().replace(".", quote + "." + quote) + quote;
    }

    private static String quote(Connection connection) throws SQLException {
        return connection.getMetaData().getIdentifierQuoteString();
    }
}
