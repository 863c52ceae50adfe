package vn.lienthong.figures;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.intake.Arrival;
import vn.lienthong.intake.Deadlines;
import vn.lienthong.intake.Examined;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.LedgerIntake;
import vn.lienthong.intake.RecordKey;
import vn.lienthong.intake.SettableClock;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;

/** Takes records in as every source does, by the shipped flows, and has what was taken in counted two minutes later. */
public final class Door {

    private static final int PAGE = 500;

    private final PortalFlows flows = new PortalFlows();
    private final Intake intake;
    private final FigureWork work;
    private final SettableClock clock;

    /** @param clock the ledger's */
    public Door(RealLedger ledger, Mappings mappings, Path lists, SettableClock clock) {
        this.clock = clock;
        intake = new LedgerIntake(flows, mappings, ledger.ledger, Deadlines.none());
        work = new FigureWork(
                new FigureBook(ledger.store),
                ledger.view,
                flows,
                new RecordReading(flows, mappings),
                new StatusList(lists),
                clock);
    }

    public void take(String flow, String... records) {
        take(flow, List.of(records));
    }

    public void take(String flow, List<String> records) {
        clock.advance(Duration.ofSeconds(1));
        for (int from = 0; from < records.size(); from += PAGE) {
            intake.enter(
                    "push/test",
                    records.subList(from, Math.min(from + PAGE, records.size())).stream()
                            .map(record -> arrival(flow, record))
                            .toList());
        }
    }

    private Arrival arrival(String flow, String record) {
        Examined examined =
                intake.examine(flow, new SourceRecord(record.getBytes(StandardCharsets.UTF_8), "application/json"));
        return new Arrival(examined, RecordKey.of(examined), null, List.of());
    }

    public void count() {
        clock.advance(Duration.ofMinutes(3));
        work.goOn();
    }

    void stop(String flow) {
        flows.stopped.add(flow);
    }

    void start(String flow) {
        flows.stopped.remove(flow);
    }

    /** The shipped flows to the portal, as their routes declare them. */
    private static final class PortalFlows implements Flows {

        private static final List<Flow> SHIPPED = List.of(
                new Flow("npsp-dossier", "npsp", "npsp/dossier", 1, true, true),
                new Flow("npsp-portal-status", "npsp", "npsp/portal-status", 1, false, false),
                new Flow("npsp-progress", "npsp", "npsp/progress", 10, false, false));

        private final Set<String> stopped = new HashSet<>();

        @Override
        public Optional<Flow> find(String name) {
            return all().stream().filter(flow -> flow.name().equals(name)).findFirst();
        }

        @Override
        public boolean knows(String name) {
            return find(name).isPresent();
        }

        @Override
        public void expect(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Flow> all() {
            return SHIPPED.stream()
                    .filter(flow -> !stopped.contains(flow.name()))
                    .toList();
        }

        @Override
        public AutoCloseable open(Flow flow, Carrier carrier) {
            throw new UnsupportedOperationException();
        }
    }
}
