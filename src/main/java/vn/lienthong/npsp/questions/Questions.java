package vn.lienthong.npsp.questions;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.Source;
import vn.lienthong.intake.SourceReport;
import vn.lienthong.intake.Sources;
import vn.lienthong.npsp.PortalTells;

/** The portal's lists of questions as sources. */
public final class Questions implements Sources {

    private final Function<String, PortalTells> portal;
    private final BooleanSupplier isUp;
    private final LedgerSide ledger;
    private final InstantSource clock;
    private final Map<String, Problem> faults = new ConcurrentSkipListMap<>();

    /**
     * @param portal asked for one of its lists, by the service's name
     * @param isUp false while its breaker is open: asking is no use then, and what it wants least
     * @param clock the same for all processes
     */
    public Questions(
            Function<String, PortalTells> portal, BooleanSupplier isUp, LedgerSide ledger, InstantSource clock) {
        this.portal = portal;
        this.isUp = isUp;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Opens a list without asking for it: that is the first step's business. */
    public Source open(QuestionList list) {
        return new QuestionSource(list, this::ask, ledger, new SourceReport(list.flow(), "npsp", faults), clock);
    }

    private Optional<PortalTells> ask(QuestionList list) {
        return isUp.getAsBoolean() ? Optional.of(portal.apply(list.service())) : Optional.empty();
    }

    @Override
    public List<Problem> faults() {
        return List.copyOf(faults.values());
    }
}
