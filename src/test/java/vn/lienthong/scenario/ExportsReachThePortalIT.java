package vn.lienthong.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.SimulatedPortal;

/** The main job: five ministry exports, as they are, reach a strict portal; what cannot is explained. */
class ExportsReachThePortalIT {

    private static final Path EXPORTS = Path.of("src/sandbox/resources/sandbox/exports");
    private static final Map<String, String> FLOWS = Map.of(
            "01_so-theo-doi-ho-so_2020-11.csv", "so-theo-doi-2020",
            "02_danh-sach-ho-so_2025-09.xlsx", "danh-sach-2025",
            "03_mot-cua-dien-tu_CNTBD_2018.json", "mot-cua-2018",
            "04_xuat-ho-so_2023H1_NFD.xml", "xuat-2023",
            "05_ho-so-cu_2006-2009_TCVN3.csv", "ho-so-cu-2006");

    @Test
    void every_good_row_arrives_once_and_every_bad_row_is_explained(@TempDir Path folder) throws Exception {
        try (SimulatedPortal server = SimulatedPortal.start(0, Account.INVENTED);
                Connector connector =
                        Connector.start(folder, server.adapter(), "pace: { perSecond: 500, parallel: 8 }")) {
            SimulatedPortalClient portal = new SimulatedPortalClient(server.address());
            for (Map.Entry<String, String> export : FLOWS.entrySet()) {
                drop(EXPORTS.resolve(export.getKey()), connector.inbox(export.getValue()));
            }
            FLOWS.forEach((file, flow) -> await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            Files.exists(connector.inbox(flow).resolve("done").resolve(file + ".report.json"))));
            connector.awaitNothingOwed(Duration.ofSeconds(90));

            Map<String, Long> dead = new TreeMap<>();
            for (int page = 1; page <= 5; page++) {
                connector
                        .get("/api/deliveries?state=DEAD&size=100&page=" + page)
                        .path("items")
                        .forEach(delivery ->
                                dead.merge(delivery.path("flow").asString() + " " + code(delivery), 1L, Long::sum));
            }
            assertThat(dead).as("dead letters by flow and cause").containsExactlyInAnyOrderEntriesOf(EXPECTED_DEAD);
            assertThat(connector.count("DELIVERED"))
                    .as("delivered, by the ledger and by the portal")
                    .isEqualTo(461)
                    .isEqualTo(portal.count("creates") + portal.count("updates"))
                    .isEqualTo(portal.count("dossiers"));
            assertThat(portal.count("refused")).as("refused by the portal").isZero();
            assertThat(portal.count("warnings"))
                    .as("names that differ from the portal's")
                    .isZero();
            FLOWS.values()
                    .forEach(flow -> await().until(() -> connector
                            .metrics()
                            .contains("lienthong_deliveries_newest_seconds{counterpart=\"npsp\",flow=\"" + flow
                                    + "\"}")));
        }
    }

    /** notes.json of the exports names each bad row, and why. */
    private static final Map<String, Long> EXPECTED_DEAD = Map.ofEntries(
            Map.entry("so-theo-doi-2020 convert.no-such-date", 1L),
            Map.entry("so-theo-doi-2020 mapping.not-in-code-table", 1L),
            Map.entry("so-theo-doi-2020 mapping.required-missing", 1L),
            Map.entry("so-theo-doi-2020 intake.conflict-in-file", 1L),
            Map.entry("danh-sach-2025 mapping.required-missing", 1L),
            Map.entry("danh-sach-2025 convert.implausible-date", 1L),
            Map.entry("danh-sach-2025 convert.no-such-date", 1L),
            Map.entry("mot-cua-2018 mapping.no-crosswalk-pair", 22L),
            Map.entry("xuat-2023 mapping.not-in-code-table", 1L),
            Map.entry("ho-so-cu-2006 mapping.required-missing", 2L));

    private static String code(JsonNode delivery) {
        JsonNode problems = delivery.path("problems");
        return problems.isEmpty() ? "none" : problems.get(0).path("code").asString();
    }

    private static void drop(Path file, Path inbox) throws Exception {
        Files.createDirectories(inbox);
        Path copying = inbox.resolve(file.getFileName() + ".part");
        Files.copy(file, copying);
        Files.move(copying, inbox.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }
}
