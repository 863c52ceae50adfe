package vn.lienthong.situation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.LedgerView.Pressing;
import vn.lienthong.ledger.LedgerView.Tally;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;
import vn.lienthong.relay.Policies;
import vn.lienthong.relay.Relay;

/** What all rooms together know of the moment. Each question costs at most one cheap query. */
@Component
public final class Situation {

    private final LedgerView ledger;
    private final Relay relay;
    private final Flows flows;
    private final Mappings mappings;
    private final Policies policies;
    private final ObjectProvider<Supplier<Collection<Problem>>> routeFaults;
    private final ObjectProvider<Alerts> alerts;
    private final DeadlineSettings deadlines;
    private final InstantSource time;

    /** @param routeFaults the bean {@code routeFaults}, if a room has it: what is wrong with route files */
    public Situation(
            LedgerView ledger,
            Relay relay,
            Flows flows,
            Mappings mappings,
            Policies policies,
            @Qualifier("routeFaults") ObjectProvider<Supplier<Collection<Problem>>> routeFaults,
            ObjectProvider<Alerts> alerts,
            DeadlineSettings deadlines,
            Ledger book) {
        this.ledger = ledger;
        this.relay = relay;
        this.flows = flows;
        this.mappings = mappings;
        this.policies = policies;
        this.routeFaults = routeFaults;
        this.alerts = alerts;
        this.deadlines = deadlines;
        this.time = book.time();
    }

    /** One for each counterpart that has a policy or was ever owed anything; sorted by name. */
    public List<Standing> standings() {
        Map<String, Relay.Counterpart> seen =
                relay.counterparts().stream().collect(Collectors.toMap(Relay.Counterpart::name, Function.identity()));
        Map<String, List<Tally>> owed = ledger.tallies().stream()
                .collect(Collectors.groupingBy(Tally::counterpart, TreeMap::new, Collectors.toList()));
        seen.keySet().forEach(name -> owed.putIfAbsent(name, List.of()));
        return owed.entrySet().stream()
                .map(entry -> new Standing(entry.getKey(), seen.get(entry.getKey()), entry.getValue()))
                .toList();
    }

    /** Without flows in shadow mode, of which nothing is sent. */
    public Deadlines deadlines() {
        Instant now = time.instant();
        Instant until = now.plus(deadlines.near());
        return new Deadlines(until, ledger.deadlines(now, until, shadows()));
    }

    /** The same dossiers, the earliest deadline first; at most 500. */
    public List<Pressing> pressing(Deadlines of, int most) {
        return ledger.pressing(of.until(), shadows(), most);
    }

    /**
     * That the ledger keeps nothing; what is wrong with files (mappings, policies, routes) and with the sources of routes; and that
     * an alert about it could not be sent.
     */
    public List<Problem> faults() {
        List<Problem> faults = new ArrayList<>();
        if (!ledger.keeps()) {
            faults.add(Problem.of("ledger.unavailable"));
        }
        faults.addAll(mappings.faults());
        faults.addAll(policies.faults());
        routeFaults.ifAvailable(found -> faults.addAll(found.get()));
        alerts.ifAvailable(all -> faults.addAll(all.faults()));
        return faults;
    }

    /** Names of flows in shadow mode. */
    public List<String> shadows() {
        return flows.all().stream().filter(Flow::isShadow).map(Flow::name).toList();
    }

    /** Names of flows that run, and of those that left something in the ledger. */
    public TreeSet<String> flowNames(List<Standing> standings) {
        TreeSet<String> names = flows.all().stream().map(Flow::name).collect(Collectors.toCollection(TreeSet::new));
        standings.forEach(standing -> standing.flows().forEach(tally -> names.add(tally.flow())));
        return names;
    }
}
