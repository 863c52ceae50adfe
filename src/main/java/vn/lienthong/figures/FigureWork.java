package vn.lienthong.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.scheduling.annotation.Scheduled;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.figures.Reading.Unread;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.LedgerView.Reached;
import vn.lienthong.ledger.LedgerView.Received;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;

/** Reads each record that is owed to the portal, once, and has it counted; what could not be read, when it can. */
class FigureWork {

    private static final String PORTAL = "npsp";
    private static final int PAGE = 50;

    /** So that a long history, read for the first time, keeps no other work of the process waiting. */
    private static final int PAGES = 40;

    /** Longer than any transaction lasts: an older record that is not to be seen yet will never be. */
    private static final Duration SETTLING = Duration.ofMinutes(2);

    private final FigureBook book;
    private final LedgerView view;
    private final Flows flows;
    private final RecordReading reading;
    private final StatusList statuses;
    private final InstantSource clock;

    FigureWork(
            FigureBook book,
            LedgerView view,
            Flows flows,
            RecordReading reading,
            StatusList statuses,
            InstantSource clock) {
        this.book = book;
        this.view = view;
        this.flows = flows;
        this.reading = reading;
        this.statuses = statuses;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 5_000)
    void goOn() {
        try {
            Optional<Set<String>> settling = statuses.settling();
            // Without the list nothing would count as settled: it is read on when the list is put right.
            settling.ifPresent(this::goOn);
        } catch (LedgerUnavailable unavailable) {
            // what is not counted yet is where it was: the next run goes on with it
        }
    }

    private void goOn(Set<String> settling) {
        int pages = 0;
        while (pages < PAGES && step(settling)) {
            pages++;
        }
        for (Flow flow : flows.all()) {
            if (flow.counterpart().equals(PORTAL)) {
                while (pages < PAGES && readAgain(flow, settling)) {
                    pages++;
                }
            }
        }
    }

    /** @return whether there may be more to read now */
    private boolean step(Set<String> settling) {
        Reached from = book.reached();
        Instant before = clock.instant().minus(SETTLING).truncatedTo(ChronoUnit.MILLIS);
        if (!from.receivedAt().isBefore(before)) {
            // The clock was put back: what comes now is received earlier than what was read. Twice read counts once.
            return book.count(from, through(before), List.of());
        }
        List<Received> page = view.received(PORTAL, from, before, PAGE);
        Reached to = page.isEmpty() ? from : page.getLast().place();
        boolean more = page.size() == PAGE;
        if (!more && before.isAfter(to.receivedAt())) {
            // Whatever else was received until then is owed to others: the next look need not pass over it again.
            to = through(before);
        }
        List<Reading> readings =
                page.stream().map(record -> reading.read(record, settling)).toList();
        return !to.equals(from) && book.count(from, to, readings) && more;
    }

    /** All that was received before then. */
    private static Reached through(Instant before) {
        return new Reached(before.minusMillis(1), Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** @return whether there may be more of the flow to read again now */
    private boolean readAgain(Flow flow, Set<String> settling) {
        Optional<String> version = reading.version(flow.name());
        if (version.isEmpty()) {
            return false;
        }
        List<Unread> page = book.untried(flow.name(), version.get(), PAGE);
        if (!page.isEmpty()) {
            book.countAgain(page.stream()
                    .map(unread -> again(unread, version.get(), settling))
                    .toList());
        }
        return page.size() == PAGE;
    }

    /** A record of which retention has deleted the body stays unread. */
    private Reading again(Unread unread, String version, Set<String> settling) {
        Optional<SourceRecord> record = view.record(unread.place().delivery());
        return record.isPresent()
                ? reading.read(new Received(unread.place(), unread.flow(), unread.dossier(), record.get()), settling)
                : new Unread(unread.place(), unread.flow(), unread.dossier(), version);
    }
}
