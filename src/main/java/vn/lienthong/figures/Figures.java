package vn.lienthong.figures;

import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import vn.lienthong.figures.FigureBook.Cell;
import vn.lienthong.figures.Kind.State;
import vn.lienthong.figures.Report.Line;
import vn.lienthong.ledger.Store;

/**
 * The ministry's figures. Safe for any number of threads; costs as many rows as there are months, fields and agencies,
 * however many dossiers. Throws {@link vn.lienthong.ledger.Ledger.LedgerUnavailable} if the ledger is away.
 */
public final class Figures {

    private final FigureBook book;
    private final ProcedureList procedures;
    private final StatusList statuses;

    /** @param lists the folder of {@code procedures.csv} and {@code statuses.csv} */
    public Figures(Store store, Path lists) {
        this.book = new FigureBook(store);
        this.procedures = new ProcedureList(lists);
        this.statuses = new StatusList(lists);
    }

    public Report report() {
        List<Cell> cells = book.cells();
        List<Cell> settled = cells.stream()
                .filter(cell -> cell.kind().state() == State.SETTLED)
                .toList();
        return new Report(
                procedures.count(),
                settled.stream().map(Figures::count).reduce(Count.NONE, Count::plus),
                sum(cells, State.OPEN),
                sum(cells, State.UNKNOWN),
                lines(settled, cell -> month(cell.kind().month())),
                lines(settled, cell -> cell.kind().field()),
                lines(settled, cell -> cell.kind().agency()),
                book.notRead(),
                Stream.of(procedures.faults(), statuses.faults())
                        .flatMap(List::stream)
                        .toList());
    }

    public MonthFigures month(YearMonth month) {
        return MonthFigures.of(report(), month);
    }

    /**
     * What is known of a dossier's status: by the newest record of all of it, and by its latest step. Empty if no record told it.
     *
     * @return codes of {@code npsp/dossier-status}
     */
    public Set<String> statuses(String dossier) {
        return book.statuses(dossier);
    }

    /**
     * How many dossiers are open of each of these procedures; one of which none is open is left out. Costs a look at each that
     * is open, into an index.
     *
     * @param procedures national codes
     */
    public Map<String, Long> open(Set<String> procedures) {
        return book.open(procedures);
    }

    /** Numbers of dossiers that are open of a procedure, in their order. */
    public List<String> openDossiers(String procedure, int most) {
        return book.openDossiers(procedure, most);
    }

    /** Records received until then have been read. */
    public Instant readUntil() {
        return book.reached().receivedAt();
    }

    private static Count count(Cell cell) {
        return Count.of(cell.kind(), cell.amount());
    }

    private static long sum(List<Cell> cells, State state) {
        return cells.stream()
                .filter(cell -> cell.kind().state() == state)
                .mapToLong(Cell::amount)
                .sum();
    }

    private static List<Line> lines(List<Cell> cells, Function<Cell, String> name) {
        Map<String, Count> counts = new TreeMap<>();
        cells.forEach(cell -> counts.merge(name.apply(cell), count(cell), Count::plus));
        List<Line> lines = new ArrayList<>();
        counts.forEach((of, count) -> lines.add(new Line(of, count)));
        return lines;
    }

    private static String month(int month) {
        return month == 0 ? "" : "%04d-%02d".formatted(month / 100, month % 100);
    }
}
