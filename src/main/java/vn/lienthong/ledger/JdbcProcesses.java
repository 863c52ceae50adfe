package vn.lienthong.ledger;

import static vn.lienthong.ledger.Sql.values;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The processes in the ledger's database. A ledger in a file has one, and asks nobody. */
final class JdbcProcesses implements Processes {

    private final Database database;
    private final InstantSource time;

    JdbcProcesses(Database database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    @Override
    public Standing seen(String process, Duration gone) {
        if (database.isFile()) {
            return Standing.ALONE;
        }
        List<String> all = database.write(() -> {
            long now = time.instant().toEpochMilli();
            Sql sql = database.writing();
            // One seen at a time that is still to come died while the clock was ahead, or comes back at its next word.
            sql.update(
                    "DELETE FROM process WHERE seen_at <= :gone OR seen_at > :to_come",
                    values("gone", now - gone.toMillis()).addValue("to_come", TimeSetBack.toCome(now)));
            sql.update("""
                    INSERT INTO process (id, joined_at, seen_at) VALUES (:id, :now, :now)
                    ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at
                    """, values("id", process).addValue("now", now));
            return sql.list(
                    "SELECT id FROM process ORDER BY joined_at, id", values(), (row, number) -> row.getString("id"));
        });
        return new Standing(all.indexOf(process), all.size());
    }

    @Override
    public void leave(String process) {
        if (!database.isFile()) {
            database.write(
                    () -> database.writing().update("DELETE FROM process WHERE id = :id", values("id", process)));
        }
    }
}
