package vn.lienthong.agency;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of a table, as its database describes them. */
final class TableColumns {

    private final Map<String, TableColumn> columns;

    private TableColumns(Map<String, TableColumn> columns) {
        this.columns = columns;
    }

    /** The names are exact. What the database does not describe it will tell when a row is written. */
    static TableColumns read(DatabaseMetaData database, @Nullable String catalog, @Nullable String schema, String table)
            throws SQLException {
        Map<String, TableColumn> columns = new HashMap<>();
        String escape = database.getSearchStringEscape();
        try (ResultSet rows = database.getColumns(
                catalog, schema == null ? null : escaped(schema, escape), escaped(table, escape), null)) {
            while (rows.next()) {
                columns.put(rows.getString("COLUMN_NAME"), TableColumn.of(rows));
            }
        }
        return new TableColumns(columns);
    }

    /** What would be a pattern. */
    private static String escaped(String name, String escape) {
        return name.replace("_", escape + "_");
    }

    TableColumn of(String name) {
        return columns.getOrDefault(name, TableColumn.ANY);
    }
}
