package vn.lienthong.paygov.gateway;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.TableFile;
import vn.lienthong.mapping.TableFile.Row;
import vn.lienthong.paygov.PaymentRefused;
import vn.lienthong.paygov.PaymentRefused.Kind;

/** Who receives the money and how much is owed, by procedure and day: {@code beneficiaries.csv} and {@code fees.csv}. */
public final class Tables {

    private static final String ANY = "*";
    private static final List<String> BENEFICIARIES =
            List.of("procedure", "unit", "unit_name", "bank", "account", "holder", "from", "until");
    private static final List<String> FEES = List.of("procedure", "fee", "amount", "from", "until");

    private final Path folder;

    public Tables(Path folder) {
        this.folder = folder;
    }

    /** Where the money of a procedure goes. */
    public record Beneficiary(String unit, String unitName, String bank, String account, String holder) {}

    /** @throws PaymentRefused if nobody is named for that day, or several are, or the file has a fault */
    public Beneficiary beneficiary(String procedure, LocalDate day) {
        Row row = onlyOne(read("beneficiaries.csv", BENEFICIARIES), procedure, null, day)
                .orElseThrow(() -> new PaymentRefused(
                        Kind.NOT_NOW,
                        Problem.of("paygov.no-beneficiary")
                                .with("procedure", procedure)
                                .with("day", day.toString())));
        return new Beneficiary(
                row.text("unit"), row.text("unit_name"), row.text("bank"), row.text("account"), row.text("holder"));
    }

    /** What is wrong with fees that are asked for; empty if they are those of that day, or the file does not name them. */
    public List<Problem> check(String procedure, List<PaymentRequest.Fee> fees, LocalDate day) {
        List<Row> rows = read("fees.csv", FEES);
        List<Problem> problems = new ArrayList<>();
        for (PaymentRequest.Fee fee : fees) {
            onlyOne(rows, procedure, fee.code(), day)
                    .filter(row -> !row.text("amount").equals(Long.toString(fee.amount())))
                    .ifPresent(row -> problems.add(Problem.of("paygov.other-fee")
                            .in("fees")
                            .at(row.place())
                            .with("fee", fee.code())
                            .with("amount", Long.toString(fee.amount()))
                            .with("owed", row.text("amount"))
                            .with("day", day.toString())));
        }
        return problems;
    }

    private List<Row> read(String name, List<String> columns) {
        TableFile table = TableFile.read(folder, name, columns);
        if (!table.faults().isEmpty()) {
            throw new PaymentRefused(Kind.NOT_NOW, table.faults());
        }
        return table.rows();
    }

    /** A line of the procedure's own stands before the one for any. */
    private static Optional<Row> onlyOne(List<Row> rows, String procedure, @Nullable String fee, LocalDate day) {
        List<Row> that = rows.stream()
                .filter(row ->
                        fee == null || PaymentRequest.code(row.text("fee")).equals(fee))
                .filter(row -> holds(row, day))
                .toList();
        List<Row> own = of(that, procedure);
        List<Row> found = own.isEmpty() ? of(that, ANY) : own;
        if (found.size() > 1) {
            throw new PaymentRefused(
                    Kind.NOT_NOW,
                    Problem.of("paygov.table-ambiguous")
                            .at(found.get(1).place())
                            .with("day", day.toString()));
        }
        return found.stream().findFirst();
    }

    private static List<Row> of(List<Row> rows, String procedure) {
        return rows.stream()
                .filter(row -> row.text("procedure").equals(procedure))
                .toList();
    }

    private static boolean holds(Row row, LocalDate day) {
        try {
            String from = row.text("from");
            String until = row.text("until");
            return (from.isEmpty() || !day.isBefore(LocalDate.parse(from)))
                    && (until.isEmpty() || !day.isAfter(LocalDate.parse(until)));
        } catch (DateTimeException notADay) {
            throw new PaymentRefused(
                    Kind.NOT_NOW, Problem.of("paygov.table-day").at(row.place()));
        }
    }
}
