package vn.lienthong.procedures;

import static vn.lienthong.procedures.Rows.values;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.intake.Arrival;
import vn.lienthong.intake.Examined;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.IntakeException;
import vn.lienthong.intake.RecordKey;
import vn.lienthong.intake.SourceReport;
import vn.lienthong.ledger.Memos;
import vn.lienthong.ledger.Memos.Memo;
import vn.lienthong.ledger.Store;

/**
 * Gives every new version of a procedure to the flows that take them, oldest first: a record as the portal told it, entered in
 * one transaction with the note of how far the flow has come. A flow that is named later is given all from the first on. Safe
 * for any number of threads and processes: of two that give the same, one gives nothing.
 */
final class VersionRelay {

    private static final int PAGE = 50;

    private final Store store;
    private final Memos memos;
    private final Intake intake;
    private final Map<String, Problem> faults = new ConcurrentHashMap<>();

    VersionRelay(Store store, Memos memos, Intake intake) {
        this.store = store;
        this.memos = memos;
        this.intake = intake;
    }

    /** @param change the one that made the version */
    private record Version(long change, String place, SourceRecord record) {}

    /**
     * Gives a flow the next few.
     *
     * @return false if there is nothing more to give it just now
     */
    boolean step(String flow) {
        Memo memo = memos.read("procedures/" + flow);
        List<Version> next = after(memo.content() == null ? 0 : Long.parseLong(memo.content()));
        if (next.isEmpty()) {
            return false;
        }
        SourceReport report = new SourceReport(flow, "procedures", faults);
        List<Arrival> arrivals = new ArrayList<>();
        try {
            for (Version version : next) {
                Examined examined = intake.examine(flow, version.record());
                arrivals.add(new Arrival(examined, RecordKey.ofRow(examined), version.place(), List.of()));
            }
        } catch (IntakeException notNow) {
            report.fault(notNow.problem());
            return false;
        }
        report.well();
        boolean entered = intake.enter(
                        memo.name(), arrivals, memo, "" + next.getLast().change())
                .isPresent();
        return entered && next.size() == PAGE;
    }

    private List<Version> after(long change) {
        return store.read(sql -> sql.list(
                """
                SELECT change.id, change.code, change.version, told.content
                FROM portal_procedure_change change
                JOIN portal_procedure_version told ON told.code = change.code AND told.version = change.version
                WHERE change.id > :after AND change.kind IN ('NEW', 'CHANGED')
                ORDER BY change.id LIMIT :most
                """,
                values("after", change).addValue("most", PAGE),
                (row, number) -> new Version(
                        row.getLong("id"),
                        row.getString("code") + " v" + row.getInt("version"),
                        new SourceRecord(row.getBytes("content"), "application/json"))));
    }
}
