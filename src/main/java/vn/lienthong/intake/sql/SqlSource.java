package vn.lienthong.intake.sql;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.Arrival;
import vn.lienthong.intake.Examined;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.NotedPage;
import vn.lienthong.intake.RecordKey;
import vn.lienthong.intake.Source;
import vn.lienthong.intake.SourceReport;
import vn.lienthong.intake.sql.RowReader.Row;
import vn.lienthong.intake.sql.RowReader.Rows;
import vn.lienthong.intake.sql.SourceDatabase.Unreachable;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.Memos.Memo;

/**
 * The rows one route takes. It goes in rounds: one forward from the mark, then, as long as that takes no more than a tenth of
 * the time, rounds that begin the overlap behind the mark; each round ends where there are no more rows. A page that did not
 * get into the ledger is read again, so that it is never older than what was entered before it.
 */
final class SqlSource implements Source {

    private static final Logger LOG = LoggerFactory.getLogger(SqlSource.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(10);
    private static final int TENTH = 10;

    private final Polling polling;
    private final RowReader reader;
    private final LedgerSide ledger;
    private final SourceReport report;
    private final LongSupplier ticks;
    private final KnownColumns columns;

    private @Nullable Memo memo;
    private @Nullable Round round;
    private boolean wentForward;
    private boolean failed;

    /** When a round may read again what was read before, by the ticks. */
    private long againFrom;

    SqlSource(Polling polling, RowReader reader, LedgerSide ledger, SourceReport report, LongSupplier ticks) {
        this.polling = polling;
        this.reader = reader;
        this.ledger = ledger;
        this.report = report;
        this.ticks = ticks;
        this.columns = new KnownColumns(
                polling.ledgerSource(), ledger.memos(), there -> ledger.intake().missing(polling.flow(), there));
        this.againFrom = ticks.getAsLong();
    }

    /**
     * A walk through the rows.
     *
     * @param from where it begins when no page was read yet: rows of that time and later ones; null: behind {@code at}
     * @param at the last row that was entered in it
     * @param again whether it reads what was read before
     */
    private record Round(@Nullable Value from, @Nullable Mark at, boolean again, Instant now, long began) {

        Round behind(Mark mark) {
            return new Round(null, mark, again, now, began);
        }
    }

    @Override
    public boolean step(Carrier carrier) throws Exception {
        try {
            boolean goesOn = work(carrier);
            failed = false;
            report.well();
            return goesOn;
        } catch (SourceFault fault) {
            return failed(fault.problem());
        } catch (Unreachable gone) {
            return failed(Problem.of("intake.source-unreachable").with("reason", gone.reason()));
        } catch (LedgerUnavailable away) {
            return startOver();
        }
    }

    private boolean failed(Problem problem) {
        failed = true;
        reader.forgetColumns();
        report.fault(problem.place() == null ? problem.at("sources." + polling.source()) : problem);
        return startOver();
    }

    /** What is in memory may be half done; what the ledger has noted is true. */
    private boolean startOver() {
        memo = null;
        round = null;
        return false;
    }

    @Override
    public Duration pause() {
        return failed && polling.every().compareTo(TRY_AGAIN) < 0 ? TRY_AGAIN : polling.every();
    }

    private boolean work(Carrier carrier) throws Exception {
        Memo read = memo == null ? ledger.memos().read(polling.ledgerSource()) : memo;
        Round current = round == null ? begun(read) : round;
        memo = read;
        round = current;
        if (current == null) {
            return false;
        }
        Value from = current.from();
        Rows rows = from == null ? reader.after(current.at()) : reader.from(from);
        if (rows.list().isEmpty()) {
            return ended(current);
        }
        columns.check(rows.columns());
        NotedPage page = page(rows, current, read);
        carrier.carry(page);
        return settled(page, rows, current);
    }

    /** Null if there is nothing to be read now. */
    private @Nullable Round begun(Memo read) throws Unreachable, SourceFault {
        Mark mark = Mark.noted(polling, read);
        long now = ticks.getAsLong();
        boolean again = now - againFrom >= 0;
        if (again) {
            report.besides(reader.hasRowsWithoutPlace() ? rowWithoutPlace() : null);
        }
        if (!polling.isTimed()) {
            return again ? new Round(null, mark, true, Instant.MAX, now) : null;
        }
        Instant there = reader.now();
        if (isToCome(mark, there)) {
            LOG.warn(
                    "The clock of source {} was ahead and has been set back. All rows of {} are compared once, so that none of those"
                            + " changed since is missed.",
                    polling.source(),
                    polling.flow());
            return new Round(null, null, false, there, now);
        }
        Value time = mark == null ? null : mark.time();
        if (time == null || !wentForward || !again || polling.overlap().isNone()) {
            return new Round(null, mark, false, there, now);
        }
        return new Round(behind(time), null, true, there, now);
    }

    /**
     * Whether rows that change now would stand before what is read again. No row is noted before its time has come, so the
     * database's clock was ahead when this one was.
     */
    private boolean isToCome(@Nullable Mark mark, Instant now) {
        Value time = mark == null ? null : mark.time();
        Value from = time == null ? null : time.before(polling.overlap());
        return from != null && reader.isFuture(from, now);
    }

    private Problem rowWithoutPlace() {
        return Problem.of("intake.source-row-without-place")
                .at("sources." + polling.source())
                .in(polling.isTimed() ? polling.time() : polling.key());
    }

    private Value behind(Value time) throws SourceFault {
        Value from = time.before(polling.overlap());
        if (from == null) {
            throw new SourceFault(Problem.of("intake.source-column-without-order")
                    .in(polling.time())
                    .with("type", "text"));
        }
        return from;
    }

    private NotedPage page(Rows rows, Round current, Memo read) {
        List<Arrival> arrivals = new ArrayList<>();
        for (Row row : rows.list()) {
            Examined examined = ledger.intake().examine(polling.flow(), row.record());
            String key = row.mark().key().text();
            arrivals.add(new Arrival(
                    examined, RecordKey.ofTableRow(examined, key), polling.source() + "#" + key, List.of()));
        }
        Mark mark = polling.isTimed() ? markBehind(rows, current, Mark.noted(polling, read)) : placeIn(rows);
        boolean alwaysNoted = polling.isTimed() || rows.last();
        return NotedPage.readAgain(polling.flow(), arrivals, read, Mark.note(polling, mark), alwaysNoted, ledger);
    }

    /** The last row whose time has come; where the round reads again, of a later time than the mark. */
    private @Nullable Mark markBehind(Rows rows, Round current, @Nullable Mark noted) {
        for (Row row : rows.list().reversed()) {
            Value time = Objects.requireNonNull(row.mark().time());
            if (!reader.isFuture(time, current.now())) {
                return noted == null || !current.again() || time.isAfter(Objects.requireNonNull(noted.time()))
                        ? row.mark()
                        : noted;
            }
        }
        return isToCome(noted, current.now()) ? null : noted;
    }

    /** Where to go on after a restart in mid-round; the next round begins at the beginning. */
    private static @Nullable Mark placeIn(Rows rows) {
        return rows.last() ? null : rows.list().getLast().mark();
    }

    private boolean settled(NotedPage page, Rows rows, Round current) {
        switch (page.outcome()) {
            case ENTERED -> {
                memo = page.noted();
                round = current.behind(rows.list().getLast().mark());
                return !rows.last() || ended(current);
            }
            case NOT_ENTERED ->
                LOG.warn("The route of {} did not enter its page. Give it the step intake:enter.", polling.flow());
            case LEDGER_AWAY ->
                LOG.info("The ledger takes nothing now. Rows of {} wait at their source.", polling.flow());
            case OVERTAKEN -> LOG.debug("Another process takes the rows of {}.", polling.flow());
        }
        return startOver();
    }

    private boolean ended(Round current) {
        Memo read = Objects.requireNonNull(memo);
        if (!polling.isTimed() && Mark.noted(polling, read) != null) {
            memo = ledger.memos().write(read, Mark.note(polling, null)).orElse(null);
        }
        round = null;
        wentForward = true;
        if (current.again()) {
            long now = ticks.getAsLong();
            againFrom = now + (now - current.began()) * (TENTH - 1);
        }
        return false;
    }

    @Override
    public void close() {
        report.end();
        reader.close();
    }
}
