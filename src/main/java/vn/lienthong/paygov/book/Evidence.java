package vn.lienthong.paygov.book;

import static vn.lienthong.paygov.book.Rows.values;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.ledger.Store.Statements;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.PaymentMessage;

/**
 * Messages as rows. The same one with the same verdict is counted, not kept twice. Whoever can reach the doors can send bad
 * messages without end, so of those that change nothing only so many are kept: the newest where no payment is meant, the first
 * of each payment and problem.
 */
final class Evidence {

    static final int MOST_STRAY = 10_000;
    static final int MOST_OF_A_KIND = 200;

    private static final Set<String> CHANGE_NOTHING = Set.of(Ruling.REFUSED, Ruling.QUARANTINED);

    private static final String MESSAGES = "SELECT * FROM payment_message ";

    private final Statements sql;
    private final Instant now;

    Evidence(Statements sql, Instant now) {
        this.sql = sql;
        this.now = now;
    }

    /** @return the row's number, for whoever refers to it as a proof */
    long keep(Gateway gateway, @Nullable Long payment, Draft draft, String verdict, @Nullable String problem) {
        MapSqlParameterSource values = values("payment", payment)
                .addValue("gateway", gateway.code())
                .addValue("kind", draft.kind())
                .addValue("verdict", verdict)
                .addValue("problem", problem)
                .addValue("now", now.toEpochMilli())
                .addValue("status", draft.status())
                .addValue("sent", sql.closed(draft.sent()))
                .addValue("received", sql.closedText(draft.received()))
                .addValue("hash", draft.hash());
        return same(payment, gateway, draft, verdict)
                .or(() -> oneOfMany(payment, verdict, problem))
                .map(this::count)
                .orElseGet(() -> insert(payment, values));
    }

    /** The last message of its kind where a payment has had enough of them. Bad ones take the place of no other kind. */
    private Optional<Long> oneOfMany(@Nullable Long payment, String verdict, @Nullable String problem) {
        if (payment == null || problem == null || !CHANGE_NOTHING.contains(verdict)) {
            return Optional.empty();
        }
        return sql.one(
                """
                SELECT id FROM payment_message WHERE payment = :payment AND verdict = :verdict AND problem = :problem
                ORDER BY id LIMIT 1 OFFSET :most
                """,
                values("payment", payment)
                        .addValue("verdict", verdict)
                        .addValue("problem", problem)
                        .addValue("most", MOST_OF_A_KIND - 1),
                (row, number) -> row.getLong("id"));
    }

    /** By the payment where one is meant: what was not answered has the same hash for all of them. */
    private Optional<Long> same(@Nullable Long payment, Gateway gateway, Draft draft, String verdict) {
        String of = payment == null ? "payment IS NULL" : "payment = :payment";
        return sql.one(
                "SELECT id FROM payment_message WHERE " + of + """
                         AND hash = :hash AND gateway = :gateway AND kind = :kind AND verdict = :verdict
                        ORDER BY id LIMIT 1
                        """,
                values("payment", payment)
                        .addValue("hash", draft.hash())
                        .addValue("gateway", gateway.code())
                        .addValue("kind", draft.kind())
                        .addValue("verdict", verdict),
                (row, number) -> row.getLong("id"));
    }

    static boolean has(Statements sql, long payment, String hash) {
        return sql.one(
                        "SELECT 1 FROM payment_message WHERE payment = :payment AND hash = :hash LIMIT 1",
                        values("payment", payment).addValue("hash", hash),
                        (row, number) -> true)
                .isPresent();
    }

    private long count(long id) {
        sql.update(
                "UPDATE payment_message SET times = times + 1, last_at = :now WHERE id = :id",
                values("id", id).addValue("now", now.toEpochMilli()));
        return id;
    }

    private long insert(@Nullable Long payment, MapSqlParameterSource values) {
        if (payment == null) {
            forgetOldest();
        }
        long id = sql.number();
        sql.update("""
                INSERT INTO payment_message (id, payment, gateway, kind, verdict, problem, happened_at, last_at, times,
                    status, sent, received, hash)
                VALUES (:id, :payment, :gateway, :kind, :verdict, :problem, :now, :now, 1, :status, :sent, :received,
                    :hash)
                """, values.addValue("id", id));
        return id;
    }

    private void forgetOldest() {
        sql.update("""
                DELETE FROM payment_message WHERE payment IS NULL AND id <=
                    (SELECT id FROM payment_message WHERE payment IS NULL ORDER BY id DESC LIMIT 1 OFFSET :most)
                """, values("most", MOST_STRAY - 1));
    }

    /** Oldest first; at most 500, the newest ones. */
    static List<PaymentMessage> of(Statements sql, long payment) {
        return sql.list(
                        MESSAGES + "WHERE payment = :payment ORDER BY id DESC LIMIT 500",
                        values("payment", payment),
                        (row, number) -> read(sql, row))
                .reversed();
    }

    private static PaymentMessage read(Statements sql, ResultSet row) throws SQLException {
        long payment = row.getLong("payment");
        Long about = row.wasNull() ? null : payment;
        int status = row.getInt("status");
        Integer http = row.wasNull() ? null : status;
        return new PaymentMessage(
                row.getLong("id"),
                about,
                Gateway.named(row.getString("gateway")).orElseThrow(),
                row.getString("kind"),
                row.getString("verdict"),
                row.getString("problem"),
                Instant.ofEpochMilli(row.getLong("happened_at")),
                Instant.ofEpochMilli(row.getLong("last_at")),
                row.getInt("times"),
                http,
                sql.shown(row, "sent"),
                sql.openedText(row, "received"),
                row.getString("hash"));
    }
}
