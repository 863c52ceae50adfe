package vn.lienthong.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.SimulatedPortal;

/**
 * The connector as it is packed: with its beans decided by the build. So are those of most stories; all other tests let it
 * decide at the start, so what is promised here is that there is no difference. Maven's build decides before its tests.
 */
class PackedIT {

    private static final Path EXAMPLES = Path.of("src/sandbox/resources/sandbox/push");

    /** At least one of every kind of door. */
    private static final List<String> DOORS = List.of(
            "/",
            "/login",
            "/problems",
            "/replays",
            "/dossiers",
            "/agreement",
            "/procedures",
            "/mappings",
            "/mappings/coverage",
            "/payments",
            "/reconciliations",
            "/css/none",
            "/api/openapi.yaml",
            "/api/counterparts",
            "/api/deliveries?size=1",
            "/api/dossiers/none",
            "/api/payments/1",
            "/api/none",
            "/soap/none",
            "/VXPAdapter/none");

    @Test
    void has_the_doors_and_the_metrics_it_has_when_it_decides_at_the_start(@TempDir Path folder) throws Exception {
        try (SimulatedPortal portal = SimulatedPortal.start(0, Account.INVENTED)) {
            Seen packed = seen(folder.resolve("packed"), portal, "-Dspring.aot.enabled=true");
            Seen plain = seen(folder.resolve("plain"), portal, "-Dspring.aot.enabled=false");

            assertThat(packed.log()).contains("AOT-processed").isNotEqualTo(plain.log());
            assertThat(packed.doors()).isEqualTo(plain.doors()).containsEntry("/", 200);
            assertThat(packed.metrics()).isEqualTo(plain.metrics());
        }
    }

    private record Seen(Map<String, Integer> doors, SortedSet<String> metrics, String log) {}

    private static Seen seen(Path folder, SimulatedPortal portal, String option) throws Exception {
        Files.createDirectories(folder);
        try (Connector connector = Connector.start(
                folder,
                portal.adapter(),
                "",
                Map.of("server.shutdown", "immediate"),
                Stream.concat(Connector.SHORT_LIVED.stream(), Stream.of(option)).toList())) {
            connector.push("npsp-dossier", Files.readString(EXAMPLES.resolve("dossier.json")));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> names(connector.metrics()).contains("lienthong_deliveries_owed"));
            return new Seen(
                    DOORS.stream().collect(Collectors.toMap(Function.identity(), connector::status)),
                    names(connector.metrics()),
                    Files.readString(folder.resolve("log.txt")));
        }
    }

    /** But those of garbage collection, which come with the first one. */
    private static SortedSet<String> names(String metrics) {
        return metrics.lines()
                .filter(line -> line.startsWith("# TYPE "))
                .flatMap(line -> Stream.of(line.split(" ")).skip(2).limit(1))
                .filter(name -> !name.startsWith("jvm_gc"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
