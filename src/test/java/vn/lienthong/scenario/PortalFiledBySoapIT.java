package vn.lienthong.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.SimulatedPortal;
import vn.lienthong.sandbox.soap.SimulatedMinistry;
import vn.lienthong.sandbox.soap.SimulatedMinistry.Message;
import vn.lienthong.sandbox.soap.SimulatedMinistry.Trouble;

/** The shipped routes of {@code examples/portal-soap}: what comes from the portal goes to a ministry's system that speaks SOAP. */
class PortalFiledBySoapIT {

    private static final String POLICY = """
            retry: { first: 200ms, factor: 2, longest: 2s, jitter: 20%, giveUpAfter: 7d }
            pace: { perSecond: 500, parallel: 8, rampAfterOutage: 1s }
            """;
    private static final Path ROUTES = Path.of("routes/examples/portal-soap");

    @Test
    void dossiers_amendments_and_tax_papers_arrive_in_order_and_a_refusal_waits_for_a_person(@TempDir Path folder)
            throws Exception {
        try (SimulatedMinistry ministry = new SimulatedMinistry();
                SimulatedPortal server = SimulatedPortal.start(0, Account.INVENTED);
                Connector connector = Connector.start(
                        folder,
                        server.adapter(),
                        POLICY,
                        Map.of(
                                "agency.systems.agency.url",
                                ministry.address(),
                                "agency.systems.agency.contract",
                                "agency/portal.wsdl"),
                        Connector.SHORT_LIVED)) {
            send(connector, "addtthcKhuyenMai", "portal-dossier");
            await().atMost(Duration.ofSeconds(30)).until(() -> told(connector, "agency.not-xml"));
            ministry.next(Trouble.FAULT_AFTERWARDS);
            putInPlaceOfTheJsonOnes(folder);

            send(connector, "nhanhsdvcqg", "portal-amendment");
            connector.awaitNothingOwed(Duration.ofSeconds(60));
            ministry.next(Trouble.REFUSES);
            send(connector, "nhanhsdvcqg", "portal-tax-voucher");
            connector.awaitNothingOwed(Duration.ofSeconds(30));

            assertThat(ministry.messages())
                    .as("the first one twice, for its answer was unclear")
                    .extracting(Message::operation)
                    .containsExactly("TakeDossier", "TakeDossier", "TakeAmendment");
            assertThat(ministry.messages().stream().map(Message::key).distinct())
                    .as("each has one key, however often it was sent")
                    .hasSize(2);
            assertThat(ministry.messages().getFirst().body())
                    .isEqualTo(Files.readString(Path.of("mappings/agency/portal-dossier-soap/tests/dossier.xml")));
            assertThat(problems(connector, "DEAD")).containsExactly("agency.refused");
        }
    }

    private static void send(Connector connector, String path, String flow) throws Exception {
        String message = Files.readString(Path.of("mappings/agency/" + flow + "/tests/portal-example.json"));
        assertThat(connector
                        .post("/XrdAdapter/RestService/forward/" + path, message)
                        .body())
                .contains("\"error_code\":0");
    }

    /** As a person would who copies the folder. */
    private static void putInPlaceOfTheJsonOnes(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(ROUTES)) {
            for (Path file : files.toList()) {
                Path part = folder.resolve("routes/" + file.getFileName() + ".part");
                Files.copy(file, part);
                Files.move(part, folder.resolve("routes/" + file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static boolean told(Connector connector, String problem) {
        return Stream.of("PENDING", "RETRYING")
                .anyMatch(state -> problems(connector, state).contains(problem));
    }

    private static List<String> problems(Connector connector, String state) {
        return connector
                .get("/api/deliveries?state=" + state)
                .path("items")
                .valueStream()
                .flatMap(delivery -> delivery.path("problems").valueStream())
                .map(problem -> problem.path("code").asString())
                .toList();
    }
}
