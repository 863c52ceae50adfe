package vn.lienthong.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.Sha256;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.Ledger.Entry;
import vn.lienthong.ledger.Ledger.Owed;
import vn.lienthong.ledger.Memos.Memo;
import vn.lienthong.mapping.Mapping;
import vn.lienthong.mapping.MappingResult;
import vn.lienthong.mapping.MappingResult.Mapped;
import vn.lienthong.mapping.MappingResult.NotOwed;
import vn.lienthong.mapping.MappingResult.Unmapped;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.mapping.RecordIdentity;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;

/** Examines by the flow's mapping, enters into the ledger. */
public final class LedgerIntake implements Intake {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerIntake.class);

    /** Clocks and time zones of source systems are set wrong by hours. */
    private static final Duration BELIEVED_AHEAD = Duration.ofDays(1);

    private final Flows flows;
    private final Mappings mappings;
    private final Ledger ledger;
    private final Deadlines deadlines;

    public LedgerIntake(Flows flows, Mappings mappings, Ledger ledger, Deadlines deadlines) {
        this.flows = flows;
        this.mappings = mappings;
        this.ledger = ledger;
        this.deadlines = deadlines;
    }

    @Override
    public Examined examine(String flowName, SourceRecord record) {
        Flow flow = flow(flowName);
        Optional<Mapping> mapping = mapping(flow);
        if (mapping.isEmpty()) {
            RecordIdentity identity = new RecordIdentity(null, null, null, null, Sha256.hex(record.body()));
            return new Examined(flow, record, identity, List.of(), List.of(), null);
        }
        return examined(flow, record, mapping.get().identify(record));
    }

    private Examined examined(Flow flow, SourceRecord record, Mapping.Identified found) {
        RecordIdentity identity = found.identity();
        Instant changedAt = identity.changedAt();
        return changedAt != null && changedAt.isAfter(ledger.time().instant().plus(BELIEVED_AHEAD))
                ? aheadOfTime(examined(flow, record, identity.withoutChange(), found.result()))
                : examined(flow, record, identity, found.result());
    }

    /** Believed, it would make everything that comes until then too late. */
    private static Examined aheadOfTime(Examined examined) {
        List<Problem> warnings = new ArrayList<>(examined.warnings());
        warnings.add(Problem.of("intake.changed-ahead"));
        return new Examined(
                examined.flow(),
                examined.record(),
                examined.identity(),
                examined.problems(),
                warnings,
                examined.notOwed());
    }

    private static Examined examined(Flow flow, SourceRecord record, RecordIdentity identity, MappingResult result) {
        return switch (result) {
            case Mapped mapped ->
                new Examined(flow, record, identity, List.of(), mapped.record().warnings(), null);
            case Unmapped unmapped -> new Examined(flow, record, identity, unmapped.problems(), List.of(), null);
            case NotOwed notOwed -> new Examined(flow, record, identity, List.of(), List.of(), notOwed.reason());
        };
    }

    @Override
    public List<String> missing(String flowName, Collection<String> columns) {
        return mapping(flow(flowName))
                .map(mapping -> mapping.source().missing(columns))
                .orElse(List.of());
    }

    private Flow flow(String name) {
        return flows.find(name)
                .orElseThrow(() ->
                        new IntakeException(Problem.of("intake.unknown-flow").with("flow", name)));
    }

    /** Empty if the flow maps nothing. */
    private Optional<Mapping> mapping(Flow flow) {
        String name = flow.mapping();
        if (name == null) {
            return Optional.empty();
        }
        return Optional.of(mappings.find(name)
                .orElseThrow(() -> new IntakeException(Problem.of("intake.no-mapping")
                        .with("flow", flow.name())
                        .with("mapping", name))));
    }

    @Override
    public List<Entered> enter(String source, List<Arrival> arrivals) {
        return told(arrivals, ledger.enter(entries(source, arrivals)));
    }

    @Override
    public Optional<List<Entered>> enter(String source, List<Arrival> arrivals, Memo read, String note) {
        return ledger.enter(entries(source, arrivals), read, note).map(entered -> told(arrivals, entered));
    }

    /** Who pushes or drops a file is told of each; of what is pulled the log alone tells. */
    private static List<Entered> told(List<Arrival> arrivals, List<Entered> entered) {
        long older =
                entered.stream().filter(one -> one.kind() == Entered.Kind.OLDER).count();
        if (older > 0) {
            LOG.info(
                    "{} of {} records of {} are older, by their own word, than what came before of the same dossiers."
                            + " They are kept and not sent.",
                    older,
                    entered.size(),
                    arrivals.getFirst().examined().flow().name());
        }
        return entered;
    }

    @Override
    public Optional<Entered> enterBehind(String source, Arrival arrival, long delivery) {
        return ledger.enterBehind(entry(source, arrival), delivery);
    }

    private List<Entry> entries(String source, List<Arrival> arrivals) {
        return arrivals.stream().map(arrival -> entry(source, arrival)).toList();
    }

    private Entry entry(String source, Arrival arrival) {
        Examined examined = arrival.examined();
        return new Entry(
                source,
                arrival.key(),
                examined.identity().contentHash(),
                arrival.position(),
                examined.record(),
                examined.notOwed() == null ? List.of(owed(arrival)) : List.of(),
                examined.change());
    }

    private Owed owed(Arrival arrival) {
        Flow flow = arrival.examined().flow();
        RecordIdentity identity = arrival.examined().identity();
        List<Problem> problems = new ArrayList<>(arrival.objections());
        problems.addAll(arrival.examined().problems());
        return new Owed(
                flow.name(),
                flow.counterpart(),
                identity.dossier(),
                flow.opensLane(),
                // What contradicts another record must not replace it.
                flow.supersedes() && arrival.objections().isEmpty(),
                identity.dueAt() == null ? deadlines.to(flow.counterpart()) : endOf(identity.dueAt()),
                problems);
    }

    /** A source that promises a day and no time of it is read as its midnight; it has that day. */
    private static Instant endOf(Instant due) {
        ZonedDateTime moment = due.atZone(VietnamTime.ZONE);
        return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? moment.plusDays(1).minusSeconds(1).toInstant()
                : due;
    }
}
