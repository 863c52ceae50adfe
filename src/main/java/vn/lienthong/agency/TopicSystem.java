package vn.lienthong.agency;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.connections.BrokerSettings;
import vn.lienthong.ledger.Attempt;
import vn.lienthong.relay.AnswerJudge;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Reply;

/**
 * A topic of the ministry's Kafka: one message for each record. Its key is the dossier's number, so that a dossier's messages are
 * in one partition and in order; the Idempotency-Key is a header. Delivered is what all replicas in step have acknowledged.
 * Before each message the broker is asked for the topic: where it cannot be reached, nothing was sent; what is sent and not
 * acknowledged in time is unanswered. The codes a policy's lines compare are those of Kafka's protocol, {@code MESSAGE_TOO_LARGE}.
 */
final class TopicSystem implements AgencySystem {

    private final String name;
    private final TopicSettings topic;
    private final BrokerSettings broker;
    private final AnswerJudge judge;
    private final InstantSource clock;
    private @Nullable TopicWriter writer;
    private boolean closed;

    TopicSystem(String name, TopicSettings topic, BrokerSettings broker, InstantSource clock) {
        this.name = name;
        this.topic = topic;
        this.broker = broker;
        this.judge = AgencyProblem.judge(name);
        this.clock = clock;
    }

    @Override
    public Reply deliver(Parcel parcel, Policy policy, BooleanSupplier mayBeSent) {
        if (parcel.body().length > topic.largest().toBytes()) {
            return AgencyClient.nothingSent(new Outcome.Refused(judge.named(AgencyProblem.MESSAGE_TOO_LARGE
                    .problem()
                    .with("size", String.valueOf(parcel.body().length))
                    .with("longest", String.valueOf(topic.largest().toBytes())))));
        }
        TopicWriter open;
        try {
            open = writer();
            open.look();
        } catch (KafkaException notSetUp) {
            return AgencyClient.nothingSent(
                    notReached(cause(notSetUp).getClass().getSimpleName()));
        } catch (ExecutionException none) {
            return AgencyClient.nothingSent(noTopic(cause(none), policy));
        } catch (TimeoutException silent) {
            return AgencyClient.nothingSent(notReached("timeout"));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return AgencyClient.nothingSent(notReached("interrupted"));
        }
        if (!mayBeSent.getAsBoolean()) {
            return AgencyClient.nothingSent(Outcome.Deferred.tooLate());
        }
        Instant at = clock.instant();
        Outcome outcome = send(open, parcel, policy);
        return new Reply(outcome, List.of(call(parcel, at)));
    }

    private Outcome noTopic(Throwable why, Policy policy) {
        Outcome notReached = notReached(code(why));
        return why instanceof RetriableException ? notReached : judge.notTaken(code(why), policy, notReached);
    }

    private Outcome send(TopicWriter open, Parcel parcel, Policy policy) {
        try {
            RecordMetadata taken = open.send(message(parcel));
            return new Outcome.Delivered("partition " + taken.partition() + ", offset " + taken.offset());
        } catch (ExecutionException failed) {
            drop(open, cause(failed));
            return notAcknowledged(cause(failed), policy);
        } catch (TimeoutException silent) {
            drop(open, null);
            return noAnswer("timeout");
        } catch (InterruptedException | InterruptException stopped) {
            Thread.currentThread().interrupt();
            return noAnswer("interrupted");
        } catch (KafkaException ended) {
            drop(open, cause(ended));
            return notAcknowledged(cause(ended), policy);
        } catch (IllegalStateException closedByAnother) {
            return notReached("closed");
        }
    }

    /** What a client tries again until its time is over may have arrived, whatever the last word was. */
    private Outcome notAcknowledged(Throwable why, Policy policy) {
        Outcome noAnswer = noAnswer(code(why));
        return why instanceof RetriableException ? noAnswer : judge.notTaken(code(why), policy, noAnswer);
    }

    private ProducerRecord<byte[], byte[]> message(Parcel parcel) {
        String key = parcel.dossier() == null ? parcel.key() : parcel.dossier().value();
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), parcel.body());
        message.headers()
                .add("Idempotency-Key", parcel.key().getBytes(StandardCharsets.UTF_8))
                .add(
                        "Content-Type",
                        (parcel.isXml() ? "application/xml" : "application/json").getBytes(StandardCharsets.UTF_8));
        return message;
    }

    private Attempt.Call call(Parcel parcel, Instant at) {
        return Evidence.of(name + " topic " + topic.name(), parcel.body(), at, Duration.between(at, clock.instant()));
    }

    private Outcome notReached(String why) {
        return new Outcome.Deferred(
                judge.named(AgencyProblem.NOT_REACHED.problem().with("why", why)), null, true);
    }

    private Outcome noAnswer(String why) {
        return new Outcome.Unanswered(
                judge.named(AgencyProblem.NO_ANSWER.problem().with("why", why)));
    }

    /** What Kafka's protocol calls it. */
    private static String code(Throwable failed) {
        return Errors.forException(failed).name();
    }

    private static Throwable cause(Exception failed) {
        return Objects.requireNonNullElse(failed.getCause(), failed);
    }

    /** Connected by the first message, and anew after what a client does not get over. */
    private synchronized TopicWriter writer() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        TopicWriter open = writer;
        if (open == null) {
            open = new TopicWriter(topic, broker);
            writer = open;
        }
        return open;
    }

    private synchronized void drop(TopicWriter failed, @Nullable Throwable cause) {
        if (writer == failed && !TopicWriter.goesOnAfter(cause)) {
            writer = null;
            failed.close();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        TopicWriter open = writer;
        writer = null;
        if (open != null) {
            open.close();
        }
    }
}
