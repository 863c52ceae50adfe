package vn.lienthong.intake.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.connections.BrokerSettings;

/** A topic's partitions, all of them, read from where the ledger says. Used by one thread. Throws what Kafka's client throws. */
final class Topic implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Topic.class);

    /** What one look at the broker may bring into memory, as it is sent: compressed, it may be many times as much. */
    private static final int LARGEST_FETCH = 16 * 1024 * 1024;

    /** So that a page of large messages costs no more memory than one of small ones. */
    private static final int LARGEST_PAGE = 4 * 1024 * 1024;

    /** Messages that are unpacked at a time. */
    private static final int UNPACKED = 20;

    /** How long a look waits for messages; a stop waits as long. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final String name;
    private final int page;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Admin admin;

    /** As it was when it was gone to. */
    private @Nullable Shape shape;

    Topic(Subscription subscription, BrokerSettings broker) {
        this.name = subscription.topic();
        this.page = subscription.page();
        Map<String, Object> settings = new HashMap<>(broker.client());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "lienthong." + subscription.flow());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Math.min(UNPACKED, page));
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, LARGEST_FETCH);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.admin = Admin.create(broker.client());
    }

    /** @param id its own, also among topics of its name that were before it; empty where a broker gives none */
    private record Shape(String id, Set<TopicPartition> partitions) {}

    /**
     * Messages that were not read and are not there any more.
     *
     * @param before the first one that is still there
     */
    record Gone(int partition, long from, long before) {}

    /** Asks the broker which topic has the name now, and takes it for the one that is read from here on. */
    String id() {
        shape = asked();
        return shape.id();
    }

    /**
     * Goes to where it was noted, and in partitions of which nothing is noted to their beginning.
     *
     * @param noted of the topic that {@link #id} told
     * @return where that is a place the broker does not have; the first one it has is taken instead
     */
    Set<Gone> goTo(Offsets noted) {
        Set<TopicPartition> partitions = Objects.requireNonNull(shape).partitions();
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

    /** The next messages, a page at most; none if there are none for a while. */
    List<Message> next() {
        List<Message> messages = new ArrayList<>();
        long bytes = 0;
        ConsumerRecords<byte[], byte[]> some = consumer.poll(LOOK);
        while (true) {
            for (ConsumerRecord<byte[], byte[]> one : some) {
                byte @Nullable [] body = one.value();
                messages.add(new Message(one.partition(), one.offset(), body == null ? new byte[0] : body));
                bytes += Math.max(0, one.serializedValueSize());
            }
            if (some.isEmpty() || messages.size() + UNPACKED > page || bytes >= LARGEST_PAGE) {
                return messages;
            }
            some = consumer.poll(Duration.ZERO);
        }
    }

    /** Asks the leaders of all partitions, which a look at nothing new does not tell to be there. */
    void askLeaders() {
        consumer.endOffsets(consumer.assignment());
    }

    /**
     * Asks the broker. What came before this was asked is of the topic that was gone to, if it has not changed.
     *
     * @return whether the topic has other partitions now, or is another one of its name, whose offsets are other messages
     */
    boolean hasChanged() {
        return !asked().equals(shape);
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

    private Shape asked() {
        try {
            TopicDescription topic =
                    admin.describeTopics(List.of(name)).allTopicNames().get().get(name);
            Uuid id = Objects.requireNonNull(topic).topicId();
            return new Shape(
                    id == null || id.equals(Uuid.ZERO_UUID) ? "" : id.toString(),
                    topic.partitions().stream()
                            .map(info -> new TopicPartition(name, info.partition()))
                            .collect(Collectors.toSet()));
        } catch (InterruptedException stopped) {
            throw new InterruptException(stopped);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof KafkaException told ? told : new KafkaException(failed.getCause());
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(LOOK));
        admin.close(LOOK);
    }
}
