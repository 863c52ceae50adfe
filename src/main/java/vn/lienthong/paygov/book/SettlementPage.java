package vn.lienthong.paygov.book;

import static vn.lienthong.paygov.book.Rows.values;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.ledger.Store.Statements;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.Reconciliation.Line;
import vn.lienthong.paygov.Reconciliation.Status;
import vn.lienthong.paygov.book.Comparison.Earlier;
import vn.lienthong.paygov.book.Comparison.Found;
import vn.lienthong.paygov.book.SettlementLine.Said;

/** A page of a settlement file, compared in one transaction: what is known of all its lines is looked up at once. */
final class SettlementPage {

    private record Name(Gateway gateway, String reference) {}

    /** In no order: asked for one, SQLite would read all lines of the report. */
    private static final String EARLIER = """
            SELECT gateway, reference, transaction_no, status, amount, happened_at, booked FROM payment_reconciliation_line
            WHERE reconciliation = :id AND reference IN (:references)
            """;

    private static final List<String> GATEWAYS =
            Stream.of(Gateway.values()).map(Gateway::code).toList();

    private final Statements sql;
    private final long reconciliation;
    private final Map<Name, Payment> byName = new HashMap<>();
    private final Map<String, List<Payment>> byDossier;
    private final Map<Name, List<Earlier>> earlier = new HashMap<>();

    SettlementPage(Statements sql, long reconciliation, List<SettlementLine> lines) {
        this.sql = sql;
        this.reconciliation = reconciliation;
        List<Said> said = lines.stream()
                .map(SettlementLine::said)
                .filter(Objects::nonNull)
                .toList();
        referred(said.stream().map(Said::reference))
                .forEach(payment -> byName.put(new Name(payment.gateway(), payment.reference()), payment));
        byDossier = ofDossiers(
                        said.stream().filter(line -> byName(line) == null).map(Said::dossier))
                .stream()
                .collect(Collectors.groupingBy(payment -> payment.dossier().value()));
        remember(said);
    }

    /** By gateway too: the index of references begins with it. */
    private List<Payment> referred(Stream<@Nullable String> references) {
        List<String> known = known(references);
        return known.isEmpty()
                ? List.of()
                : Rows.list(
                        sql,
                        "WHERE gateway IN (:gateways) AND reference IN (:references)",
                        values("references", known).addValue("gateways", GATEWAYS));
    }

    private List<Payment> ofDossiers(Stream<@Nullable String> dossiers) {
        List<String> known = known(dossiers);
        return known.isEmpty() ? List.of() : Rows.list(sql, "WHERE dossier IN (:dossiers)", values("dossiers", known));
    }

    private static List<String> known(Stream<@Nullable String> names) {
        return names.filter(Objects::nonNull).distinct().toList();
    }

    private void remember(List<Said> said) {
        List<String> references = known(said.stream().map(this::reference));
        if (references.isEmpty()) {
            return;
        }
        sql.list(EARLIER, values("id", reconciliation).addValue("references", references), (row, number) -> {
            Gateway gateway = Gateway.named(row.getString("gateway")).orElseThrow();
            remember(new Name(gateway, row.getString("reference")), earlier(row));
            return gateway;
        });
    }

    private static Earlier earlier(ResultSet row) throws SQLException {
        return new Earlier(
                row.getString("transaction_no"),
                Status.valueOf(row.getString("status")),
                row.getLong("amount"),
                Rows.time(row, "happened_at"),
                row.getObject("booked") != null);
    }

    private void remember(Name name, Earlier line) {
        earlier.computeIfAbsent(name, fresh -> new ArrayList<>()).add(line);
    }

    /** What a line comes to; later lines of the page know of it. */
    Line compare(SettlementLine line) {
        Said said = line.said();
        if (said == null) {
            return Line.unreadable(line.number(), line.place());
        }
        Payment ours = ours(said);
        String reference = ours == null ? said.reference() : ours.reference();
        List<Earlier> before =
                reference == null ? List.of() : earlier.getOrDefault(new Name(said.gateway(), reference), List.of());
        Found found = new Comparison(said, ours, ofDossier(said), before).found();
        if (reference != null) {
            remember(
                    new Name(said.gateway(), reference),
                    new Earlier(said.transactionNo(), said.status(), said.amount(), said.at(), found.booked() != null));
        }
        return line(line, reference, ours, found);
    }

    private static Line line(SettlementLine line, @Nullable String reference, @Nullable Payment ours, Found found) {
        Said said = Objects.requireNonNull(line.said());
        return new Line(
                line.number(),
                line.place(),
                found.verdict(),
                found.problem(),
                said.gateway(),
                reference,
                said.transactionNo(),
                said.dossier(),
                said.status(),
                said.amount(),
                said.at(),
                ours == null ? null : ours.id(),
                found.booked());
    }

    private @Nullable String reference(Said said) {
        Payment ours = ours(said);
        return ours == null ? said.reference() : ours.reference();
    }

    private @Nullable Payment ours(Said said) {
        return said.reference() == null ? onlyOne(said) : byName(said);
    }

    private @Nullable Payment byName(Said said) {
        return said.reference() == null ? null : byName.get(new Name(said.gateway(), said.reference()));
    }

    private List<Payment> ofDossier(Said said) {
        return said.dossier() == null ? List.of() : byDossier.getOrDefault(said.dossier(), List.of());
    }

    /** A line that names no order means the dossier's one that was paid; without one, its only one. */
    private @Nullable Payment onlyOne(Said said) {
        List<Payment> payments = ofDossier(said).stream()
                .filter(payment -> payment.gateway() == said.gateway())
                .toList();
        List<Payment> paid =
                payments.stream().filter(payment -> payment.state().wasPaid()).toList();
        List<Payment> meant = paid.isEmpty() ? payments : paid;
        return meant.size() == 1 ? meant.getFirst() : null;
    }
}
