package vn.lienthong.intake.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.connections.BrokerSettings;
import vn.lienthong.intake.kafka.KafkaServer;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.relay.Flow;

/** The shipped example: its route file, its template and the shipped mapping take what is in a topic of a real broker. */
class KafkaRouteTest {

    private static final String EXAMPLE = "routes/examples/npsp-dossier-kafka.camel.yaml";

    @TempDir
    Path dir;

    private SourceStage stage;

    @BeforeEach
    void open() {
        stage = new SourceStage(dir, new Flow("npsp-dossier", "npsp", "npsp/dossier", 1, true, true));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void takes_the_messages_of_a_topic_and_keeps_what_is_no_record_as_dead_letters() throws Exception {
        String dossier = Files.readString(Path.of("src/sandbox/resources/sandbox/push/dossier.json"));
        try (KafkaServer server = new KafkaServer(dir.resolve("kafka"))) {
            server.topic("ho-so", 1);
            server.send("ho-so", List.of("", "<not json>", dossier, dossier));
            stage.brokers = Map.of("main", settings(server));
            stage.start("kafka");
            stage.load(EXAMPLE);

            await().atMost(Duration.ofMinutes(1)).until(() -> stage.count(DeliveryState.PENDING) == 1);
            assertThat(stage.count(DeliveryState.DEAD)).isEqualTo(2);
            // a consumer that is closed while its broker is there does not wait for it
            stage.stop();
        }
    }

    @Test
    void a_broker_nobody_has_set_is_a_fault_of_the_route_file() throws Exception {
        stage.start("kafka");
        assertThatThrownBy(() -> stage.load(EXAMPLE)).hasStackTraceContaining("brokers.main.servers is not set");
    }

    private static BrokerSettings settings(KafkaServer server) {
        return new BrokerSettings(server.address(), Duration.ofSeconds(10), "", "", "SCRAM-SHA-512", Map.of());
    }
}
