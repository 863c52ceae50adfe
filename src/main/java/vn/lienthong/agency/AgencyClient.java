package vn.lienthong.agency;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.lienthong.dossier.Batch;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Policies;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Reply;
import vn.lienthong.relay.Wire;
import vn.lienthong.soap.SoapClient;

/**
 * The ministry's own systems, as routes and the relay see them. Every call is one attempt and ends in one outcome; it never
 * throws for what a system does. Safe for any number of threads.
 */
public final class AgencyClient implements AutoCloseable {

    private final Policies policies;
    private final Path contracts;
    private final Wire wire;
    private final List<SoapMessages> soap = new ArrayList<>();
    private final Map<String, AgencySystem> systems;

    /** @param contracts the folder of the WSDLs */
    AgencyClient(AgencySettings settings, Path contracts, Policies policies, InstantSource clock) {
        this.policies = policies;
        this.contracts = contracts;
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
        if (target.isFolder()) {
            return new FolderSystem(target);
        }
        return new HttpSystem(
                name, target, target.isSoap() ? soap(target) : new PlainMessages(target, wire), wire, clock);
    }

    /** CXF is started by the first message. */
    private SoapMessages soap(AgencySettings.Target target) {
        SoapMessages messages = new SoapMessages(
                target.answer(), new SoapClient(contracts.resolve(target.contract()), URI.create(target.url()), wire));
        soap.add(messages);
        return messages;
    }

    /**
     * Delivers the one record the batch has ready to the system of that name.
     *
     * @param operation of the WSDL of a system that speaks SOAP; a path below the address of any other on the network; may be
     *     empty
     */
    public Reply send(String name, String operation, Batch batch) {
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
        return system.deliver(Parcel.of(batch.dossier(), operation, items.getFirst()), policy, batch::mayBeSent);
    }

    private static Reply waits(AgencyProblem problem, String name) {
        return nothingSent(new Outcome.Deferred(problem.problem().with("system", name), null, false));
    }

    static Reply nothingSent(Outcome outcome) {
        return new Reply(outcome, List.of());
    }

    @Override
    public void close() {
        soap.forEach(SoapMessages::close);
        wire.close();
    }
}
