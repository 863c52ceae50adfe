package vn.lienthong.intake.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.connections.Brokers;
import vn.lienthong.connections.Databases;
import vn.lienthong.intake.Agency;
import vn.lienthong.intake.Deadlines;
import vn.lienthong.intake.LedgerIntake;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.MemoryLedger;
import vn.lienthong.intake.SourceFailures;
import vn.lienthong.intake.exchange.Exchanges;
import vn.lienthong.intake.inbox.Inbox;
import vn.lienthong.intake.inbox.InboxSettings;
import vn.lienthong.intake.kafka.KafkaSources;
import vn.lienthong.intake.rest.Apis;
import vn.lienthong.intake.sftp.Servers;
import vn.lienthong.intake.soap.SoapServices;
import vn.lienthong.intake.sql.SqlSources;
import vn.lienthong.ledger.InMemoryMemos;

/** The shipped inbox routes, on a Camel of their own. */
class InboxRouteTest {

    @TempDir
    Path dir;

    private final MemoryLedger ledger = new MemoryLedger();
    private final CamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        Agency agency = new Agency();
        agency.add("so-theo-doi-2020", Agency.format("csv"));
        InboxSettings settings =
                new InboxSettings(dir, Duration.ofMillis(50), Duration.ofMillis(10), Duration.ofSeconds(30), 2);
        LedgerIntake intake = new LedgerIntake(agency, agency.mappings(), ledger.ledger(), Deadlines.none());
        Inbox dropped = new Inbox(
                new LedgerSide(intake, ledger.view(), ledger.memos()),
                agency,
                agency.mappings(),
                settings,
                Clock.systemUTC(),
                RandomGenerator.getDefault());
        camel.addComponent(
                "intake",
                new IntakeComponent(
                        dropped,
                        new SqlSources(
                                new Databases(Map.of(), Path.of("no-such-folder")),
                                intake,
                                ledger.view(),
                                new InMemoryMemos(),
                                Clock.systemUTC(),
                                System::nanoTime),
                        new SoapServices(Path.of("mappings"), intake, ledger.view()),
                        new Exchanges(Map.of(), Path.of("mappings"), intake, new InMemoryMemos(), Clock.systemUTC()),
                        new KafkaSources(new Brokers(Map.of()), intake, new InMemoryMemos()),
                        new Apis(
                                Map.of(),
                                new LedgerSide(intake, ledger.view(), new InMemoryMemos()),
                                Clock.systemUTC()),
                        new Servers(Map.of(), dropped, new InMemoryMemos(), Clock.systemUTC()),
                        new SourceFailures()));
        camel.start();
        load(Path.of("routes/templates/inbox.camel.yaml"));
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private void load(Path file) throws Exception {
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(camel, "file:" + file));
    }

    @Test
    void carries_a_dropped_file_into_the_ledger() throws Exception {
        CountDownLatch twoPages = new CountDownLatch(2);
        ledger.afterCommit(twoPages::countDown);
        load(Path.of("routes/so-theo-doi-2020-inbox.camel.yaml"));

        Files.writeString(
                dir.resolve("01_so-theo-doi-ho-so_2020-11.csv"),
                "row;dossier;owner;status\n1;H-1;x;new\n2;H-2;x;new\n3;H-3;x;new\n");

        assertThat(twoPages.await(30, TimeUnit.SECONDS)).isTrue();
        camel.getRouteController().stopRoute("so-theo-doi-2020-inbox");
        assertThat(ledger.kept).hasSize(3);
        assertThat(ledger.kept.getFirst().entry().source()).isEqualTo("inbox/so-theo-doi-2020");
    }

    @TestFactory
    Stream<DynamicTest> every_shipped_inbox_route_starts_and_makes_its_folder() throws Exception {
        List<Path> files;
        try (Stream<Path> routes = Files.list(Path.of("routes"))) {
            files = routes.filter(file -> file.toString().endsWith("-inbox.camel.yaml"))
                    .toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(5);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.toString(), () -> {
                    load(file);
                    String id = file.getFileName().toString().replace(".camel.yaml", "");
                    assertThat(camel.getRouteController().getRouteStatus(id).isStarted())
                            .isTrue();
                    assertThat(dir.resolve(id.replace("-inbox", "")).resolve("done"))
                            .isDirectory();
                }));
    }
}
