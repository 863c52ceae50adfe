package vn.lienthong.intake.inbox;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.Arrival;
import vn.lienthong.intake.CameLate;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.Page;
import vn.lienthong.intake.RepeatedWaits;
import vn.lienthong.intake.inbox.PageReader.ReadRow;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.Memos.Memo;

/** Consecutive rows of a dropped file. */
final class FilePage implements Page {

    private static final String CONFLICT = "intake.conflict-in-file";
    private static final String SAME_FILE = "intake.same-file-again";
    private static final Set<String> OBJECTIONS = Set.of(CONFLICT, SAME_FILE);

    private final String flow;
    private final Take take;
    private final List<ReadRow> rows;
    private final RepeatedRows repeated;
    private final LedgerSide ledger;
    private final Supplier<Supply.There> there;
    private @Nullable List<RowResult> results;
    private Take.@Nullable Version newest;
    private Outcome outcome = Outcome.NOT_ENTERED;

    /** What became of it. */
    enum Outcome {
        /** The route never came to the step that enters. */
        NOT_ENTERED,
        ENTERED,
        /** Rows of another file of the flow were entered since these were compared with what the ledger has. */
        OVERTAKEN,
        LEDGER_AWAY,
        SUPPLY_AWAY
    }

    /** @param there whether the file is still to be taken where its supply has it */
    FilePage(
            String flow,
            Take take,
            List<ReadRow> rows,
            RepeatedRows repeated,
            LedgerSide ledger,
            Supplier<Supply.There> there) {
        this.flow = flow;
        this.take = take;
        this.rows = rows;
        this.repeated = repeated;
        this.ledger = ledger;
        this.there = there;
    }

    @Override
    public String flow() {
        return flow;
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public void enter() {
        if (results != null) {
            return;
        }
        try {
            outcome = entered();
        } catch (LedgerUnavailable away) {
            outcome = Outcome.LEDGER_AWAY;
        }
    }

    /** Null until entered. */
    @Nullable
    List<RowResult> results() {
        return results;
    }

    Outcome outcome() {
        return outcome;
    }

    long lastRow() {
        return rows.getLast().number();
    }

    /** The last row that the ledger did not have; null if it had them all, or nothing is entered yet. */
    Take.@Nullable Version newest() {
        return newest;
    }

    /** The memo is read first: what another process enters after that is compared with before anything is entered here. */
    private Outcome entered() {
        String source = "inbox/" + flow;
        Memo read = ledger.memos().read(source);
        List<Standing> standings = Standings.of(source, rows, take, repeated, ledger.view());
        if (standings.stream().anyMatch(one -> one.kind() == Standing.Kind.RETURNS)) {
            switch (there.get()) {
                case STILL -> {}
                case NO_MORE ->
                    standings = standings.stream().map(FilePage::before).toList();
                case UNKNOWN -> {
                    return Outcome.SUPPLY_AWAY;
                }
            }
        }
        List<Arrival> arrivals = arrivals(standings);
        Optional<List<Entered>> entered = arrivals.isEmpty()
                ? Optional.of(List.of())
                : ledger.intake().enter(source, arrivals, read, take.drop());
        if (entered.isEmpty()) {
            return Outcome.OVERTAKEN;
        }
        newest = newest(arrivals, entered.get());
        results = told(standings, entered.get());
        return Outcome.ENTERED;
    }

    /** What this row says has not come back: another process has taken it from the same file, before it took a newer one. */
    private static Standing before(Standing standing) {
        return standing.kind() == Standing.Kind.RETURNS ? new Standing(Standing.Kind.BEFORE, standing.row()) : standing;
    }

    private List<Arrival> arrivals(List<Standing> standings) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            ReadRow row = rows.get(i);
            Standing standing = standings.get(i);
            if (standing.enters()) {
                String here = Position.of(take, row.number()).toString();
                arrivals.add(new Arrival(row.examined(), row.key(), here, objections(row, standing)));
            }
        }
        return arrivals;
    }

    private List<RowResult> told(List<Standing> standings, List<Entered> entered) {
        Set<Long> dead = ledger.view()
                .dead(entered.stream()
                        .filter(one -> one.kind() == Entered.Kind.REPEATED)
                        .flatMap(one -> one.deliveries().stream())
                        .toList());
        Iterator<Entered> next = entered.iterator();
        List<RowResult> told = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Standing standing = standings.get(i);
            Entered one = standing.enters() ? next.next() : null;
            if (standing.kind() == Standing.Kind.BEFORE || one != null && one.kind() == Entered.Kind.REPEATED) {
                repeated.add(rows.get(i));
            }
            told.add(told(rows.get(i), standing, one, dead));
        }
        return told;
    }

    private static Take.@Nullable Version newest(List<Arrival> arrivals, List<Entered> entered) {
        for (int i = entered.size() - 1; i >= 0; i--) {
            Entered.Kind kind = entered.get(i).kind();
            if (kind == Entered.Kind.NEW || kind == Entered.Kind.NEW_VERSION) {
                Arrival last = arrivals.get(i);
                return new Take.Version(last.key(), last.examined().identity().contentHash());
            }
        }
        return null;
    }

    private static List<Problem> objections(ReadRow row, Standing standing) {
        return standing.objects()
                ? List.of(Problem.of(standing.kind() == Standing.Kind.RETURNS ? SAME_FILE : CONFLICT)
                        .with("row", Long.toString(standing.row()))
                        .at(row.place()))
                : List.of();
    }

    /** @param dead those of the deliveries entered before that wait for a person */
    private RowResult told(ReadRow row, Standing standing, @Nullable Entered entered, Set<Long> dead) {
        Problem late = CameLate.of(row.examined(), entered);
        if (late != null) {
            return result(row, RowResult.Kind.OLDER, List.of(late), entered);
        }
        return switch (standing.kind()) {
            case REPEATS ->
                result(
                        row,
                        RowResult.Kind.REPEATED_IN_FILE,
                        List.of(Problem.of("intake.repeated-in-file").with("row", Long.toString(standing.row()))),
                        entered);
            case BEFORE -> result(row, RowResult.Kind.REPEATED, List.of(Problem.of("intake.repeated")), entered);
            case CONTRADICTS -> result(row, RowResult.Kind.CONFLICT, objections(row, standing), entered);
            case RETURNS -> result(row, RowResult.Kind.DEAD, objections(row, standing), entered);
            case OPEN, OURS ->
                entered != null && entered.kind() == Entered.Kind.REPEATED && standing.kind() == Standing.Kind.OPEN
                        ? repeated(row, entered, dead)
                        : first(row, entered);
        };
    }

    private static RowResult repeated(ReadRow row, Entered entered, Set<Long> dead) {
        Problem waits = RepeatedWaits.of(entered, dead);
        return waits == null
                ? result(row, RowResult.Kind.REPEATED, List.of(Problem.of("intake.repeated")), entered)
                : result(row, RowResult.Kind.DEAD, List.of(waits), entered);
    }

    /** A row this file has brought. After a crash it may be one the ledger took as a conflict: the ledger says so. */
    private RowResult first(ReadRow row, @Nullable Entered entered) {
        Problem notOwed = row.examined().notOwed();
        if (notOwed != null) {
            return result(row, RowResult.Kind.NOT_OWED, List.of(notOwed), entered);
        }
        boolean anew = entered != null && entered.version() > 1;
        List<Problem> objections =
                entered != null && anew && entered.kind() == Entered.Kind.REPEATED ? objections(entered) : List.of();
        if (!objections.isEmpty()) {
            boolean conflict = objections.getFirst().code().equals(CONFLICT);
            return result(row, conflict ? RowResult.Kind.CONFLICT : RowResult.Kind.DEAD, objections, entered);
        }
        if (!row.examined().problems().isEmpty()) {
            return result(row, RowResult.Kind.DEAD, List.of(), entered);
        }
        return result(row, anew ? RowResult.Kind.NEW_VERSION : RowResult.Kind.TAKEN, List.of(), entered);
    }

    private List<Problem> objections(Entered entered) {
        return entered.deliveries().stream()
                .flatMap(id -> ledger.view().delivery(id).stream())
                .flatMap(delivery -> delivery.problems().stream())
                .filter(problem -> OBJECTIONS.contains(problem.code()))
                .toList();
    }

    private static RowResult result(ReadRow row, RowResult.Kind kind, List<Problem> about, @Nullable Entered entered) {
        List<Problem> problems = new ArrayList<>(about);
        if (kind != RowResult.Kind.REPEATED_IN_FILE) {
            problems.addAll(row.examined().problems());
        }
        var dossier = row.examined().identity().dossier();
        return new RowResult(
                row.number(),
                row.place(),
                dossier == null ? null : dossier.value(),
                kind,
                problems,
                row.examined().warnings(),
                entered == null ? List.of() : entered.deliveries());
    }
}
