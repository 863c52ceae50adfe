package vn.lienthong.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.connections.BrokerSettings;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.intake.kafka.KafkaServer;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Reply;

/** A topic of a real broker, as the shipped policy treats it. */
class TopicSystemTest {

    private static final String TOPIC = "ho-so";
    private static final int PARTITIONS = 3;

    @TempDir
    static Path shared;

    private static KafkaServer server;

    @TempDir
    Path folder;

    private final Map<String, String> settings =
            new HashMap<>(Map.of("topic.broker", "main", "topic.name", TOPIC, "topic.largest", "2KB"));
    private AgencyClient client;

    @BeforeAll
    static void startServer() throws Exception {
        server = new KafkaServer(shared.resolve("kafka"));
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void start() throws Exception {
        server.topic(TOPIC, PARTITIONS);
        client = client();
    }

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void a_dossiers_records_are_messages_of_one_partition_in_order() throws Exception {
        for (int n = 1; n <= 4; n++) {
            assertThat(send(Given.delivery(n, "H-1", body(n)))).isInstanceOf(Outcome.Delivered.class);
            send(Given.delivery(100 + n, "H-" + (n + 1), body(n)));
        }

        List<ConsumerRecord<String, String>> messages = server.messages(TOPIC);
        assertThat(messages).hasSize(8);
        List<ConsumerRecord<String, String>> first =
                messages.stream().filter(one -> one.key().equals("H-1")).toList();
        assertThat(first).extracting(ConsumerRecord::value).containsExactly(body(1), body(2), body(3), body(4));
        assertThat(first)
                .extracting(ConsumerRecord::partition)
                .containsOnly(first.getFirst().partition());
        assertThat(header(first.getFirst(), "Idempotency-Key")).matches("1-[0-9a-f]{16}");
        assertThat(header(first.getFirst(), "Content-Type")).isEqualTo("application/json");
    }

    @Test
    void an_attempt_names_the_place_and_keeps_what_was_sent() throws Exception {
        Reply reply = client.send("agency", "", Given.delivery(1, "H-1", body(1)));

        assertThat(reply.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Delivered.class,
                        delivered -> assertThat(delivered.receipt()).matches("partition [0-2], offset 0"));
        assertThat(reply.calls()).singleElement().satisfies(call -> {
            assertThat(call.service()).isEqualTo("agency topic ho-so");
            assertThat(call.sent()).isEqualTo(body(1).getBytes(StandardCharsets.UTF_8));
        });
    }

    @Test
    void a_record_beyond_the_bound_of_ours_or_of_the_topic_is_refused_and_not_in_it() throws Exception {
        assertThat(send(Given.batch(ofSize(3000))))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.cause().code()).isEqualTo("agency.message-too-large"));

        configure("max.message.bytes", "1000");
        assertThat(send(Given.batch(ofSize(1900))))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.cause().details()).containsEntry("code", "MESSAGE_TOO_LARGE"));
        assertThat(send(Given.batch(body(1)))).isInstanceOf(Outcome.Delivered.class);
        assertThat(server.messages(TOPIC)).hasSize(1);
    }

    @Test
    void what_is_not_acknowledged_in_time_is_unanswered_and_nothing_overtakes_its_repetition() throws Exception {
        Batch first = new Batch(
                "portal-dossier",
                new DossierNo("H-1"),
                false,
                Given.delivery(1, "H-1", body(1)).items(),
                false,
                TopicSystemTest::brokerFallsSilent);
        try {
            assertThat(send(first)).isInstanceOf(Outcome.Unanswered.class);
        } finally {
            server.goOn();
        }

        assertThat(send(Given.delivery(1, "H-1", body(1)))).isInstanceOf(Outcome.Delivered.class);
        assertThat(send(Given.delivery(2, "H-1", body(2)))).isInstanceOf(Outcome.Delivered.class);
        assertThat(server.messages(TOPIC).stream().map(ConsumerRecord::value).toList())
                .as("the first may be there twice, under one key")
                .startsWith(body(1))
                .endsWith(body(1), body(2))
                .hasSizeLessThanOrEqualTo(3);
        assertThat(server.messages(TOPIC).stream()
                        .map(one -> header(one, "Idempotency-Key"))
                        .distinct())
                .hasSize(2);
    }

    /** Between the look at the topic and the message. */
    private static boolean brokerFallsSilent() {
        try {
            server.pause();
            return true;
        } catch (IOException | InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void a_topic_that_is_not_there_is_waited_for_and_not_made() throws Exception {
        client.close();
        settings.put("topic.name", "no-such-topic");
        client = client();

        assertThat(send(Given.batch(body(1))))
                .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        deferred -> assertThat(deferred.cause().details())
                                .containsEntry("why", "UNKNOWN_TOPIC_OR_PARTITION"));
        try (Admin admin = server.admin()) {
            assertThat(admin.listTopics().names().get()).doesNotContain("no-such-topic");
        }
    }

    @Test
    void while_the_broker_is_away_nothing_is_sent_and_afterwards_everything_once_and_in_order() throws Exception {
        send(Given.delivery(1, "H-1", body(1)));
        server.stop();
        for (int tries = 0; tries < 2; tries++) {
            assertThat(send(Given.delivery(2, "H-1", body(2))))
                    .isInstanceOfSatisfying(
                            Outcome.Deferred.class,
                            deferred -> assertThat(deferred.cause().code()).isEqualTo("agency.not-reached"));
        }
        server.start();

        assertThat(send(Given.delivery(2, "H-1", body(2)))).isInstanceOf(Outcome.Delivered.class);
        assertThat(send(Given.delivery(3, "H-1", body(3)))).isInstanceOf(Outcome.Delivered.class);
        assertThat(server.messages(TOPIC)).extracting(ConsumerRecord::value).containsExactly(body(1), body(2), body(3));
    }

    @Test
    void a_broker_whose_name_leads_nowhere_is_waited_for() throws Exception {
        client.close();
        client = client("no-such-broker.invalid:9092", Duration.ofSeconds(2));

        Reply reply = client.send("agency", "", Given.batch(body(1)));

        assertThat(reply.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        deferred -> assertThat(deferred.cause().code()).isEqualTo("agency.not-reached"));
        assertThat(reply.calls()).isEmpty();
    }

    @Test
    void what_the_broker_says_of_one_message_leaves_the_others_alone() throws Exception {
        client.close();
        client = client(server.address(), Duration.ofMinutes(1));
        configure("message.timestamp.before.max.ms", "0");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (int n = 1; n <= 200; n++) {
                int delivery = n;
                outcomes.add(threads.submit(() -> send(Given.delivery(delivery, "H-" + delivery, body(delivery)))));
            }
            List<String> others = new ArrayList<>();
            for (Future<Outcome> outcome : outcomes) {
                if (!(outcome.get() instanceof Outcome.Delivered)) {
                    others.add(outcome.get().toString());
                }
            }
            assertThat(others)
                    .isNotEmpty()
                    .allSatisfy(other -> assertThat(other).containsAnyOf("INVALID_RECORD", "INVALID_TIMESTAMP"));
        } finally {
            configure("message.timestamp.before.max.ms", String.valueOf(Long.MAX_VALUE));
        }
        assertThat(send(Given.delivery(1, "H-1", body(1)))).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void who_is_told_to_stop_while_a_message_goes_out_cannot_tell_whether_it_arrived() throws Exception {
        Batch batch = batch(TopicSystemTest::isToldToStop);
        try {
            assertThat(send(batch))
                    .isInstanceOfSatisfying(
                            Outcome.Unanswered.class,
                            unanswered ->
                                    assertThat(unanswered.cause().details()).containsEntry("why", "interrupted"));
        } finally {
            assertThat(Thread.interrupted()).as("still told").isTrue();
        }
        assertThat(send(Given.batch(body(1)))).isInstanceOf(Outcome.Delivered.class);
    }

    private static Batch batch(BooleanSupplier mayBeSent) {
        return new Batch(
                "portal-dossier",
                new DossierNo("H-1"),
                false,
                Given.batch(body(1)).items(),
                false,
                mayBeSent);
    }

    private static boolean isToldToStop() {
        Thread.currentThread().interrupt();
        return true;
    }

    @Test
    void nothing_is_sent_when_another_worker_may_have_the_dossier() throws Exception {
        assertThat(send(batch(() -> false))).isEqualTo(Outcome.Deferred.tooLate());
        assertThat(server.messages(TOPIC)).isEmpty();
    }

    @Test
    void settings_name_every_fault_and_a_broker_that_is_not_set() {
        assertThatThrownBy(() -> Given.settings(
                        Map.of("topic.name", "hồ sơ", "url", "http://10.0.0.9/api", "topic.largest", "1GB")))
                .rootCause()
                .hasMessageContainingAll("not two", "topic.name", "topic: set both", "topic.largest");
        settings.put("topic.broker", "other");
        assertThatThrownBy(this::client).hasMessageContaining("brokers.other.servers is not set; set are: main");
    }

    private AgencyClient client() throws Exception {
        return client(server.address(), Duration.ofSeconds(2));
    }

    private AgencyClient client(String address, Duration timeout) throws Exception {
        BrokerSettings broker = new BrokerSettings(address, timeout, "", "", "SCRAM-SHA-512", Map.of());
        return Given.client(folder, settings, Map.of(), Map.of("main", broker));
    }

    private Outcome send(Batch batch) {
        return client.send("agency", "", batch).outcome();
    }

    private static String body(int n) {
        return "{\"step\":" + n + "}";
    }

    private static String ofSize(int bytes) {
        return "{\"text\":\"" + "x".repeat(bytes) + "\"}";
    }

    private static String header(ConsumerRecord<String, String> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static void configure(String name, String value) throws Exception {
        try (Admin admin = server.admin()) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, TOPIC),
                            List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }
}
