package vn.lienthong.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/**
 * The deliveries whose records came from one place, among so many that the rest of a filter finds. No index leads from a source or
 * a file to its records: each record would pay for it as it comes, and few are ever asked for so. They are looked at one by
 * one instead, a limited number at a time.
 *
 * @param fitting newest first
 * @param last the last that was looked at; null: there is none behind those
 */
record Looked(List<Long> fitting, @Nullable Long last) {

    static final int AT_ONCE = 10_000;

    Looked {
        fitting = List.copyOf(fitting);
    }

    /** @param among the newest {@link #AT_ONCE}, or fewer if there are no more */
    static Looked at(Sql sql, Selection among, Reception reception) {
        List<String> conditions = new ArrayList<>();
        MapSqlParameterSource values = among.values();
        if (reception.source() != null) {
            conditions.add("r.source = :source");
            values.addValue("source", reception.source());
        }
        if (reception.file() != null) {
            String start = reception.file() + "#";
            conditions.add("substr(r.position, 1, :start_length) = :start");
            values.addValue("start", start).addValue("start_length", start.codePointCount(0, start.length()));
        }
        List<Long> fitting = new ArrayList<>();
        List<Long> looked = sql.list(
                "SELECT d.id, CASE WHEN " + String.join(" AND ", conditions) + " THEN 1 ELSE 0 END AS fits FROM ("
                        + among.sql() + ") AS among JOIN delivery d ON d.id = among.id JOIN record r ON r.id = d.record"
                        + " ORDER BY d.id DESC",
                values,
                (row, number) -> {
                    long id = row.getLong("id");
                    if (row.getBoolean("fits")) {
                        fitting.add(id);
                    }
                    return id;
                });
        return new Looked(fitting, looked.size() < AT_ONCE ? null : looked.getLast());
    }

    boolean more() {
        return last != null;
    }
}
