package vn.lienthong.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.SimulatedPortal;

/** A ministry tries its flows beside the system that still sends, and then lets them send. */
class ShadowModeIT {

    @Test
    void in_shadow_mode_nothing_reaches_the_portal_and_afterwards_everything_does_in_order(@TempDir Path folder)
            throws Exception {
        try (SimulatedPortal server = SimulatedPortal.start(0, Account.INVENTED);
                Connector connector =
                        Connector.start(folder, server.adapter(), "pace: { perSecond: 500, parallel: 8 }")) {
            SimulatedPortalClient portal = new SimulatedPortalClient(server.address());
            mode(folder, connector, "shadow");

            connector.push("npsp-dossier", Dossiers.dossier(1, "received"));
            connector.push("npsp-progress", Dossiers.progress(1, 1));
            connector.push("npsp-dossier", Dossiers.dossier(1, "processing"));
            connector.push("npsp-dossier", Dossiers.dossier(2, "received"));
            await().atMost(Duration.ofSeconds(30)).until(() -> connector.count("HELD") == 4);

            assertThat(portal.count("lookups")).isGreaterThanOrEqualTo(4);
            assertThat(portal.count("creates") + portal.count("updates") + portal.count("progress"))
                    .isZero();
            assertThat(codes(connector, "npsp-dossier")).containsOnly("npsp.shadow-creates");
            assertThat(codes(connector, "npsp-progress")).containsOnly("npsp.shadow-waits-for-dossier");

            mode(folder, connector, "live");
            connector.push("npsp-dossier", Dossiers.dossier(1, "returned"));
            connector.releaseAll();
            connector.awaitNothingOwed(Duration.ofSeconds(30));

            assertThat(connector.count("DELIVERED")).isEqualTo(5);
            assertThat(portal.history(Dossiers.number(1)))
                    .extracting(change -> change.path("kind").asString())
                    .containsExactly("created", "progress", "updated", "updated");
        }
    }

    private static List<String> codes(Connector connector, String flow) {
        return StreamSupport.stream(
                        connector.get("/api/shadow/" + flow).path("results").spliterator(), false)
                .map(result -> result.at("/sample/code").asString())
                .toList();
    }

    /** Both flows to the portal: a dossier has one order over all of them. */
    private static void mode(Path folder, Connector connector, String mode) throws IOException {
        for (String flow : List.of("npsp-dossier", "npsp-progress")) {
            Path file = folder.resolve("routes").resolve(flow + ".camel.yaml");
            String was = Files.readString(file);
            String now = was.replaceFirst("supersedes: (true|false)(, mode: \\w+)?", "supersedes: $1, mode: " + mode);
            assertThat(now).isNotEqualTo(was);
            Path written = Files.writeString(file.resolveSibling(flow + ".new"), now);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        }
        boolean shadow = mode.equals("shadow");
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        connector.get("/api/shadow/npsp-dossier").path("shadow").asBoolean() == shadow
                                && connector
                                                .get("/api/shadow/npsp-progress")
                                                .path("shadow")
                                                .asBoolean()
                                        == shadow);
    }
}
