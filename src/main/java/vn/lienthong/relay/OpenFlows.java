package vn.lienthong.relay;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The flows whose routes are running, kept in memory: a route opens its flow when it starts. */
final class OpenFlows implements Flows {

    private static final Logger LOG = LoggerFactory.getLogger(OpenFlows.class);

    private final ConcurrentMap<String, Running> running = new ConcurrentHashMap<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final List<Consumer<Flow>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public Optional<Flow> find(String name) {
        return running(name).map(Running::flow);
    }

    @Override
    public boolean knows(String name) {
        return known.contains(name);
    }

    @Override
    public void expect(String name) {
        known.add(name);
    }

    @Override
    public List<Flow> all() {
        return running.values().stream()
                .map(Running::flow)
                .sorted(Comparator.comparing(Flow::name))
                .toList();
    }

    @Override
    public AutoCloseable open(Flow flow, Carrier carrier) {
        Running opened = new Running(flow, carrier);
        known.add(flow.name());
        running.put(flow.name(), opened);
        LOG.info("Flow {} to {} is open{}.", flow.name(), flow.counterpart(), flow.isShadow() ? " in shadow mode" : "");
        listeners.forEach(listener -> listener.accept(flow));
        return () -> close(opened);
    }

    private void close(Running opened) {
        if (running.remove(opened.flow().name(), opened)) {
            LOG.info(
                    "Flow {} is closed. What is owed of it waits until it is opened again.",
                    opened.flow().name());
        }
    }

    private Optional<Running> running(String name) {
        return Optional.ofNullable(running.get(name));
    }

    /**
     * The flow, if it still goes there: what is owed to one counterpart must not be sent to another, where it would go beside
     * what that one is owed of the same dossier, in no order.
     */
    Optional<Running> running(String name, String counterpart) {
        return running(name).filter(open -> open.flow().counterpart().equals(counterpart));
    }

    /** How many deliveries a claim may hold, for each flow to a counterpart. */
    Map<String, Integer> batches(Policy policy) {
        int most = policy.batch().deliveries() == 0
                ? Integer.MAX_VALUE
                : policy.batch().deliveries();
        Map<String, Integer> batches = new HashMap<>();
        running.values().stream()
                .map(Running::flow)
                .filter(flow -> flow.counterpart().equals(policy.name()) && !flow.isShadow())
                .forEach(flow -> batches.put(flow.name(), Math.min(flow.batch(), most)));
        return batches;
    }

    /** The flows to a counterpart that are in shadow mode. */
    Set<String> shadows(String counterpart) {
        return running.values().stream()
                .map(Running::flow)
                .filter(flow -> flow.counterpart().equals(counterpart) && flow.isShadow())
                .map(Flow::name)
                .collect(Collectors.toSet());
    }

    /** Told of each flow that is opened, on the opening thread. */
    void onOpen(Consumer<Flow> listener) {
        listeners.add(listener);
    }

    record Running(Flow flow, Carrier carrier) {}
}
