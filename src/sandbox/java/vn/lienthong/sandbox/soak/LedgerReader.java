package vn.lienthong.sandbox.soak;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.lienthong.sandbox.soak.check.Evidence.Owed;
import vn.lienthong.sandbox.soak.check.Evidence.Said;
import vn.lienthong.sandbox.soak.check.Evidence.Try;
import vn.lienthong.sandbox.soak.plan.EventId;

/** Reads what stands in a ledger, past the product: its tables, by plain SQL. */
final class LedgerReader {

    private static final EventId UNKNOWN = new EventId(-1, -1);

    /** As people are told: owed is what was not delivered and not given up, whether or not it waits. */
    private static final List<String> OWED = List.of("PENDING", "SENDING", "RETRYING", "HELD");

    private final Connection connection;

    LedgerReader(Connection connection) {
        this.connection = connection;
    }

    List<Owed> deliveries() throws SQLException {
        return list(
                """
                SELECT d.id, d.lane, r.version, r.body, d.state, d.position, d.problem_code
                FROM delivery d JOIN record r ON r.id = d.record ORDER BY d.id
                """,
                row -> new Owed(
                        row.getLong("id"),
                        row.getLong("lane"),
                        row.getInt("version"),
                        event(row.getBytes("body")),
                        row.getString("state"),
                        row.getLong("position"),
                        row.getString("problem_code")));
    }

    private static EventId event(byte[] body) {
        return EventId.in(new String(body, StandardCharsets.UTF_8)).stream()
                .findFirst()
                .orElse(UNKNOWN);
    }

    List<Try> tries() throws SQLException {
        return list("SELECT delivery, number, outcome, calls FROM attempt ORDER BY delivery, number", row -> {
            long calls = row.getLong("calls");
            Long orNone = row.wasNull() ? null : calls;
            return new Try(row.getLong("delivery"), row.getInt("number"), row.getString("outcome"), orNone);
        });
    }

    List<Said> said() throws SQLException {
        return list("SELECT calls, number, status, sent, answered FROM call ORDER BY calls, number", row -> {
            int status = row.getInt("status");
            Integer orNone = row.wasNull() ? null : status;
            byte[] sent = row.getBytes("sent");
            return new Said(
                    row.getLong("calls"),
                    row.getInt("number"),
                    sent == null ? null : Messages.withoutSession(sent),
                    orNone,
                    digest(row.getBytes("answered")));
        });
    }

    private static @Nullable String digest(byte @Nullable [] answered) {
        return answered == null ? null : Messages.digest(answered);
    }

    /** The rows, counted here: {@code npsp-dossier DELIVERED}, and lanes whose head waits for a person as PARKED. */
    Map<String, Long> rows() throws SQLException {
        Map<String, Long> counted = new TreeMap<>();
        list("SELECT flow, state, COUNT(*) AS amount FROM delivery GROUP BY flow, state", row -> {
            count(counted, row.getString("flow"), row.getString("state"), row.getLong("amount"));
            return true;
        });
        list("SELECT parked, COUNT(*) AS amount FROM lane WHERE parked IS NOT NULL GROUP BY parked", row -> {
            counted.put(row.getString("parked") + " PARKED", row.getLong("amount"));
            return true;
        });
        return counted;
    }

    /** The tallies the ledger keeps. */
    Map<String, Long> tallies() throws SQLException {
        Map<String, Long> counted = new TreeMap<>();
        list("SELECT flow, what, SUM(amount) AS amount FROM tally WHERE day = 0 GROUP BY flow, what", row -> {
            count(counted, row.getString("flow"), row.getString("what"), row.getLong("amount"));
            return true;
        });
        return counted;
    }

    private static void count(Map<String, Long> counted, String flow, String what, long amount) {
        counted.merge(flow + " " + what, amount, Long::sum);
        if (OWED.contains(what)) {
            counted.merge(flow + " OWED", amount, Long::sum);
        }
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> list(String sql, Reading<T> reading) throws SQLException {
        List<T> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                all.add(reading.of(rows));
            }
        }
        return all;
    }
}
