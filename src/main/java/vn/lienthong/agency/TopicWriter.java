package vn.lienthong.agency;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import vn.lienthong.connections.BrokerSettings;

/**
 * A connection to a topic that is written to. Within the broker's time-out a message is acknowledged, refused, or given up and
 * then never sent by this writer again. Safe for any number of threads.
 */
final class TopicWriter implements AutoCloseable {

    /** What a message has besides its body: key, headers, and what Kafka adds. */
    private static final int ENVELOPE = 64 * 1024;

    /** A broker refuses a whole batch for one message of it. */
    private static final int EACH_ON_ITS_OWN = 0;

    /** After these a client sends nothing any more. */
    private static final List<Class<? extends ApiException>> ENDS = List.of(
            ClusterAuthorizationException.class,
            ProducerFencedException.class,
            UnsupportedVersionException.class,
            InvalidPidMappingException.class);

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final String topic;
    private final Duration longest;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    /** @throws KafkaException if no address of the broker leads anywhere, or Kafka's own settings are wrong */
    TopicWriter(TopicSettings topic, BrokerSettings broker) {
        this.topic = topic.name();
        this.longest = broker.timeout();
        this.admin = Admin.create(broker.client());
        try {
            this.producer =
                    new KafkaProducer<>(settings(topic, broker), new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException unusable) {
            admin.close(Duration.ZERO);
            throw unusable;
        }
    }

    private static Map<String, Object> settings(TopicSettings topic, BrokerSettings broker) {
        int timeout = Math.toIntExact(broker.timeout().toMillis());
        int largest = Math.toIntExact(topic.largest().toBytes()) + ENVELOPE;
        Map<String, Object> settings = new HashMap<>(broker.client());
        settings.remove(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, EACH_ON_ITS_OWN);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, largest);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * largest);
        return settings;
    }

    /** Asks the broker for the topic, which makes none where there is none. */
    void look() throws ExecutionException, TimeoutException, InterruptedException {
        admin.describeTopics(List.of(topic)).allTopicNames().get(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * @throws TimeoutException if the client does not even say that its time is over; it is of no more use then
     * @throws KafkaException if the client does not go on, or the thread is interrupted before it does
     * @throws IllegalStateException if it was closed meanwhile: nothing was sent
     */
    RecordMetadata send(ProducerRecord<byte[], byte[]> message)
            throws ExecutionException, TimeoutException, InterruptedException {
        return producer.send(message).get(longest.multipliedBy(2).plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * After what is said of one message, or of none in time, a client keeps its place at the broker, which turns away what comes of
     * it later; whatever else is on its way goes on. What is none of the protocol's own errors says something of the client, since
     * no message shares a batch with another.
     */
    static boolean goesOnAfter(@Nullable Throwable failure) {
        return failure instanceof ApiException && ENDS.stream().noneMatch(end -> end.isInstance(failure));
    }

    /** What is not acknowledged is given up. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
        admin.close(Duration.ZERO);
    }
}
