package vn.lienthong.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.SimulatedPortal;

/** Somebody who does not look at the console hears of it. */
class AlertIT {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void a_dead_letter_its_deadline_and_a_broken_file_are_told_and_that_they_are_over(@TempDir Path folder)
            throws Exception {
        WireMockServer chat = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        chat.start();
        chat.stubFor(WireMock.post("/hook").willReturn(WireMock.ok()));
        Map<String, String> settings = Map.of(
                "alerts.webhook.url", chat.url("/hook"),
                "alerts.every", "1s",
                "alerts.after", "0s",
                "alerts.at-most-every", "0s",
                "alerts.language", "en");
        try (SimulatedPortal server = SimulatedPortal.start(0, Account.INVENTED);
                Connector connector = Connector.start(
                        folder,
                        server.adapter(),
                        "pace: { perSecond: 500, parallel: 8 }",
                        settings,
                        Connector.SHORT_LIVED)) {
            OffsetDateTime soon = VietnamTime.of(Instant.now().plusSeconds(6)).truncatedTo(ChronoUnit.SECONDS);
            connector.push(
                    "npsp-dossier",
                    Dossiers.dossier(1, "archived")
                            .replaceFirst(
                                    "(?<=\"dueAt\":\")[^\"]*", soon.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME)));
            Path broken = Files.writeString(folder.resolve("routes/broken.camel.yaml"), "- route: {");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(told(chat, "new"))
                            .anyMatch(says -> says.contains("mapping.no-crosswalk-pair (npsp-dossier → npsp)"))
                            .anyMatch(says -> says.contains("past the deadline, and npsp has not got everything"))
                            .anyMatch(says -> says.contains("broken.camel.yaml")));

            connector.push("npsp-dossier", Dossiers.dossier(1, "received"));
            Files.delete(broken);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(told(chat, "over"))
                            .anyMatch(says -> says.contains("mapping.no-crosswalk-pair"))
                            .anyMatch(says -> says.contains("past the deadline"))
                            .anyMatch(says -> says.contains("broken.camel.yaml")));
            assertThat(chat.getAllServeEvents())
                    .noneMatch(event -> event.getRequest().getBodyAsString().contains(Dossiers.number(1)));
        } finally {
            chat.stop();
        }
    }

    private static List<String> told(WireMockServer chat, String what) {
        return chat.getAllServeEvents().stream()
                .flatMap(event -> JSON.readTree(event.getRequest().getBodyAsString())
                        .path(what)
                        .valueStream())
                .map(line -> line.path("says").asString())
                .toList();
    }
}
