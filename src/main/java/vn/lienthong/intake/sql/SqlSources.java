package vn.lienthong.intake.sql;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import vn.lienthong.connections.Databases;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.Source;
import vn.lienthong.intake.SourceReport;
import vn.lienthong.intake.Sources;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.Memos;

/** The ministry's databases, and what is wrong with them now. Safe for any number of threads. */
public final class SqlSources implements Sources {

    private final Databases databases;
    private final LedgerSide ledger;
    private final InstantSource clock;
    private final LongSupplier ticks;
    private final Map<String, Problem> faults = new ConcurrentSkipListMap<>();

    /** @param ticks nanoseconds that pass evenly, as {@link System#nanoTime} */
    public SqlSources(
            Databases databases, Intake intake, LedgerView view, Memos memos, InstantSource clock, LongSupplier ticks) {
        this.databases = databases;
        this.ledger = new LedgerSide(intake, view, memos);
        this.clock = clock;
        this.ticks = ticks;
    }

    /**
     * Opens a source without reaching for its database: that is the first step's business, and tried again and again.
     *
     * @throws IllegalArgumentException if the settings know no such database, or there is no driver for it
     */
    public Source open(Polling polling) {
        SourceDatabase database = new SourceDatabase(databases.find(polling.source()));
        return new SqlSource(
                polling,
                new RowReader(polling, database, clock),
                ledger,
                new SourceReport(polling.flow(), polling.source(), faults),
                ticks);
    }

    /** Databases that cannot be reached, queries they refuse, rows that have no place. Empty when all is well. */
    @Override
    public List<Problem> faults() {
        return List.copyOf(faults.values());
    }
}
