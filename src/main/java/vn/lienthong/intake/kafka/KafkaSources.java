package vn.lienthong.intake.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import vn.lienthong.connections.BrokerSettings;
import vn.lienthong.connections.Brokers;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.Source;
import vn.lienthong.intake.SourceReport;
import vn.lienthong.intake.Sources;
import vn.lienthong.ledger.Memos;

/** The ministry's Kafka brokers as sources, and what is wrong with them now. Safe for any number of threads. */
public final class KafkaSources implements Sources {

    private final Brokers brokers;
    private final Intake intake;
    private final Memos memos;
    private final Map<String, Problem> faults = new ConcurrentSkipListMap<>();

    public KafkaSources(Brokers brokers, Intake intake, Memos memos) {
        this.brokers = brokers;
        this.intake = intake;
        this.memos = memos;
    }

    /**
     * Opens a topic without reaching for its broker: that is the first step's business, and tried again and again.
     *
     * @throws IllegalArgumentException if the settings know no such broker
     */
    public Source open(Subscription subscription) {
        BrokerSettings broker = brokers.find(subscription.broker());
        return new KafkaSource(
                subscription,
                () -> new Topic(subscription, broker),
                intake,
                memos,
                new SourceReport(subscription.flow(), subscription.broker(), faults));
    }

    /** Brokers that cannot be reached or refuse, topics that are not there, messages that are gone. Empty when all is well. */
    @Override
    public List<Problem> faults() {
        return List.copyOf(faults.values());
    }
}
