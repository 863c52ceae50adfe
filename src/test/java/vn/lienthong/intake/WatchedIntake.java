package vn.lienthong.intake;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.Memos.Memo;

/** Counts what is offered to the ledger, and lets the process die at the worst moment: what was entered, its source never hears. */
public final class WatchedIntake implements Intake {

    private final Intake behind;
    private int offered;
    private boolean dies;
    private int most = Integer.MAX_VALUE;
    private int examinedUntilStop = -1;
    private boolean fails;
    private @Nullable Runnable beforeCommit;

    public WatchedIntake(Intake behind) {
        this.behind = behind;
    }

    /** A kill, as far as one virtual machine can be its own witness. */
    public static final class Death extends Error {}

    /** The next that enters dies when it is on disk. */
    public void dieAfterTheNextCommit() {
        dies = true;
    }

    /** What more is offered is refused, as by a ledger whose disk is full. */
    public void refuseAfter(int records) {
        most = records;
    }

    /** After that many more records the flow is stopped, until one has been turned away. */
    public void stopFlowAfter(int records) {
        examinedUntilStop = records;
    }

    /** The next page runs into something nobody foresaw, on its way. */
    public void failOnTheWay() {
        fails = true;
    }

    /** What happens elsewhere when the next page has been compared with the ledger, and is not entered yet. */
    public void beforeTheNextCommit(Runnable elsewhere) {
        beforeCommit = elsewhere;
    }

    /** How many records were offered, repeats included. */
    public int offered() {
        return offered;
    }

    @Override
    public Examined examine(String flow, SourceRecord record) {
        if (examinedUntilStop-- == 0) {
            throw new IntakeException(Problem.of("intake.unknown-flow").with("flow", flow));
        }
        return behind.examine(flow, record);
    }

    @Override
    public List<String> missing(String flow, Collection<String> columns) {
        return behind.missing(flow, columns);
    }

    @Override
    public List<Entered> enter(String source, List<Arrival> arrivals) {
        requireRoom();
        return committed(behind.enter(source, arrivals), arrivals);
    }

    @Override
    public Optional<List<Entered>> enter(String source, List<Arrival> arrivals, Memo read, String note) {
        requireRoom();
        return committed(behind.enter(source, arrivals, read, note), arrivals);
    }

    @Override
    public Optional<Entered> enterBehind(String source, Arrival arrival, long delivery) {
        return behind.enterBehind(source, arrival, delivery);
    }

    private void requireRoom() {
        Runnable elsewhere = beforeCommit;
        beforeCommit = null;
        if (elsewhere != null) {
            elsewhere.run();
        }
        if (fails) {
            fails = false;
            throw new IllegalStateException("unforeseen");
        }
        if (offered >= most) {
            throw new LedgerUnavailable("no room", new IllegalStateException());
        }
    }

    private <R> R committed(R answer, List<Arrival> arrivals) {
        offered += arrivals.size();
        if (dies) {
            dies = false;
            throw new Death();
        }
        return answer;
    }
}
