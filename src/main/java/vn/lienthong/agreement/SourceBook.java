package vn.lienthong.agreement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.agreement.SourceList.Line;
import vn.lienthong.agreement.SourceLists.Lines;
import vn.lienthong.ledger.Store;

/** The lists in the ledger's database; the newest few are kept. */
final class SourceBook {

    /** The newest, the one before it, and one that a comparison may still be at work with. */
    private static final int KEPT = 3;

    /** Longer than it takes to read any list: one that is not complete by then was left by a process that died. */
    private static final Duration TAKING = Duration.ofHours(2);

    private static final int AT_A_TIME = 5000;

    /** A list may be cut that lacks more than so many of the list before, and more than one in ten. */
    private static final int FEW = 20;

    private static final int ONE_IN = 10;

    private final Store store;

    SourceBook(Store store) {
        this.store = store;
    }

    /** A line as the list has it. */
    record Given(String dossier, String status, @Nullable Instant changedAt) {

        /** Of two lines of a dossier the one that was changed last; if neither says when, the second. */
        Given later(Given other) {
            return changedAt != null && (other.changedAt == null || other.changedAt.isBefore(changedAt)) ? this : other;
        }
    }

    SourceList begin(String name, String layout, boolean partial, String by, Instant at) {
        tidy(at);
        return store.write(sql -> {
            long id = sql.number();
            sql.update(
                    """
                    INSERT INTO source_list (id, name, layout, given_by, taken_at, partial)
                    VALUES (:id, :name, :layout, :by, :at, :partial)
                    """,
                    new MapSqlParameterSource("id", id)
                            .addValue("name", name)
                            .addValue("layout", layout)
                            .addValue("by", by)
                            .addValue("at", at.toEpochMilli())
                            .addValue("partial", partial ? 1 : 0));
            return new SourceList(id, name, layout, by, at, partial, 0, 0, null, 0);
        });
    }

    /**
     * Of a dossier that stands in the list twice the line that was changed last stays. A line without a time has been so since
     * the list before, if that says the same.
     */
    void page(SourceList list, List<Given> lines) {
        Map<String, Given> once = new LinkedHashMap<>();
        lines.forEach(line -> once.merge(line.dossier(), line, Given::later));
        Long before = newest().map(SourceList::id).orElse(null);
        store.write(sql -> {
            sql.each(
                    """
                    INSERT INTO source_line (list, dossier, status, changed_at, since)
                    VALUES (:list, :dossier, :status, CAST(:changed AS BIGINT), COALESCE(CAST(:changed AS BIGINT),
                        (SELECT since FROM source_line b
                         WHERE b.list = CAST(:before AS BIGINT) AND b.dossier = :dossier AND b.status = :status), :at))
                    ON CONFLICT (list, dossier) DO UPDATE SET status = excluded.status, changed_at = excluded.changed_at,
                        since = excluded.since
                    WHERE source_line.changed_at IS NULL OR excluded.changed_at >= source_line.changed_at
                    """,
                    once.values().stream()
                            .map(line -> new MapSqlParameterSource("list", list.id())
                                    .addValue("dossier", line.dossier())
                                    .addValue("status", line.status())
                                    .addValue(
                                            "changed",
                                            line.changedAt() == null
                                                    ? null
                                                    : line.changedAt().toEpochMilli())
                                    .addValue("before", before)
                                    .addValue("at", list.takenAt().toEpochMilli()))
                            .toList());
            return true;
        });
    }

    SourceList end(SourceList list, Lines lines) {
        long lacks = list.partial() ? 0 : lacks(list);
        return store.write(sql -> {
            sql.update(
                    """
                    UPDATE source_list SET complete = 1, unreadable = :unreadable, problem = :problem, lacks = :lacks,
                        dossiers = (SELECT COUNT(*) FROM source_line WHERE list = :id)
                    WHERE id = :id
                    """,
                    new MapSqlParameterSource("id", list.id())
                            .addValue("unreadable", lines.unreadable())
                            .addValue("problem", lines.problem())
                            .addValue("lacks", lacks));
            return sql.one("SELECT * FROM source_list WHERE id = :id", id(list.id()), SourceBook::list)
                    .orElseThrow();
        });
    }

    /** Held against the whole list before, also if that was cut itself: what two in a row lack is believed. */
    private long lacks(SourceList list) {
        return store.read(sql -> {
            SourceList before = sql.one("""
                            SELECT * FROM source_list WHERE complete = 1 AND partial = 0 AND id < :id ORDER BY id DESC LIMIT 1
                            """, id(list.id()), SourceBook::list).orElse(null);
            if (before == null) {
                return 0L;
            }
            long missing = sql.one("""
                            SELECT COUNT(*) FROM source_line b WHERE b.list = :before
                                AND NOT EXISTS (SELECT 1 FROM source_line n WHERE n.list = :id AND n.dossier = b.dossier)
                            """, id(list.id()).addValue("before", before.id()), (row, number) -> row.getLong(1))
                    .orElseThrow();
            return missing > FEW && missing * ONE_IN > before.dossiers() ? missing : 0L;
        });
    }

    Optional<SourceList> newest() {
        return store.read(sql -> sql.one(
                "SELECT * FROM source_list WHERE complete = 1 ORDER BY id DESC LIMIT 1",
                new MapSqlParameterSource(),
                SourceBook::list));
    }

    Optional<SourceList> find(long id) {
        return store.read(
                sql -> sql.one("SELECT * FROM source_list WHERE complete = 1 AND id = :id", id(id), SourceBook::list));
    }

    List<Line> lines(long list, String after, int most) {
        return store.read(sql -> sql.list(
                "SELECT * FROM source_line WHERE list = :id AND dossier > :after ORDER BY dossier LIMIT :most",
                id(list).addValue("after", after).addValue("most", most),
                (row, number) -> new Line(
                        row.getString("dossier"),
                        row.getString("status"),
                        row.getObject("changed_at") == null ? null : Instant.ofEpochMilli(row.getLong("changed_at")),
                        Instant.ofEpochMilli(row.getLong("since")))));
    }

    /** It is no list any more before the first of its lines is deleted, whatever becomes of this process. */
    void drop(long list) {
        store.write(sql -> sql.update("UPDATE source_list SET complete = 0 WHERE id = :id", id(list)));
        int deleted;
        do {
            deleted = store.write(sql -> sql.update("""
                    DELETE FROM source_line WHERE list = :id AND dossier IN
                        (SELECT dossier FROM source_line WHERE list = :id ORDER BY dossier LIMIT :most)
                    """, id(list).addValue("most", AT_A_TIME)));
        } while (deleted == AT_A_TIME);
        store.write(sql -> sql.update("DELETE FROM source_list WHERE id = :id", id(list)));
    }

    private void tidy(Instant now) {
        List<SourceList> complete = all("complete = 1", now);
        complete.stream().skip(KEPT - 1).forEach(list -> drop(list.id()));
        all("complete = 0 AND taken_at < :left", now).forEach(list -> drop(list.id()));
    }

    private List<SourceList> all(String which, Instant now) {
        return store.read(sql -> sql.list(
                "SELECT * FROM source_list WHERE " + which + " ORDER BY id DESC",
                new MapSqlParameterSource("left", now.minus(TAKING).toEpochMilli()),
                SourceBook::list));
    }

    private static MapSqlParameterSource id(long id) {
        return new MapSqlParameterSource("id", id);
    }

    private static SourceList list(ResultSet row, int number) throws SQLException {
        return new SourceList(
                row.getLong("id"),
                row.getString("name"),
                row.getString("layout"),
                row.getString("given_by"),
                Instant.ofEpochMilli(row.getLong("taken_at")),
                row.getInt("partial") == 1,
                row.getLong("dossiers"),
                row.getLong("unreadable"),
                row.getString("problem"),
                row.getLong("lacks"));
    }
}
