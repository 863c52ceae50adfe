package vn.lienthong.intake.exchange;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.Source;
import vn.lienthong.intake.SourceReport;
import vn.lienthong.intake.Sources;
import vn.lienthong.ledger.Memos;

/** The dossier exchanges of the settings, and what is wrong with them now. Safe for any number of threads. */
public final class Exchanges implements Sources {

    private final Map<String, ExchangeSettings> exchanges;
    private final Path contracts;
    private final Intake intake;
    private final Memos memos;
    private final InstantSource clock;
    private final Map<String, Problem> faults = new ConcurrentSkipListMap<>();

    /**
     * @param exchanges by name
     * @param contracts the folder WSDLs are in
     */
    public Exchanges(
            Map<String, ExchangeSettings> exchanges, Path contracts, Intake intake, Memos memos, InstantSource clock) {
        this.exchanges = new TreeMap<>(exchanges);
        this.contracts = contracts;
        this.intake = intake;
        this.memos = memos;
        this.clock = clock;
    }

    /**
     * Opens a source without reaching for its exchange: that is the first step's business, and tried again and again.
     *
     * @throws IllegalArgumentException if the settings know no such exchange
     */
    public Source open(ExchangePolling polling) {
        ExchangeSettings settings = exchanges.get(polling.source());
        if (settings == null) {
            throw new IllegalArgumentException("source: exchanges." + polling.source() + ".url is not set; set are: "
                    + (exchanges.isEmpty() ? "none" : String.join(", ", exchanges.keySet())));
        }
        return new ExchangeSource(
                polling,
                new ExchangeClient(settings, contracts, clock),
                intake,
                memos,
                new SourceReport(polling.flow(), polling.source(), faults));
    }

    /** Exchanges that cannot be reached or refuse, records without an id. Empty when all is well. */
    @Override
    public List<Problem> faults() {
        return List.copyOf(faults.values());
    }
}
