package vn.lienthong.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.intake.kafka.KafkaServer;
import vn.lienthong.sandbox.FreePorts;

/**
 * Many dossiers as the portal files them, from one topic through the ledger into another, by a whole connector that may
 * not have more than 512 MiB; each is there once.
 */
@Tag("long")
class ManyRecordsOutTest {

    private static final int RECORDS = Integer.getInteger("many.records", 200_000);
    private static final String IN = "ho-so-cong";
    private static final String OUT = "ho-so-bo";
    private static final String POLICY = """
            pace: { perSecond: 100000, parallel: 64, rampAfterOutage: 1s }
            """;

    @TempDir
    Path folder;

    @Test
    void are_delivered_to_a_kafka_topic() throws Exception {
        try (KafkaServer server = new KafkaServer(folder.resolve("kafka"))) {
            server.topic(IN, 1);
            server.topic(OUT, 1);
            fill(server);
            Map<String, String> settings = Map.of(
                    "brokers.main.servers",
                    server.address(),
                    "agency.systems.agency.topic.broker",
                    "main",
                    "agency.systems.agency.topic.name",
                    OUT);
            String nobody = "http://127.0.0.1:" + FreePorts.one() + "/none";
            try (Connector connector = Connector.start(folder, nobody, POLICY, settings, List.of("-Xmx256m"))) {
                long began = System.nanoTime();
                takeFromTheTopic();
                await().atMost(Duration.ofMinutes(30))
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> connector.count("DELIVERED") >= RECORDS);
                System.out.printf(
                        "%,d records in and out in %d s; the connector has had at most %d MiB%n",
                        RECORDS,
                        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began),
                        connector.process().mostResidentMiB());
                assertThat(connector.process().mostResidentMiB()).isLessThan(512);
            }
            assertThat(dossiers(server)).as("each once").hasSize(RECORDS);
        }
    }

    private static void fill(KafkaServer server) throws Exception {
        String dossier = Files.readString(Path.of("mappings/agency/portal-dossier/tests/portal-example.json"));
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", server.address()), new StringSerializer(), new StringSerializer())) {
            for (int n = 0; n < RECORDS; n++) {
                String number = "000.00.00.G22-240314-%07d".formatted(n);
                producer.send(
                        new ProducerRecord<>(IN, number, dossier.replace("000.00.00.G22-240314-0099123", number)));
            }
        }
    }

    private void takeFromTheTopic() throws Exception {
        Path part = Files.writeString(folder.resolve("routes/portal-dossier-kafka.part"), """
                - templatedRoute:
                    routeTemplateRef: kafka
                    routeId: portal-dossier-kafka
                    parameters:
                      - { name: flow, value: portal-dossier }
                      - { name: broker, value: main }
                      - { name: topic, value: %s }
                """.formatted(IN));
        Files.move(part, folder.resolve("routes/portal-dossier-kafka.camel.yaml"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Numbers of dossiers, by the keys of all messages; one that is there twice fails. */
    private static Set<String> dossiers(KafkaServer server) {
        Set<String> numbers = new HashSet<>();
        TopicPartition whole = new TopicPartition(OUT, 0);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", server.address()), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(whole));
            consumer.seekToBeginning(List.of(whole));
            long end = consumer.endOffsets(List.of(whole)).get(whole);
            while (consumer.position(whole) < end) {
                for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofSeconds(1))) {
                    assertThat(numbers.add(message.key())).as(message.key()).isTrue();
                }
            }
        }
        return numbers;
    }
}
