package vn.lienthong.intake.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.connections.BrokerSettings;
import vn.lienthong.connections.Brokers;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.Page;
import vn.lienthong.intake.Source;
import vn.lienthong.intake.SourceContract;

/** A topic of a real broker keeps what every source keeps, and what only a broker can break. */
class KafkaSourceTest extends SourceContract {

    private static final String TOPIC = "ho-so";

    /** A look for messages that finds none holds up what is asked after it on the same connection for so long. */
    private static final Map<String, String> SHORT_LOOKS = Map.of("fetch.max.wait.ms", "20");

    @TempDir
    static Path folder;

    private static KafkaServer server;

    private @Nullable KafkaSources brokers;
    private @Nullable Source source;

    @BeforeAll
    static void startServer() throws Exception {
        server = new KafkaServer(folder.resolve("kafka"));
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void topic() throws Exception {
        server.topic(TOPIC, 1);
    }

    @Override
    protected void start() {
        start(TOPIC);
    }

    private void start(String topic) {
        BrokerSettings settings =
                new BrokerSettings(server.address(), Duration.ofSeconds(3), "", "", "SCRAM-SHA-512", SHORT_LOOKS);
        KafkaSources opened = new KafkaSources(new Brokers(Map.of("main", settings)), intake, ledger.memos);
        brokers = opened;
        source = opened.open(new Subscription("json-flow", "main", topic, "json", Duration.ofSeconds(1), PAGE));
    }

    @Override
    protected void stop() throws Exception {
        if (source != null) {
            source.close();
        }
        source = null;
        brokers = null;
    }

    @Override
    protected void put(List<Item> items) throws Exception {
        server.send(items.stream()
                .map(item -> message(item.dossier(), item.owner()))
                .toList());
    }

    private static ProducerRecord<String, String> message(String dossier, String owner) {
        return new ProducerRecord<>(TOPIC, dossier, body(dossier, owner));
    }

    private static ProducerRecord<String, String> at(int partition, String dossier, String owner) {
        return new ProducerRecord<>(TOPIC, partition, dossier, body(dossier, owner));
    }

    private static String body(String dossier, String owner) {
        return "{\"key\":\"%1$s\",\"dossier\":\"%1$s\",\"owner\":\"%2$s\"}".formatted(dossier, owner);
    }

    @Override
    protected void work() throws Exception {
        while (requireNonNull(source).step(Page::enter)) {
            // Until there is nothing more to do.
        }
    }

    @Override
    protected void goAway() throws Exception {
        server.stop();
    }

    @Override
    protected void comeBack() throws Exception {
        server.start();
    }

    @Override
    protected List<String> faults() {
        return requireNonNull(brokers).faults().stream().map(Problem::code).toList();
    }

    @Test
    void a_broker_that_goes_away_while_nothing_comes_is_told() throws Exception {
        start();
        put(List.of(item(1, NOON)));
        work();
        goAway();
        work();
        assertThat(faults()).containsExactly("intake.broker-unreachable");
        assertThat(requireNonNull(source).pause()).isEqualTo(Duration.ofSeconds(10));
        comeBack();
        put(List.of(item(2, NOON)));
        // one look may not be enough: the client waits before it connects again
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            work();
            assertThat(entered()).containsExactly("H-1/1", "H-2/1");
            assertThat(faults()).isEmpty();
        });
    }

    @Test
    void a_topic_that_is_not_there_is_told_and_not_made() throws Exception {
        start("no-such-topic");
        work();
        assertThat(requireNonNull(brokers).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.says(Locale.ENGLISH))
                        .contains("no-such-topic", "json-flow")
                        .doesNotContain("{"));
        assertThat(faults()).containsExactly("intake.no-such-topic");
        try (Admin admin = server.admin()) {
            assertThat(admin.listTopics().names().get()).doesNotContain("no-such-topic");
        }
    }

    @Test
    void messages_the_broker_threw_away_before_they_were_read_are_told_until_the_route_starts_anew() throws Exception {
        start();
        put(List.of(item(1, NOON)));
        work();
        stop();
        put(List.of(item(2, NOON), item(3, NOON), item(4, NOON)));
        try (Admin admin = server.admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(TOPIC, 0), RecordsToDelete.beforeOffset(3)))
                    .all()
                    .get();
        }
        start();
        work();
        assertThat(entered()).containsExactly("H-1/1", "H-4/1");
        assertThat(faults()).containsExactly("intake.messages-gone");
        assertThat(requireNonNull(brokers).faults().getFirst().details())
                .containsEntry("from", "1")
                .containsEntry("before", "3");
        stop();
        start();
        work();
        assertThat(faults()).isEmpty();
    }

    @Test
    void a_topic_that_was_made_anew_is_read_from_its_beginning_and_told() throws Exception {
        start();
        put(many());
        work();
        stop();
        server.topic(TOPIC, 1);
        put(List.of(item(26, NOON)));
        start();
        work();
        assertThat(entered()).isEqualTo(numbers(1, 26));
        assertThat(faults()).containsExactly("intake.topic-made-anew");
    }

    /** At the same offsets there are other messages. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_topic_that_was_made_anew_and_has_more_than_the_former_one_loses_none_of_its_messages(boolean restarted)
            throws Exception {
        start();
        put(List.of(item(1, NOON), item(2, NOON)));
        work();
        if (restarted) {
            stop();
        }
        server.topic(TOPIC, 1);
        put(List.of(item(3, NOON), item(4, NOON), item(5, NOON)));
        if (restarted) {
            start();
        }
        Awaitility.await().untilAsserted(() -> {
            work();
            assertThat(entered()).isEqualTo(numbers(1, 5));
        });
        assertThat(faults()).containsExactly("intake.topic-made-anew");
    }

    /** Compressed, hundreds of them came with one look, and were unpacked all at once. */
    @Test
    void a_page_of_large_messages_has_few_of_them() throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", server.address(), "compression.type", "gzip"),
                new StringSerializer(),
                new StringSerializer())) {
            for (int n = 1; n <= 60; n++) {
                producer.send(message("H-" + n, "x".repeat(500_000)));
            }
        }
        BrokerSettings settings =
                new BrokerSettings(server.address(), Duration.ofSeconds(3), "", "", "SCRAM-SHA-512", SHORT_LOOKS);
        KafkaSources opened = new KafkaSources(new Brokers(Map.of("main", settings)), intake, ledger.memos);
        List<Integer> pages = new ArrayList<>();
        try (Source large =
                opened.open(new Subscription("json-flow", "main", TOPIC, "json", Duration.ofSeconds(1), 500))) {
            while (large.step(page -> {
                pages.add(page.size());
                page.enter();
            })) {
                // Until there is nothing more to do.
            }
        }
        assertThat(entered()).hasSize(60);
        assertThat(pages).allMatch(size -> size <= 20);
    }

    /** Nothing is ever missing for so long as a look waits. */
    @Test
    void a_new_partition_of_a_topic_that_is_never_quiet_is_read_too() throws Exception {
        start();
        put(List.of(item(1, NOON)));
        work();
        try (Admin admin = server.admin()) {
            admin.createPartitions(Map.of(TOPIC, NewPartitions.increaseTo(2)))
                    .all()
                    .get();
        }
        server.send(List.of(at(1, "H-2", "Người thử")));
        Awaitility.await().untilAsserted(() -> {
            server.send(List.of(at(0, "H-1", "Người thử " + System.nanoTime())));
            requireNonNull(source).step(Page::enter);
            assertThat(entered()).contains("H-2/1");
        });
    }

    @Test
    void partitions_keep_their_order_and_new_ones_are_read_from_their_beginning() throws Exception {
        server.topic(TOPIC, 2);
        start();
        server.send(List.of(at(0, "H-1", "Người thử"), at(1, "H-2", "Người thử"), at(0, "H-1", "Người khác")));
        work();
        stop();
        try (Admin admin = server.admin()) {
            admin.createPartitions(Map.of(TOPIC, NewPartitions.increaseTo(3)))
                    .all()
                    .get();
        }
        server.send(List.of(at(2, "H-3", "Người thử"), at(1, "H-2", "Người khác"), at(2, "H-3", "Người khác")));
        start();
        work();
        assertThat(entered())
                .hasSize(6)
                .containsSubsequence("H-1/1", "H-1/2")
                .containsSubsequence("H-2/1", "H-2/2")
                .containsSubsequence("H-3/1", "H-3/2");
        assertThat(faults()).isEmpty();
    }

    @Test
    void a_transaction_that_was_aborted_is_not_read() throws Exception {
        start();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", server.address(), "transactional.id", "motcua"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(message("H-1", "Người thử")).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(message("H-2", "Người thử")).get();
            producer.commitTransaction();
        }
        work();
        assertThat(entered()).containsExactly("H-2/1");
    }

    @Test
    void the_offsets_at_the_broker_follow_the_ledger() throws Exception {
        start();
        put(many());
        intake.refuseAfter(PAGE);
        work();
        stop();
        assertThat(committed()).isEqualTo(PAGE);
        intake.refuseAfter(Integer.MAX_VALUE);
        start();
        work();
        stop();
        assertThat(committed()).isEqualTo(25);
    }

    private static long committed() throws Exception {
        try (Admin admin = server.admin()) {
            OffsetAndMetadata committed = admin.listConsumerGroupOffsets("lienthong.json-flow")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(TOPIC, 0));
            return requireNonNull(committed).offset();
        }
    }

    @Test
    void of_two_processes_the_slower_one_enters_nothing_the_other_has_entered() throws Exception {
        start();
        put(many());
        KafkaSources others = new KafkaSources(
                new Brokers(Map.of(
                        "main",
                        new BrokerSettings(
                                server.address(), Duration.ofSeconds(3), "", "", "SCRAM-SHA-512", SHORT_LOOKS))),
                intake,
                ledger.memos);
        try (Source other =
                others.open(new Subscription("json-flow", "main", TOPIC, "json", Duration.ofSeconds(1), PAGE))) {
            requireNonNull(source).step(page -> {
                other.step(Page::enter);
                page.enter();
            });
        }
        work();
        assertThat(entered()).isEqualTo(numbers(1, 25));
        assertThat(intake.offered()).isLessThanOrEqualTo(25 + PAGE);
    }

    @Test
    void settings_that_cannot_be_are_refused_and_a_password_is_never_shown() {
        assertThatThrownBy(() -> new BrokerSettings(" ", Duration.ofSeconds(3), "", "", "PLAIN", Map.of()))
                .hasMessageContaining("brokers.<name>.servers");
        assertThatThrownBy(() -> new BrokerSettings("kafka:9092", Duration.ofSeconds(3), "", "", "GSSAPI", Map.of()))
                .hasMessageContaining("brokers.<name>.mechanism");
        BrokerSettings settings =
                new BrokerSettings("kafka:9092", Duration.ofSeconds(3), "lt", "bí \"mật\"", "PLAIN", Map.of());
        assertThat(settings.toString()).doesNotContain("mật");
        assertThat(settings.client())
                .containsEntry("security.protocol", "SASL_SSL")
                .extractingByKey("sasl.jaas.config")
                .asString()
                .endsWith("username=\"lt\" password=\"bí \\\"mật\\\"\";");
    }
}
