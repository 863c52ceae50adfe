package vn.lienthong.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.intake.kafka.KafkaServer;
import vn.lienthong.intake.sql.PostgresServer;

/** One system of the ministry's is a topic, another one a table. Both go away, and the connector is killed meanwhile. */
class SystemsOutageIT {

    private static final int DOSSIERS = 10;
    private static final String TOPIC = "ket-qua";
    private static final List<String> FLOWS = List.of("payment-result", "payment-table");
    private static final JsonMapper JSON = new JsonMapper();
    private static final String POLICY = """
            timeout: { connect: 2s, read: 5s }
            retry: { first: 200ms, factor: 2, longest: 2s, jitter: 20%, giveUpAfter: 7d }
            breaker: { window: 20 calls, failureRate: 50%, slowCall: 20s, openFor: 1s, probes: 1 }
            pace: { perSecond: 500, parallel: 4, rampAfterOutage: 1s }
            """;

    private static final String ROUTE = """
            - templatedRoute:
                routeId: payment-table
                routeTemplateRef: portal-to-agency
                parameters:
                  - { name: flow, value: payment-table }
                  - { name: mapping, value: agency/payment-result }
                  - { name: system, value: lgsp }
            """;

    @Test
    void what_came_while_they_were_away_arrives_once_and_in_order(@TempDir Path folder) throws Exception {
        try (KafkaServer broker = new KafkaServer(folder.resolve("kafka"));
                PostgresServer database = new PostgresServer(folder.resolve("postgres"))) {
            broker.topic(TOPIC, 2);
            database.execute("CREATE TABLE ket_qua (no serial, key text UNIQUE, dossier text, payment int)");
            try (Connector connector = Connector.start(
                    folder.resolve("connector"),
                    "http://127.0.0.1:9/",
                    POLICY,
                    settings(broker, database),
                    Connector.SHORT_LIVED)) {
                use(folder.resolve("connector/routes/payment-table"), connector);
                push(connector, 1);
                connector.awaitNothingOwed(Duration.ofSeconds(60));
                broker.stop();
                database.stop();
                push(connector, 2);
                connector.process().kill();
                connector.startAgain();
                push(connector, 3);
                broker.start();
                database.start();
                connector.awaitNothingOwed(Duration.ofSeconds(90));
                assertThat(connector.count("DEAD")).isZero();
            }
            Map<String, List<Integer>> expected = new HashMap<>();
            IntStream.rangeClosed(1, DOSSIERS)
                    .forEach(dossier -> expected.put(Dossiers.number(dossier), List.of(1, 2, 3)));
            assertThat(messages(broker)).isEqualTo(expected);
            assertThat(rows(database)).isEqualTo(expected);
        }
    }

    private static Map<String, String> settings(KafkaServer broker, PostgresServer database) {
        Map<String, String> settings = new HashMap<>();
        settings.put("brokers.main.servers", broker.address());
        settings.put("brokers.main.timeout", "2s");
        settings.put("agency.systems.agency.topic.broker", "main");
        settings.put("agency.systems.agency.topic.name", TOPIC);
        settings.put("sources.motcua.url", database.url());
        settings.put("sources.motcua.username", database.username());
        settings.put("agency.systems.lgsp.table.database", "motcua");
        settings.put("agency.systems.lgsp.table.name", "ket_qua");
        settings.put("agency.systems.lgsp.table.key", "key");
        settings.put("agency.systems.lgsp.table.columns", "dossier=dossierNo, payment");
        return settings;
    }

    private static void use(Path route, Connector connector) throws Exception {
        Path part = Files.writeString(route.resolveSibling(route.getFileName() + ".part"), ROUTE);
        Files.move(part, route.resolveSibling(route.getFileName() + ".camel.yaml"));
        for (String flow : FLOWS) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> connector.push(flow, "{}").statusCode() == 422);
        }
        for (long dead = connector.count("DEAD"); dead > 0; dead = connector.count("DEAD")) {
            long id = connector
                    .get("/api/deliveries?state=DEAD")
                    .path("items")
                    .get(0)
                    .path("id")
                    .asLong();
            connector.act(id, "cancel", "only to see that the route runs");
        }
    }

    private static void push(Connector connector, int round) throws Exception {
        String example = Files.readString(Path.of("mappings/agency/payment-result/tests/payment-example.json"));
        for (int dossier = 1; dossier <= DOSSIERS; dossier++) {
            String record = example.replace("000.00.00.G16-240315-0012", Dossiers.number(dossier))
                    .replaceFirst("\"payment\": 12", "\"payment\": " + round);
            for (String flow : FLOWS) {
                assertThat(connector.push(flow, record).statusCode()).isEqualTo(202);
            }
        }
    }

    private static Map<String, List<Integer>> messages(KafkaServer broker) {
        Map<String, List<Integer>> messages = new HashMap<>();
        broker.messages(TOPIC)
                .forEach(message -> messages.computeIfAbsent(message.key(), key -> new ArrayList<>())
                        .add(JSON.readTree(message.value()).path("payment").asInt()));
        return messages;
    }

    private static Map<String, List<Integer>> rows(PostgresServer database) throws Exception {
        Map<String, List<Integer>> rows = new HashMap<>();
        try (Connection connection = database.connect();
                ResultSet all =
                        connection.createStatement().executeQuery("SELECT dossier, payment FROM ket_qua ORDER BY no")) {
            while (all.next()) {
                rows.computeIfAbsent(all.getString(1), key -> new ArrayList<>()).add(all.getInt(2));
            }
        }
        return rows;
    }
}
