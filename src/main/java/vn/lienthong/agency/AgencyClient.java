package vn.lienthong.agency;

import java.util.List;
import vn.lienthong.dossier.Batch;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Policies;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Reply;

/**
 * The ministry's own systems, as routes and the relay see them. Every call is one attempt and ends in one outcome; it never
 * throws for what a system does. Safe for any number of threads.
 */
public final class AgencyClient implements AutoCloseable {

    private final Systems systems;
    private final Policies policies;
    private final ShutOut shutOut = new ShutOut();

    AgencyClient(Systems systems, Policies policies) {
        this.systems = systems;
        this.policies = policies;
    }

    /**
     * Delivers the one record the batch has ready to the system of that name.
     *
     * @param operation of the WSDL of a system that speaks SOAP; a path below the address of any other on the network; may be
     *     empty
     */
    public Reply send(String name, String operation, Batch batch) {
        AgencySystem system = systems.find(name).orElse(null);
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
        Parcel parcel = Parcel.of(batch.dossier(), operation, items.getFirst());
        Reply reply = system.deliver(parcel, policy, batch::mayBeSent);
        return new Reply(shutOut.judge(name, parcel, reply.outcome()), reply.calls());
    }

    private static Reply waits(AgencyProblem problem, String name) {
        return nothingSent(new Outcome.Deferred(problem.problem().with("system", name), null, false));
    }

    static Reply nothingSent(Outcome outcome) {
        return new Reply(outcome, List.of());
    }

    @Override
    public void close() {
        systems.close();
    }
}
