package vn.lienthong.intake.rest;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.Source;
import vn.lienthong.intake.SourceReport;
import vn.lienthong.intake.Sources;

/** The HTTP APIs of the ministry's systems as sources, and what is wrong with them now. Safe for any number of threads. */
public final class Apis implements Sources {

    private final Map<String, ApiSettings> apis;
    private final LedgerSide ledger;
    private final InstantSource clock;
    private final Map<String, Problem> faults = new ConcurrentSkipListMap<>();

    /** @param apis by name */
    public Apis(Map<String, ApiSettings> apis, LedgerSide ledger, InstantSource clock) {
        this.apis = new TreeMap<>(apis);
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Opens a list without reaching for its API: that is the first step's business, and tried again and again.
     *
     * @throws IllegalArgumentException if the settings know no such API
     */
    public Source open(Pull pull) {
        ApiSettings api = apis.get(pull.api());
        if (api == null) {
            throw new IllegalArgumentException("api: apis." + pull.api() + ".url is not set; set are: "
                    + (apis.isEmpty() ? "none" : String.join(", ", apis.keySet())));
        }
        return new RestSource(
                pull,
                api,
                new ApiClient(pull.api(), api, clock),
                ledger,
                new SourceReport(pull.flow(), pull.api(), faults),
                clock);
    }

    /** APIs that cannot be reached or refuse, answers that are not what a route declares. Empty when all is well. */
    @Override
    public List<Problem> faults() {
        return List.copyOf(faults.values());
    }
}
