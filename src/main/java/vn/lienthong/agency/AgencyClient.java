package vn.lienthong.agency;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.lienthong.dossier.Batch;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Policies;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Reply;
import vn.lienthong.relay.Wire;

/**
 * The ministry's own systems, as routes and the relay see them. Every call is one attempt and ends in one outcome; it never
 * throws for what a system does. Safe for any number of threads.
 */
public final class AgencyClient implements AutoCloseable {

    private final Policies policies;
    private final Wire wire;
    private final Map<String, AgencySystem> systems;

    AgencyClient(AgencySettings settings, Policies policies, InstantSource clock) {
        this.policies = policies;
        this.wire = new Wire(
                new Wire.Words(
                        AgencyProblem.NOT_REACHED.problem(),
                        AgencyProblem.NO_ANSWER.problem(),
                        AgencyProblem.ANSWER_TOO_LONG.problem()),
                settings.longestAnswer().toBytes(),
                clock);
        this.systems = settings.systems().entrySet().stream()
                .filter(each -> each.getValue().isHttp() || each.getValue().isFolder())
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, each -> system(each.getKey(), each.getValue(), clock)));
    }

    private AgencySystem system(String name, AgencySettings.Target target, InstantSource clock) {
        return target.isHttp() ? new HttpSystem(name, target, wire, clock) : new FolderSystem(target);
    }

    /** Delivers the one record the batch has ready to the system of that name. */
    public Reply send(String name, Batch batch) {
        AgencySystem system = systems.get(name);
        if (system == null) {
            return nothingSent(
                    Outcome.Deferred.shut(AgencyProblem.NOT_CONFIGURED.problem().with("system", name)));
        }
        Policy policy = policies.find(name).orElse(null);
        if (policy == null) {
            return waits(AgencyProblem.NO_POLICY, name);
        }
        List<Batch.Item> items = batch.ready();
        if (items.size() > 1) {
            return waits(AgencyProblem.ONE_RECORD_A_CALL, name);
        }
        return system.deliver(Parcel.of(batch.dossier(), items.getFirst()), policy, batch::mayBeSent);
    }

    private static Reply waits(AgencyProblem problem, String name) {
        return nothingSent(new Outcome.Deferred(problem.problem().with("system", name), null, false));
    }

    static Reply nothingSent(Outcome outcome) {
        return new Reply(outcome, List.of());
    }

    @Override
    public void close() {
        wire.close();
    }
}
