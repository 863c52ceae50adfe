package vn.lienthong.procedures;

import static vn.lienthong.procedures.Rows.values;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.Store;
import vn.lienthong.procedures.ProcedureChange.Field;
import vn.lienthong.procedures.ProcedureChange.Kind;

/**
 * What is known of the portal's procedures. Reads only; no method's cost grows with the history. Every method throws {@link
 * LedgerUnavailable} if the database is gone. Safe for any number of threads.
 */
public final class Procedures {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Field>> FIELDS = new TypeReference<>() {};

    private static final String CHANGES = """
            SELECT change.id, change.code, procedure.name, change.kind, change.version, change.happened_at, change.fields
            FROM portal_procedure_change change JOIN portal_procedure procedure ON procedure.code = change.code
            """;

    private final Store store;

    public Procedures(Store store) {
        this.store = store;
    }

    /** By code, those after the given one; the empty code is before all. */
    public List<Procedure> after(String code, int most) {
        return store.read(sql -> Rows.list(
                sql,
                "WHERE code > :code ORDER BY code LIMIT :most",
                values("code", code).addValue("most", most)));
    }

    /** All that the portal lists now, by code. */
    public List<Procedure> listed() {
        return store.read(sql -> Rows.list(sql, "WHERE listed = 1 AND gone_at IS NULL ORDER BY code", values()));
    }

    public Optional<Procedure> find(String code) {
        return store.read(sql -> Rows.find(sql, code));
    }

    /** Newest first. */
    public List<ProcedureVersion> versions(String code, int most) {
        return store.read(sql -> sql.list(
                """
                SELECT version, hash, seen_at, last_seen_at FROM portal_procedure_version WHERE code = :code
                ORDER BY version DESC LIMIT :most
                """,
                values("code", code).addValue("most", most),
                (row, number) -> new ProcedureVersion(
                        row.getInt("version"),
                        row.getString("hash"),
                        Rows.time(row, "seen_at"),
                        Rows.time(row, "last_seen_at"))));
    }

    /** JSON, as the portal told it; empty if there is no such version. */
    public Optional<byte[]> told(String code, int version) {
        return store.read(sql -> Rows.content(sql, code, version)).map(Content::told);
    }

    /** Newest first, those before the change of that number. */
    public List<ProcedureChange> changesBefore(long id, int most) {
        return changes("WHERE change.id < :id", values("id", id), most);
    }

    /** Newest first. */
    public List<ProcedureChange> changesOf(String code, int most) {
        return changes("WHERE change.code = :code", values("code", code), most);
    }

    private List<ProcedureChange> changes(String where, MapSqlParameterSource values, int most) {
        return store.read(sql -> sql.list(
                CHANGES + where + " ORDER BY change.id DESC LIMIT :most",
                values.addValue("most", most),
                (row, number) -> change(row)));
    }

    private static ProcedureChange change(ResultSet row) throws SQLException {
        return new ProcedureChange(
                row.getLong("id"),
                row.getString("code"),
                row.getString("name"),
                Kind.valueOf(row.getString("kind")),
                row.getInt("version"),
                Rows.time(row, "happened_at"),
                JSON.readValue(row.getString("fields"), FIELDS));
    }

    /** What happened since then, counted. */
    public Map<Kind, Long> countSince(Instant then) {
        Map<Kind, Long> counts = new EnumMap<>(Kind.class);
        store.read(sql -> sql.list(
                """
                SELECT kind, COUNT(*) AS times FROM portal_procedure_change WHERE happened_at >= :then GROUP BY kind
                """,
                values("then", then.toEpochMilli()),
                (row, number) -> counts.put(Kind.valueOf(row.getString("kind")), row.getLong("times"))));
        return counts;
    }
}
