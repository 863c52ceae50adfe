package vn.lienthong.ledger;

import static vn.lienthong.ledger.Sql.values;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.dossier.Sha256;

/** Definitions in the ledger's database: a version's row names its files by their hashes. */
final class JdbcDefinitions implements Definitions {

    private final Database database;
    private final InstantSource time;

    JdbcDefinitions(Database database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    @Override
    public void keep(List<Made> versions) {
        List<Made> fresh = database.read(() -> missing(database.reading(), versions));
        if (!fresh.isEmpty()) {
            database.write(() -> keep(database.writing(), fresh));
        }
    }

    private static List<Made> missing(Sql sql, List<Made> versions) {
        return versions.stream()
                .filter(made -> sql.one(
                                "SELECT 1 FROM mapping_version WHERE mapping = :mapping AND version = :version",
                                values("mapping", made.mapping()).addValue("version", made.version()),
                                (row, number) -> true)
                        .isEmpty())
                .toList();
    }

    private int keep(Sql sql, List<Made> versions) {
        Map<String, byte[]> contents = new TreeMap<>();
        List<MapSqlParameterSource> rows = new ArrayList<>();
        for (Made made : versions) {
            Map<String, String> hashes = new TreeMap<>();
            made.files().forEach((name, content) -> {
                String hash = Sha256.hex(content);
                hashes.put(name, hash);
                contents.put(hash, content);
            });
            rows.add(values("mapping", made.mapping())
                    .addValue("version", made.version())
                    .addValue("now", time.instant().toEpochMilli())
                    .addValue("files", Text.names(hashes)));
        }
        sql.batch(
                "INSERT INTO definition (hash, content) VALUES (:hash, :content) ON CONFLICT (hash) DO NOTHING",
                contents.entrySet().stream()
                        .map(each -> values("hash", each.getKey()).addValue("content", each.getValue()))
                        .toList());
        sql.batch("""
                INSERT INTO mapping_version (mapping, version, kept_at, files) VALUES (:mapping, :version, :now, :files)
                ON CONFLICT (mapping, version) DO NOTHING
                """, rows);
        return rows.size();
    }

    @Override
    public List<Version> versions(String mapping) {
        return database.read(() -> database.reading()
                .list(
                        """
                        SELECT mapping, version, kept_at FROM mapping_version WHERE mapping = :mapping
                        ORDER BY kept_at DESC, version
                        """,
                        values("mapping", Text.storable(mapping)),
                        (row, number) -> new Version(
                                row.getString("mapping"),
                                row.getString("version"),
                                Instant.ofEpochMilli(row.getLong("kept_at")))));
    }

    @Override
    public Optional<SortedMap<String, byte[]>> files(String mapping, String version) {
        return database.read(() -> database.reading()
                .one(
                        "SELECT files FROM mapping_version WHERE mapping = :mapping AND version = :version",
                        values("mapping", Text.storable(mapping)).addValue("version", Text.storable(version)),
                        (row, number) -> Text.names(row.getString("files")))
                .map(names -> contents(database.reading(), names)));
    }

    private static SortedMap<String, byte[]> contents(Sql sql, Map<String, String> names) {
        Map<String, byte[]> byHash = new TreeMap<>();
        sql.list(
                "SELECT hash, content FROM definition WHERE hash IN (:hashes)",
                values("hashes", Sql.padded(names.values())),
                (row, number) -> byHash.put(row.getString("hash"), row.getBytes("content")));
        SortedMap<String, byte[]> files = new TreeMap<>();
        names.forEach((name, hash) -> files.put(name, byHash.getOrDefault(hash, new byte[0])));
        return files;
    }
}
