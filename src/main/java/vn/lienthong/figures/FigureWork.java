package vn.lienthong.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import vn.lienthong.figures.FigureBook.Mark;
import vn.lienthong.figures.FigureBook.Said;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.LedgerView.Opener;
import vn.lienthong.mapping.Mapping;
import vn.lienthong.mapping.MappingResult;
import vn.lienthong.mapping.MappingResult.Mapped;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;

/** Reads each record that makes a dossier known to the portal, once, and has it counted. */
class FigureWork {

    private static final String PORTAL = "npsp";
    private static final int PAGE = 200;

    /** Longer than any transaction lasts: an older record that is not to be seen yet will never be. */
    private static final Duration SETTLING = Duration.ofMinutes(2);

    private final FigureBook book;
    private final LedgerView view;
    private final Flows flows;
    private final Mappings mappings;
    private final InstantSource clock;

    FigureWork(FigureBook book, LedgerView view, Flows flows, Mappings mappings, InstantSource clock) {
        this.book = book;
        this.view = view;
        this.flows = flows;
        this.mappings = mappings;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 60_000)
    void goOn() {
        try {
            boolean more = true;
            while (more) {
                more = step();
            }
        } catch (LedgerUnavailable unavailable) {
            // what is not counted yet is where it was: the next run goes on with it
        }
    }

    /** @return whether there may be more to read now */
    boolean step() {
        Mark mark = book.mark();
        Instant before = clock.instant().minus(SETTLING).truncatedTo(ChronoUnit.MILLIS);
        List<Opener> page = view.openers(PORTAL, mark.receivedAt(), mark.record(), before, PAGE);
        List<Said> said = new ArrayList<>();
        Mark reached = new Mark(mark.receivedAt(), mark.record(), null);
        for (Opener record : page) {
            Mapping mapping = mapping(record.flow());
            if (mapping == null) {
                reached = new Mark(reached.receivedAt(), reached.record(), record.flow());
                break;
            }
            if (record.dossier() != null) {
                said.add(new Said(record.dossier(), facts(mapping.map(record.record()))));
            }
            reached = new Mark(record.receivedAt(), record.id(), null);
        }
        boolean more = page.size() == PAGE && reached.waitsFor() == null;
        if (page.size() < PAGE && reached.waitsFor() == null && before.isAfter(reached.receivedAt())) {
            // Whatever else was received until then is no dossier's: the next look need not pass over it again.
            reached = new Mark(before.minusMillis(1), Long.MAX_VALUE, null);
        }
        return !reached.equals(mark) && book.count(mark, reached, said) && more;
    }

    private static DossierFacts facts(MappingResult result) {
        return result instanceof Mapped(var mapped) ? DossierFacts.of(mapped.body()) : DossierFacts.UNKNOWN;
    }

    private @Nullable Mapping mapping(String flow) {
        return flows.find(flow).map(Flow::mapping).flatMap(mappings::find).orElse(null);
    }
}
