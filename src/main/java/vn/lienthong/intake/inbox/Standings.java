package vn.lienthong.intake.inbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.intake.inbox.PageReader.ReadRow;
import vn.lienthong.ledger.Ledger.Change;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.LedgerView.Known;

/** How the rows of a page stand to what the ledger knows: one statement, and one more for what it has to be asked further. */
final class Standings {

    private final String source;
    private final List<ReadRow> rows;
    private final Take take;
    private final LedgerView view;
    private final Map<String, Known> known = new HashMap<>();

    private Standings(String source, List<ReadRow> rows, Take take, LedgerView view) {
        this.source = source;
        this.rows = rows;
        this.take = take;
        this.view = view;
    }

    /**
     * One for each row, in order.
     *
     * @param repeated the rows of this file that said what was known before it: the ledger tells of those it has from the file
     */
    static List<Standing> of(String source, List<ReadRow> rows, Take take, RepeatedRows repeated, LedgerView view) {
        Standings standings = new Standings(source, rows, take, view);
        return standings.returning(standings.ordered(standings.known(repeated)));
    }

    private List<Standing> known(RepeatedRows repeated) {
        view.known(source, rows.stream().map(ReadRow::key).distinct().toList())
                .forEach(one -> known.put(one.key(), one));
        return rows.stream().map(row -> standing(row, repeated)).toList();
    }

    private Standing standing(ReadRow row, RepeatedRows repeated) {
        Standing byLedger = Standing.of(row, Position.of(take, row.number()), known.get(row.key()));
        Standing earlier = byLedger.kind() == Standing.Kind.OPEN ? repeated.standing(row) : null;
        return earlier == null ? byLedger : earlier;
    }

    /** Two rows that were changed at different times do not contradict each other: the ledger knows which is newer. */
    private List<Standing> ordered(List<Standing> standings) {
        List<String> contradicting = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Change change = contradictingChange(rows.get(i), standings.get(i));
            if (change != null) {
                contradicting.add(change.of());
            }
        }
        if (contradicting.isEmpty()) {
            return standings;
        }
        Map<String, Instant> latest = view.changes(contradicting);
        List<Standing> ordered = new ArrayList<>(standings);
        for (int i = 0; i < rows.size(); i++) {
            Change change = contradictingChange(rows.get(i), standings.get(i));
            Instant before = change == null ? null : latest.get(change.of());
            if (change != null && before != null && !before.equals(change.at().truncatedTo(ChronoUnit.MILLIS))) {
                ordered.set(i, Standing.OPEN);
            }
        }
        return ordered;
    }

    private static @Nullable Change contradictingChange(ReadRow row, Standing standing) {
        return standing.kind() == Standing.Kind.CONTRADICTS ? row.examined().change() : null;
    }

    /**
     * An old file that is dropped once more would take dossiers back to what they were. That a source has gone back by itself, and
     * has written the same bytes once more, cannot be excluded, so it is for a person to say. Where records tell when they were
     * changed the ledger knows.
     */
    private List<Standing> returning(List<Standing> standings) {
        Map<String, String> replacing = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            if (replaces(rows.get(i), standings.get(i))) {
                replacing.put(
                        rows.get(i).key(), rows.get(i).examined().identity().contentHash());
            }
        }
        Map<String, Position> before = new HashMap<>();
        for (Known version : view.versions(source, replacing)) {
            Position position = Position.parse(version.position());
            if (position != null && position.sameContent(Position.of(take, 0))) {
                before.put(version.key(), position);
            }
        }
        if (before.isEmpty()) {
            return standings;
        }
        List<Standing> returning = new ArrayList<>(standings);
        for (int i = 0; i < rows.size(); i++) {
            Position position = before.get(rows.get(i).key());
            if (position != null && replaces(rows.get(i), standings.get(i))) {
                returning.set(i, new Standing(Standing.Kind.RETURNS, position.row()));
            }
        }
        return returning;
    }

    private boolean replaces(ReadRow row, Standing standing) {
        Known newest = known.get(row.key());
        return standing.kind() == Standing.Kind.OPEN
                && newest != null
                && !newest.contentHash().equals(row.examined().identity().contentHash())
                && row.examined().change() == null
                && row.examined().notOwed() == null;
    }
}
