package vn.lienthong.figures;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.figures.Kind.Promise;
import vn.lienthong.figures.Kind.State;
import vn.lienthong.figures.Kind.Steps;
import vn.lienthong.figures.Reading.Tells;
import vn.lienthong.figures.Told.Channel;
import vn.lienthong.figures.Told.Settled;
import vn.lienthong.figures.Told.Step;
import vn.lienthong.figures.Told.Whole;
import vn.lienthong.ledger.Store.Statements;

/**
 * Joins what one record tells to what its dossier's other records have told, and moves the dossier from one count to another.
 * The outcome is the same in whatever order records come, and the cost the same however many there are.
 */
final class DossierCount {

    private static final String KIND = "state = :state AND month = :month AND field = :field AND agency = :agency"
            + " AND channel = :channel AND promise = :promise";

    private DossierCount() {}

    /** A dossier as it is in the book. */
    private record Known(long receivedAt, long record, Whole whole, Kind kind) {

        /** Of two records of the whole dossier the one entered later holds; the clock may have been put back between them. */
        boolean isNewerThan(Tells tells) {
            return record > tells.place().record();
        }
    }

    /** To be called under the lock on the reading. */
    static void count(Statements sql, Tells tells) {
        Optional<Known> before = known(sql, tells.dossier());
        if (tells.told() instanceof Step step) {
            note(sql, tells.dossier(), step);
        }
        Known joined = joined(before.orElse(null), tells, steps(sql, tells.dossier()));
        if (before.isPresent() && before.get().equals(joined)) {
            return;
        }
        write(sql, tells.dossier(), joined);
        before.ifPresent(
                known -> sql.update("UPDATE figure SET amount = amount - 1 WHERE " + KIND, values(known.kind())));
        sql.update("""
                INSERT INTO figure (state, month, field, agency, channel, promise, amount)
                VALUES (:state, :month, :field, :agency, :channel, :promise, 1)
                ON CONFLICT (state, month, field, agency, channel, promise)
                DO UPDATE SET amount = figure.amount + 1
                """, values(joined.kind()));
    }

    private static Known joined(@Nullable Known before, Tells tells, Steps steps) {
        Whole known = before == null ? Whole.NOTHING : before.whole();
        boolean newest = tells.told() instanceof Whole && (before == null || !before.isNewerThan(tells));
        Whole whole = newest && tells.told() instanceof Whole told
                ? told.filedBy(known.channel())
                : known.filedBy(tells.told().channel());
        return new Known(
                newest ? tells.place().receivedAt().toEpochMilli() : before == null ? 0 : before.receivedAt(),
                newest ? tells.place().record() : before == null ? 0 : before.record(),
                whole,
                Kind.of(whole, steps));
    }

    private static void note(Statements sql, String dossier, Step step) {
        if (step.settled() == Settled.UNKNOWN || step.at().isEmpty()) {
            return;
        }
        sql.update(
                """
                INSERT INTO figure_step (dossier, settled, at, status) VALUES (:dossier, :settled, :at, :status)
                ON CONFLICT (dossier, settled, at) DO UPDATE SET status = excluded.status
                WHERE CAST(excluded.status AS INTEGER) > CAST(figure_step.status AS INTEGER)
                """,
                new MapSqlParameterSource("dossier", dossier)
                        .addValue("settled", step.settled().name())
                        .addValue("at", step.at())
                        .addValue("status", step.status()));
    }

    /** Of an open and a settling step at the same moment, as systems write that know only the day, the second holds. */
    private static Steps steps(Statements sql, String dossier) {
        String openAt = moment(
                sql, "SELECT MAX(at) AS at FROM figure_step WHERE dossier = :dossier AND settled = 'NO'", dossier, "");
        String settledAt = moment(
                sql,
                "SELECT MIN(at) AS at FROM figure_step WHERE dossier = :dossier AND settled = 'YES' AND at >= :from",
                dossier,
                openAt);
        return new Steps(openAt, settledAt);
    }

    private static String moment(Statements sql, String query, String dossier, String from) {
        return sql.list(
                        query,
                        new MapSqlParameterSource("dossier", dossier).addValue("from", from),
                        (row, number) -> Optional.ofNullable(row.getString("at")))
                .getFirst()
                .orElse("");
    }

    private static Optional<Known> known(Statements sql, String dossier) {
        return sql.one(
                "SELECT * FROM figure_dossier WHERE dossier = :dossier",
                new MapSqlParameterSource("dossier", dossier),
                (row, number) -> {
                    Whole whole = new Whole(
                            row.getString("status"),
                            Settled.valueOf(row.getString("settled")),
                            row.getString("finished_at"),
                            row.getString("due_at"),
                            row.getString("procedure_code"),
                            row.getString("field"),
                            row.getString("agency"),
                            Channel.valueOf(row.getString("channel")));
                    Kind kind = new Kind(
                            State.valueOf(row.getString("state")),
                            row.getInt("month"),
                            whole.field(),
                            whole.agency(),
                            whole.channel(),
                            Promise.valueOf(row.getString("promise")));
                    return new Known(row.getLong("received_at"), row.getLong("record"), whole, kind);
                });
    }

    private static void write(Statements sql, String dossier, Known known) {
        sql.update(
                """
                INSERT INTO figure_dossier (dossier, received_at, record, status, settled, finished_at, due_at, procedure_code, field,
                    agency, channel, state, month, promise)
                VALUES (:dossier, :received_at, :record, :status, :settled, :finished_at, :due_at, :procedure, :field,
                    :agency, :channel, :state, :month, :promise)
                ON CONFLICT (dossier) DO UPDATE SET received_at = excluded.received_at, record = excluded.record,
                    status = excluded.status,
                    settled = excluded.settled, finished_at = excluded.finished_at, due_at = excluded.due_at,
                    procedure_code = excluded.procedure_code, field = excluded.field, agency = excluded.agency, channel = excluded.channel,
                    state = excluded.state, month = excluded.month, promise = excluded.promise
                """,
                values(known.kind())
                        .addValue("dossier", dossier)
                        .addValue("received_at", known.receivedAt())
                        .addValue("record", known.record())
                        .addValue("status", known.whole().status())
                        .addValue("settled", known.whole().settled().name())
                        .addValue("finished_at", known.whole().finishedAt())
                        .addValue("due_at", known.whole().dueAt())
                        .addValue("procedure", known.whole().procedure()));
    }

    private static MapSqlParameterSource values(Kind kind) {
        return new MapSqlParameterSource("state", kind.state().name())
                .addValue("month", kind.month())
                .addValue("field", kind.field())
                .addValue("agency", kind.agency())
                .addValue("channel", kind.channel().name())
                .addValue("promise", kind.promise().name());
    }
}
