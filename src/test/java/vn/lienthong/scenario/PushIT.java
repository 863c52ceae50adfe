package vn.lienthong.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.SimulatedPortal;

/** Records pushed by an agency's system, from the call to the portal. */
class PushIT {

    private static final Path EXAMPLES = Path.of("src/sandbox/resources/sandbox/push");

    @Test
    void the_two_examples_posted_twice_are_one_dossier_with_one_step(@TempDir Path folder) throws Exception {
        try (SimulatedPortal server = SimulatedPortal.start(0, Account.INVENTED);
                Connector connector =
                        Connector.start(folder, server.adapter(), "pace: { perSecond: 500, parallel: 8 }")) {
            SimulatedPortalClient portal = new SimulatedPortalClient(server.address());
            String dossier = Files.readString(EXAMPLES.resolve("dossier.json"));
            String progress = Files.readString(EXAMPLES.resolve("progress.json"));

            HttpResponse<String> first = connector.push("npsp-dossier", dossier);
            HttpResponse<String> step = connector.push("npsp-progress", progress);
            HttpResponse<String> again = connector.push("npsp-dossier", dossier);
            HttpResponse<String> stepAgain = connector.push("npsp-progress", progress);
            connector.awaitNothingOwed(Duration.ofSeconds(30));

            assertThat(List.of(first.statusCode(), step.statusCode(), again.statusCode(), stepAgain.statusCode()))
                    .containsExactly(202, 202, 200, 200);
            assertThat(json(again)).isEqualTo(json(first));
            assertThat(json(stepAgain)).isEqualTo(json(step));
            assertThat(portal.history("000.00.00.G16-240315-0012"))
                    .extracting(change -> change.path("kind").asString())
                    .containsExactly("created", "progress");
        }
    }

    @Test
    void a_corrected_record_replaces_the_dead_letter_of_the_one_before(@TempDir Path folder) throws Exception {
        try (SimulatedPortal server = SimulatedPortal.start(0, Account.INVENTED);
                Connector connector =
                        Connector.start(folder, server.adapter(), "pace: { perSecond: 500, parallel: 8 }")) {
            SimulatedPortalClient portal = new SimulatedPortalClient(server.address());

            HttpResponse<String> bad = connector.push("npsp-dossier", Dossiers.dossier(1, "archived"));
            HttpResponse<String> step = connector.push("npsp-progress", Dossiers.progress(1, 1));
            HttpResponse<String> good = connector.push("npsp-dossier", Dossiers.dossier(1, "received"));
            connector.awaitNothingOwed(Duration.ofSeconds(30));

            assertThat(List.of(bad.statusCode(), step.statusCode(), good.statusCode()))
                    .containsExactly(422, 202, 202);
            assertThat(json(bad).path("problems").get(0).path("code").asString())
                    .isEqualTo("mapping.no-crosswalk-pair");
            assertThat(connector
                            .get("/api/deliveries/"
                                    + json(bad).path("deliveries").get(0).asLong())
                            .path("state")
                            .asString())
                    .isEqualTo("CANCELLED");
            assertThat(portal.history(Dossiers.number(1)))
                    .extracting(change -> change.path("kind").asString())
                    .containsExactly("created", "progress");
        }
    }

    /** As a case system does that keeps the mark together with what it made of the answers. */
    @Test
    void who_pushes_records_follows_what_becomes_of_them(@TempDir Path folder) throws Exception {
        try (SimulatedPortal server = SimulatedPortal.start(0, Account.INVENTED);
                Connector connector =
                        Connector.start(folder, server.adapter(), "pace: { perSecond: 500, parallel: 8 }")) {
            assertThat(connector
                            .get("/api/results?flow=npsp-dossier")
                            .path("mark")
                            .isNull())
                    .isTrue();
            connector.push("npsp-dossier", Dossiers.dossier(1, "received"));
            connector.awaitNothingOwed(Duration.ofSeconds(30));
            long wrong = json(connector.push("npsp-dossier", Dossiers.dossier(2, "archived")))
                    .path("deliveries")
                    .get(0)
                    .asLong();

            JsonNode first = connector.get("/api/results?flow=npsp-dossier&most=1");
            assertThat(told(first)).containsExactly(Dossiers.number(1) + " DELIVERED");
            assertThat(first.path("items").get(0).path("receipt").asString()).isNotEmpty();
            JsonNode second = connector.get(after(first));
            assertThat(told(second)).containsExactly(Dossiers.number(2) + " DEAD");
            JsonNode problem = second.path("items").get(0).path("problems").get(0);
            assertThat(problem.path("code").asString()).isEqualTo("mapping.no-crosswalk-pair");
            assertThat(problem.path("field").asString()).isNotEmpty();
            assertThat(problem.path("advice").asString()).isNotEmpty();

            connector.act(wrong, "cancel", "Hồ sơ nộp trùng");
            connector.process().kill();
            connector.startAgain();
            JsonNode third = connector.get(after(second));
            assertThat(told(third)).containsExactly(Dossiers.number(2) + " CANCELLED");
            assertThat(third.path("items").get(0).path("reason").asString()).isEqualTo("Hồ sơ nộp trùng");
            assertThat(told(connector.get(after(third)))).isEmpty();
            assertThat(told(connector.get(after(first))))
                    .as("the same mark again")
                    .containsExactly(Dossiers.number(2) + " DEAD", Dossiers.number(2) + " CANCELLED");
        }
    }

    private static String after(JsonNode answer) {
        return "/api/results?flow=npsp-dossier&after=" + answer.path("mark").asString();
    }

    private static List<String> told(JsonNode answer) {
        return answer.path("items")
                .valueStream()
                .map(one ->
                        one.path("dossier").asString() + " " + one.path("state").asString())
                .toList();
    }

    @Test
    void a_call_that_is_made_late_takes_nothing_back(@TempDir Path folder) throws Exception {
        try (SimulatedPortal server = SimulatedPortal.start(0, Account.INVENTED);
                Connector connector =
                        Connector.start(folder, server.adapter(), "pace: { perSecond: 500, parallel: 8 }")) {
            String received = changed(Dossiers.dossier(1, "received"), "2024-03-15T08:30:00+07:00");
            String processing = changed(Dossiers.dossier(1, "processing"), "2024-03-18T09:00:00+07:00");

            List<Integer> heard = new ArrayList<>();
            for (String record : List.of(received, processing, received)) {
                heard.add(connector.push("npsp-dossier", record).statusCode());
                connector.awaitNothingOwed(Duration.ofSeconds(30));
            }

            assertThat(heard).containsExactly(202, 202, 200);
            assertThat(json(connector.push("npsp-dossier", received))
                            .path("warnings")
                            .get(0)
                            .path("code")
                            .asString())
                    .isEqualTo("intake.older");
            assertThat(new SimulatedPortalClient(server.address()).history(Dossiers.number(1)))
                    .extracting(change -> change.path("kind").asString())
                    .containsExactly("created", "updated");
        }
    }

    private static String changed(String dossier, String at) {
        return dossier.replaceFirst("}$", ",\"changedAt\":\"" + at + "\"}");
    }

    @Test
    void a_sender_whose_request_the_container_gives_up_hears_why(@TempDir Path folder) throws Exception {
        try (Connector connector = Connector.start(
                folder,
                "http://127.0.0.1:1",
                "",
                Map.of("server.tomcat.connection-timeout", "1s"),
                Connector.SHORT_LIVED)) {
            assertThat(halfABody(connector, false)).startsWith("HTTP/1.1 408").contains("intake.body-too-slow");
            assertThat(halfABody(connector, true)).startsWith("HTTP/1.1 400").contains("intake.body-cut-off");
            assertThat(withKey(connector, "hồ sơ")).startsWith("HTTP/1.1 400").contains("intake.idempotency-key");
        }
    }

    private static String halfABody(Connector connector, boolean hangUp) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", connector.port())) {
            socket.getOutputStream().write("""
                            POST /api/records/npsp-dossier HTTP/1.1\r
                            Host: localhost\r
                            Content-Type: application/json\r
                            Content-Length: 1000\r
                            \r
                            {"dossierNo":""".getBytes(StandardCharsets.US_ASCII));
            if (hangUp) {
                socket.shutdownOutput();
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String withKey(Connector connector, String key) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", connector.port())) {
            socket.getOutputStream().write("""
                            POST /api/records/npsp-dossier HTTP/1.1\r
                            Host: localhost\r
                            Connection: close\r
                            Content-Type: application/json\r
                            Content-Length: 2\r
                            Idempotency-Key: %s\r
                            \r
                            {}""".formatted(key).getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return new JsonMapper().readTree(answer.body());
    }
}
