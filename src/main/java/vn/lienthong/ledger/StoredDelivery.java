package vn.lienthong.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import vn.lienthong.dossier.SourceRecord;

/**
 * One delivery with its record, read beside a running connector: over a connection of its own that cannot write, without
 * migrations, locks or leases.
 *
 * @param problem the code of its first problem; null if it has none
 */
public record StoredDelivery(
        String flow, String state, @Nullable String problem, SourceRecord record) {

    private static final String ONE = """
            SELECT d.flow, d.state, d.problem_code, r.media_type, r.body
            FROM delivery d JOIN record r ON r.id = d.record
            WHERE d.id = ? AND r.body_deleted_at IS NULL
            """;

    /** Where the ledger is; see {@code settings/ledger.yaml}. An empty URL is SQLite in the folder. */
    public record Place(String url, String username, String password, Path folder, String keys) {}

    /**
     * Empty if there is no such delivery, or retention has deleted the body of its record.
     *
     * @throws IllegalArgumentException if one of the keys is none
     * @throws Ledger.LedgerUnavailable if the key that closed the body is not among them, or the body was damaged
     */
    public static Optional<StoredDelivery> read(Place place, long id) throws SQLException {
        try (Connection connection = open(place);
                PreparedStatement statement = connection.prepareStatement(ONE)) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(of(row, Bodies.of(place.keys()))) : Optional.empty();
            }
        }
    }

    private static StoredDelivery of(ResultSet row, Bodies bodies) throws SQLException {
        SourceRecord record = bodies.record(row.getBytes(5), row.getString(4));
        if (record.isDamaged()) {
            throw new Ledger.LedgerUnavailable(
                    "ledger.body-damaged", "the record was damaged or altered in the ledger and does not open");
        }
        return new StoredDelivery(row.getString(1), row.getString(2), row.getString(3), record);
    }

    private static Connection open(Place place) throws SQLException {
        if (place.url().isEmpty()) {
            // Not as an address with mode=ro: in that a # or % of the folder's name means something else.
            SQLiteConfig readOnly = new SQLiteConfig();
            readOnly.setReadOnly(true);
            return readOnly.createConnection("jdbc:sqlite:" + place.folder().resolve("ledger.db"));
        }
        Connection connection = DriverManager.getConnection(place.url(), place.username(), place.password());
        connection.setReadOnly(true);
        return connection;
    }
}
