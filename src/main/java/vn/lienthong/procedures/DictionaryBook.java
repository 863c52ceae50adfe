package vn.lienthong.procedures;

import static vn.lienthong.procedures.Rows.values;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import vn.lienthong.ledger.Store;
import vn.lienthong.ledger.Store.Statements;

/** Writes down the portal's dictionaries (npsp 6), a version of its own for each that says something else. */
final class DictionaryBook {

    private final Store store;
    private final InstantSource clock;

    DictionaryBook(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    private record Newest(int version, String hash) {}

    /** @param service {@code LayDanhMucLinhVuc} */
    void take(String service, List<JsonNode> rows) {
        Content content = Content.of(JsonNodeFactory.instance.arrayNode().addAll(rows));
        store.write(sql -> {
            Optional<Newest> newest = newest(sql, service);
            MapSqlParameterSource row =
                    values("service", service).addValue("now", clock.instant().toEpochMilli());
            if (newest.isPresent() && newest.get().hash().equals(content.hash())) {
                return sql.update("""
                        UPDATE portal_dictionary_version SET last_seen_at = :now
                        WHERE service = :service AND version = :version
                        """, row.addValue("version", newest.get().version()));
            }
            return sql.update(
                    """
                    INSERT INTO portal_dictionary_version
                        (service, version, hash, row_count, seen_at, last_seen_at, content)
                    VALUES (:service, :version, :hash, :rows, :now, :now, :content)
                    """,
                    row.addValue("version", newest.map(Newest::version).orElse(0) + 1)
                            .addValue("hash", content.hash())
                            .addValue("rows", rows.size())
                            .addValue("content", content.told()));
        });
    }

    private static Optional<Newest> newest(Statements sql, String service) {
        return sql.one(
                """
                SELECT version, hash FROM portal_dictionary_version WHERE service = :service
                ORDER BY version DESC LIMIT 1
                """,
                values("service", service),
                (row, number) -> new Newest(row.getInt("version"), row.getString("hash")));
    }
}
