package vn.lienthong.npsp.questions;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.Source;
import vn.lienthong.intake.SourceReport;
import vn.lienthong.intake.Sources;
import vn.lienthong.npsp.PortalTells;

/** The portal's lists of questions as sources. */
public final class Questions implements Sources {

    private final Portal portal;
    private final LedgerSide ledger;
    private final InstantSource clock;
    private final Map<String, Problem> faults = new ConcurrentSkipListMap<>();

    /** @param clock the same for all processes */
    public Questions(Portal portal, LedgerSide ledger, InstantSource clock) {
        this.portal = portal;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Who is asked. */
    public interface Portal {

        /** False while its breaker is open: asking is no use then, and what it wants least. */
        boolean isUp();

        PortalTells questions(String service);
    }

    /** Opens a list without asking for it: that is the first step's business. */
    public Source open(QuestionList list) {
        return new QuestionSource(list, portal, ledger, new SourceReport(list.flow(), "npsp", faults), clock);
    }

    @Override
    public List<Problem> faults() {
        return List.copyOf(faults.values());
    }
}
