package vn.lienthong.ledger;

import static vn.lienthong.ledger.Sql.values;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** Memos in the ledger's database. */
final class JdbcMemos implements Memos {

    /** The last of all characters: no name has it. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private final Database database;
    private final InstantSource time;

    JdbcMemos(Database database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /** A range of the primary key, so that it costs the same however many others there are. */
    @Override
    public List<Memo> under(String prefix) {
        return list(
                "SELECT name, version, content FROM memo WHERE name >= :prefix AND name < :after ORDER BY name",
                values("prefix", prefix).addValue("after", prefix + LAST));
    }

    /** By the primary key, however many there are. */
    @Override
    public Memo read(String name) {
        return list("SELECT name, version, content FROM memo WHERE name = :name", values("name", name)).stream()
                .findFirst()
                .orElseGet(() -> new Memo(name, 0, null));
    }

    private List<Memo> list(String sql, MapSqlParameterSource values) {
        return database.read(() -> database.reading()
                .list(
                        sql,
                        values,
                        (row, number) ->
                                new Memo(row.getString("name"), row.getLong("version"), row.getString("content"))));
    }

    @Override
    public Optional<Memo> write(Memo read, String content) {
        boolean done = database.write(
                () -> write(database.writing(), read, content, time.instant().toEpochMilli()));
        return done ? Optional.of(read.rewritten(content)) : Optional.empty();
    }

    /** Inside a transaction; false if somebody else wrote it since it was read. */
    static boolean write(Sql sql, Memo read, String content, long now) {
        return sql.update(
                        """
                        INSERT INTO memo (name, version, content, written_at) VALUES (:name, :version, :content, :now)
                        ON CONFLICT (name) DO UPDATE
                        SET version = excluded.version, content = excluded.content, written_at = excluded.written_at
                        WHERE memo.version = :read
                        """,
                        values("name", read.name())
                                .addValue("version", read.version() + 1)
                                .addValue("content", content)
                                .addValue("read", read.version())
                                .addValue("now", now))
                == 1;
    }
}
