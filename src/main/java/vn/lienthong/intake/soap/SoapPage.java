package vn.lienthong.intake.soap;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.Arrival;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.Page;
import vn.lienthong.intake.door.Outage;
import vn.lienthong.intake.door.Refused;
import vn.lienthong.ledger.Ledger.Entered;

/** The one record of a call. */
final class SoapPage implements Page {

    private final String source;
    private final Arrival arrival;
    private final Intake intake;
    private final Outage outage;
    private @Nullable Entered entered;
    private Refused refused = new Refused(503, Problem.of("intake.not-entered"));

    SoapPage(String source, Arrival arrival, Intake intake, Outage outage) {
        this.source = source;
        this.arrival = arrival;
        this.intake = intake;
        this.outage = outage;
    }

    @Override
    public String flow() {
        return arrival.examined().flow().name();
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public void enter() {
        try {
            entered = outage.unlessAway(
                    () -> intake.enter(source, List.of(arrival)).getFirst());
        } catch (Refused away) {
            refused = away;
        }
    }

    /** @throws Refused if it is not in the ledger: the route never came to the step that enters, or the ledger is away */
    Entered entered() throws Refused {
        if (entered == null) {
            throw refused;
        }
        return entered;
    }
}
