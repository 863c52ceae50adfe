package vn.lienthong.figures;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.figures.DossierFacts.Channel;
import vn.lienthong.figures.DossierFacts.Promise;
import vn.lienthong.figures.DossierFacts.State;
import vn.lienthong.ledger.Store;
import vn.lienthong.ledger.Store.Statements;

/** The counts in the ledger's database, and how far the records have been read into them. */
final class FigureBook {

    private static final String SAME = "state = :state AND month = :month AND field = :field AND agency = :agency"
            + " AND channel = :channel AND promise = :promise";

    private final Store store;

    FigureBook(Store store) {
        this.store = store;
    }

    /** The last record read, in the order in which they were entered. */
    record Mark(Instant receivedAt, long record, @Nullable String waitsFor) {}

    /** Dossiers of one kind. */
    record Cell(State state, int month, String field, String agency, Channel channel, Promise promise, long amount) {}

    /** What one record says of its dossier. */
    record Said(String dossier, DossierFacts facts) {}

    Mark mark() {
        return store.read(sql -> mark(sql, ""));
    }

    List<Cell> cells() {
        return store.read(sql -> sql.list(
                "SELECT * FROM figure WHERE amount > 0 ORDER BY month, field, agency",
                new MapSqlParameterSource(),
                (row, number) -> new Cell(
                        State.valueOf(row.getString("state")),
                        row.getInt("month"),
                        row.getString("field"),
                        row.getString("agency"),
                        Channel.valueOf(row.getString("channel")),
                        Promise.valueOf(row.getString("promise")),
                        row.getLong("amount"))));
    }

    /**
     * Counts what records say, oldest first, and moves the mark, in one transaction.
     *
     * @return false if another process has moved the mark since it was read; nothing was counted then
     */
    boolean count(Mark read, Mark reached, List<Said> records) {
        return store.write(sql -> {
            if (!mark(sql, sql.lock("figure_reading")).equals(read)) {
                return false;
            }
            records.forEach(said -> count(sql, said));
            sql.update(
                    "UPDATE figure_reading SET received_at = :at, record = :record, waits_for = :flow WHERE id = 1",
                    new MapSqlParameterSource("at", reached.receivedAt().toEpochMilli())
                            .addValue("record", reached.record())
                            .addValue("flow", reached.waitsFor()));
            return true;
        });
    }

    private static Mark mark(Statements sql, String lock) {
        return sql.one(
                        "SELECT received_at, record, waits_for FROM figure_reading WHERE id = 1 " + lock,
                        new MapSqlParameterSource(),
                        (row, number) -> new Mark(
                                Instant.ofEpochMilli(row.getLong("received_at")),
                                row.getLong("record"),
                                row.getString("waits_for")))
                .orElseThrow();
    }

    private static void count(Statements sql, Said said) {
        MapSqlParameterSource now = values(said);
        Optional<Map<String, Object>> before = sql.one(
                "SELECT state, month, field, agency, channel, promise FROM figure_dossier WHERE dossier = :dossier",
                now,
                (row, number) -> Map.of(
                        "state", row.getString("state"),
                        "month", row.getInt("month"),
                        "field", row.getString("field"),
                        "agency", row.getString("agency"),
                        "channel", row.getString("channel"),
                        "promise", row.getString("promise")));
        before.ifPresent(then ->
                sql.update("UPDATE figure SET amount = amount - 1 WHERE " + SAME, new MapSqlParameterSource(then)));
        sql.update("""
                INSERT INTO figure_dossier (dossier, state, month, field, agency, channel, promise)
                VALUES (:dossier, :state, :month, :field, :agency, :channel, :promise)
                ON CONFLICT (dossier) DO UPDATE SET state = excluded.state, month = excluded.month,
                    field = excluded.field, agency = excluded.agency, channel = excluded.channel,
                    promise = excluded.promise
                """, now);
        sql.update("""
                INSERT INTO figure (state, month, field, agency, channel, promise, amount)
                VALUES (:state, :month, :field, :agency, :channel, :promise, 1)
                ON CONFLICT (state, month, field, agency, channel, promise)
                DO UPDATE SET amount = figure.amount + 1
                """, now);
    }

    private static MapSqlParameterSource values(Said said) {
        DossierFacts facts = said.facts();
        return new MapSqlParameterSource("dossier", said.dossier())
                .addValue("state", facts.state().name())
                .addValue("month", facts.month())
                .addValue("field", facts.field())
                .addValue("agency", facts.agency())
                .addValue("channel", facts.channel().name())
                .addValue("promise", facts.promise().name());
    }
}
