package vn.lienthong.intake.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.connections.BrokerSettings;

/** A topic's partitions, all of them, read from where the ledger says. Used by one thread. Throws what Kafka's client throws. */
final class Topic implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Topic.class);

    /** What one look at the broker may bring into memory. */
    private static final int LARGEST_FETCH = 16 * 1024 * 1024;

    /** How long a look waits for messages; a stop waits as long. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final String name;
    private final KafkaConsumer<byte[], byte[]> consumer;

    Topic(Subscription subscription, BrokerSettings broker) {
        this.name = subscription.topic();
        Map<String, Object> settings = new HashMap<>(broker.client());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "lienthong." + subscription.flow());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, subscription.page());
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, LARGEST_FETCH);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Messages that were not read and are not there any more. @param before the first one that is still there */
    record Gone(int partition, long from, long before) {}

    /**
     * Goes to where it was noted, and in partitions of which nothing is noted to their beginning.
     *
     * @return where that is a place the broker does not have; the first one it has is taken instead
     */
    Set<Gone> goTo(Offsets noted) {
        Set<TopicPartition> partitions = partitions();
        consumer.assign(partitions);
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        Set<Gone> gone = new HashSet<>();
        for (TopicPartition partition : partitions) {
            long begin = Objects.requireNonNull(first.get(partition));
            long at = noted.of(partition.partition()).orElse(begin);
            boolean there = begin <= at && at <= Objects.requireNonNull(end.get(partition));
            if (!there) {
                gone.add(new Gone(partition.partition(), at, begin));
            }
            consumer.seek(partition, there ? at : begin);
        }
        return gone;
    }

    /** @param body empty for one that has none: a note that its key is deleted */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Message(int partition, long offset, byte[] body) {}

    /** The next messages; none if there are none for a while. */
    List<Message> next() {
        List<Message> messages = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> one : consumer.poll(LOOK)) {
            byte @Nullable [] body = one.value();
            messages.add(new Message(one.partition(), one.offset(), body == null ? new byte[0] : body));
        }
        return messages;
    }

    /** Asks the broker, which a look at nothing new does not tell to be there. @return whether it has other partitions now */
    boolean hasChanged() {
        consumer.endOffsets(consumer.assignment());
        return !partitions().equals(consumer.assignment());
    }

    /** For who watches the lag at the broker. Not waited for: the ledger has it. */
    void commit(Offsets offsets) {
        Map<TopicPartition, OffsetAndMetadata> all = offsets.next().entrySet().stream()
                .collect(Collectors.toMap(
                        one -> new TopicPartition(name, one.getKey()), one -> new OffsetAndMetadata(one.getValue())));
        consumer.commitAsync(all, (committed, failure) -> {
            if (failure != null) {
                LOG.debug("The offsets of topic {} are not noted at the broker: {}", name, failure.getClass());
            }
        });
    }

    private Set<TopicPartition> partitions() {
        List<PartitionInfo> all = consumer.partitionsFor(name);
        if (all == null || all.isEmpty()) {
            throw new UnknownTopicOrPartitionException(name);
        }
        return all.stream()
                .map(info -> new TopicPartition(name, info.partition()))
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(LOOK));
    }
}
