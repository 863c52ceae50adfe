package vn.lienthong.figures;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.figures.Kind.Promise;
import vn.lienthong.figures.Kind.State;
import vn.lienthong.figures.Reading.Nothing;
import vn.lienthong.figures.Reading.Tells;
import vn.lienthong.figures.Reading.Unread;
import vn.lienthong.figures.Report.NotRead;
import vn.lienthong.figures.Told.Channel;
import vn.lienthong.ledger.LedgerView.Reached;
import vn.lienthong.ledger.Store;
import vn.lienthong.ledger.Store.Statements;

/** The counts in the ledger's database, how far the records have been read into them, and which could not be read. */
final class FigureBook {

    private final Store store;

    FigureBook(Store store) {
        this.store = store;
    }

    /** Dossiers of one kind. */
    record Cell(Kind kind, long amount) {}

    Reached reached() {
        return store.read(sql -> reached(sql, ""));
    }

    List<Cell> cells() {
        return store.read(sql -> sql.list(
                "SELECT * FROM figure WHERE amount > 0 ORDER BY month, field, agency",
                new MapSqlParameterSource(),
                (row, number) -> new Cell(
                        new Kind(
                                State.valueOf(row.getString("state")),
                                row.getInt("month"),
                                row.getString("field"),
                                row.getString("agency"),
                                Channel.valueOf(row.getString("channel")),
                                Promise.valueOf(row.getString("promise"))),
                        row.getLong("amount"))));
    }

    /** The status of the newest record of the whole dossier, and that of its latest step or steps; none that is not told. */
    Set<String> statuses(String dossier) {
        MapSqlParameterSource of = new MapSqlParameterSource("dossier", dossier);
        return store.read(sql -> {
            Set<String> found = new TreeSet<>(sql.list(
                    "SELECT status FROM figure_dossier WHERE dossier = :dossier AND status <> ''",
                    of,
                    (row, number) -> row.getString("status")));
            List<Moment> latest = Stream.of("YES", "NO")
                    .flatMap(settled -> sql
                            .one(
                                    """
                            SELECT at, status FROM figure_step WHERE dossier = :dossier AND settled = :settled
                            ORDER BY at DESC LIMIT 1
                            """,
                                    new MapSqlParameterSource("dossier", dossier).addValue("settled", settled),
                                    (row, number) -> new Moment(row.getString("at"), row.getString("status")))
                            .stream())
                    .toList();
            String at = latest.stream()
                    .map(Moment::at)
                    .max(Comparator.naturalOrder())
                    .orElse("");
            latest.stream()
                    .filter(step -> step.at().equals(at))
                    .map(Moment::status)
                    .forEach(found::add);
            return Set.copyOf(found);
        });
    }

    /** How many dossiers are open, by their procedures. */
    Map<String, Long> open(Collection<String> procedures) {
        if (procedures.isEmpty()) {
            return Map.of();
        }
        Map<String, Long> open = new TreeMap<>();
        store.read(sql -> sql.list(
                """
                SELECT procedure_code, COUNT(*) AS dossiers FROM figure_dossier
                WHERE procedure_code IN (:procedures) AND state = 'OPEN' GROUP BY procedure_code
                """,
                new MapSqlParameterSource("procedures", procedures),
                (row, number) -> open.put(row.getString("procedure_code"), row.getLong("dossiers"))));
        return open;
    }

    List<String> openDossiers(String procedure, int most) {
        return store.read(sql -> sql.list(
                """
                SELECT dossier FROM figure_dossier WHERE procedure_code = :procedure AND state = 'OPEN'
                ORDER BY dossier LIMIT :most
                """,
                new MapSqlParameterSource("procedure", procedure).addValue("most", most),
                (row, number) -> row.getString("dossier")));
    }

    private record Moment(String at, String status) {}

    /** How many records of each flow could not be read. */
    List<NotRead> notRead() {
        return store.read(sql -> sql.list(
                "SELECT flow, COUNT(*) AS records FROM figure_unread GROUP BY flow ORDER BY flow",
                new MapSqlParameterSource(),
                (row, number) -> new NotRead(row.getString("flow"), row.getLong("records"))));
    }

    /**
     * Counts what records tell and moves on, in one transaction.
     *
     * @return false if another process has moved on since {@code from} was read; nothing was counted then
     */
    boolean count(Reached from, Reached to, List<Reading> readings) {
        return store.write(sql -> {
            if (!reached(sql, sql.lock("figure_reading")).equals(from)) {
                return false;
            }
            for (Reading reading : readings) {
                switch (reading) {
                    case Tells tells -> DossierCount.count(sql, tells);
                    case Unread unread -> note(sql, unread);
                    case Nothing nothing -> {}
                }
            }
            sql.update(
                    "UPDATE figure_reading SET received_at = :at, record = :record, delivery = :delivery WHERE id = 1",
                    values(to));
            return true;
        });
    }

    /** Records of a flow that could not be read, and were not tried with these mappings. */
    List<Unread> untried(String flow, String version, int most) {
        return store.read(sql -> {
            List<Unread> older = untried(sql, "tried < :version", flow, version, most);
            return older.isEmpty() ? untried(sql, "tried > :version", flow, version, most) : older;
        });
    }

    private static List<Unread> untried(Statements sql, String which, String flow, String version, int most) {
        return sql.list(
                "SELECT * FROM figure_unread WHERE flow = :flow AND " + which + " ORDER BY tried, delivery LIMIT :most",
                new MapSqlParameterSource("flow", flow)
                        .addValue("version", version)
                        .addValue("most", most),
                (row, number) -> new Unread(
                        new Reached(
                                Instant.ofEpochMilli(row.getLong("received_at")),
                                row.getLong("record"),
                                row.getLong("delivery")),
                        row.getString("flow"),
                        row.getString("dossier"),
                        row.getString("tried")));
    }

    /** Counts what records tell that could not be read before; what another process has counted is passed over. */
    void countAgain(List<Reading> readings) {
        store.write(sql -> {
            reached(sql, sql.lock("figure_reading"));
            for (Reading reading : readings) {
                boolean ours =
                        sql.update("DELETE FROM figure_unread WHERE delivery = :delivery", values(reading.place()))
                                == 1;
                if (ours && reading instanceof Tells tells) {
                    DossierCount.count(sql, tells);
                } else if (ours && reading instanceof Unread unread) {
                    note(sql, unread);
                }
            }
            return true;
        });
    }

    private static void note(Statements sql, Unread unread) {
        sql.update(
                """
                INSERT INTO figure_unread (delivery, record, received_at, flow, dossier, tried)
                VALUES (:delivery, :record, :at, :flow, :dossier, :tried)
                ON CONFLICT (delivery) DO NOTHING
                """,
                values(unread.place())
                        .addValue("flow", unread.flow())
                        .addValue("dossier", unread.dossier())
                        .addValue("tried", unread.tried()));
    }

    private static Reached reached(Statements sql, String lock) {
        return sql.one(
                        "SELECT received_at, record, delivery FROM figure_reading WHERE id = 1 " + lock,
                        new MapSqlParameterSource(),
                        (row, number) -> new Reached(
                                Instant.ofEpochMilli(row.getLong("received_at")),
                                row.getLong("record"),
                                row.getLong("delivery")))
                .orElseThrow();
    }

    private static MapSqlParameterSource values(Reached place) {
        return new MapSqlParameterSource("at", place.receivedAt().toEpochMilli())
                .addValue("record", place.record())
                .addValue("delivery", place.delivery());
    }
}
