package vn.lienthong.relay;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.MappedRecord;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.Attempt;
import vn.lienthong.ledger.DurablePostgres;
import vn.lienthong.ledger.InMemoryMemos;
import vn.lienthong.ledger.InMemoryProcesses;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.relay.camel.RelayComponents;

/** Deliveries a second through ledger, relay and a Camel route, to a counterpart that answers at once. */
@Tag("bench")
class RelayBench {

    private static final int DELIVERIES = 10_000;

    @TempDir
    Path dir;

    @Test
    void on_sqlite() throws Exception {
        try (RealLedger real = RealLedger.onSqlite(Files.createDirectory(dir.resolve("data")))) {
            measure("SQLite", 32, real.ledger);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 64})
    void on_postgres(int parallel) throws Exception {
        try (EmbeddedPostgres server = DurablePostgres.start();
                RealLedger real = RealLedger.onPostgres(server.getJdbcUrl("postgres", "postgres"), "postgres")) {
            measure("PostgreSQL", parallel, real.ledger);
        }
    }

    private void measure(String name, int parallel, Ledger ledger) throws Exception {
        Path policies = Files.createDirectories(dir.resolve("policies"));
        Files.writeString(
                policies.resolve("portal.yaml"),
                "policy: portal\npace: { perSecond: 0, parallel: %d }\n".formatted(parallel));
        OpenFlows flows = new OpenFlows();
        RelaySettings settings =
                new RelaySettings(policies, Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofSeconds(5));
        CountDownLatch left = new CountDownLatch(DELIVERIES);
        Clock clock = Clock.systemUTC();
        DispatchingRelay relay = new DispatchingRelay(new Dispatcher.Surroundings(
                new PolicyFiles(policies, List.of()),
                flows,
                new StoppedFlows(),
                ledger,
                new LeaseKeeper(ledger, settings.lease(), System::nanoTime),
                Dispatcher.Together.of(
                        "bench", new InMemoryProcesses(clock), new InMemoryMemos(), clock, System::nanoTime),
                settings,
                List.of((counterpart, flow, outcome, took) -> left.countDown()),
                clock,
                () -> ThreadLocalRandom.current().nextLong()));
        owe(ledger);
        try (DefaultCamelContext camel = camel(flows)) {
            long start = System.nanoTime();
            relay.start();
            boolean done = left.await(2, TimeUnit.MINUTES);
            double seconds = (System.nanoTime() - start) / 1e9;
            relay.stop();
            System.out.printf(
                    "BENCH relay %s parallel=%d: %.0f deliveries/s (%s)%n",
                    name, parallel, (DELIVERIES - left.getCount()) / seconds, done ? "all" : "not all");
        }
    }

    private static DefaultCamelContext camel(Flows flows) throws Exception {
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.disableJMX();
        camel.addComponent("relay", RelayComponents.relay(flows));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("relay:dossiers?counterpart=portal&mapping=m&opensLane=true")
                        .process(exchange -> batch(exchange).items().forEach(RelayBench::map))
                        .process(exchange -> exchange.setProperty(Reply.PROPERTY, answered(batch(exchange))));
            }
        });
        camel.start();
        return camel;
    }

    private static Batch batch(Exchange exchange) throws InvalidPayloadException {
        return exchange.getMessage().getMandatoryBody(Batch.class);
    }

    private static void map(Batch.Item item) {
        item.becomes(new MappedRecord(item.record().body(), "m", "v", List.of()));
    }

    private static Reply answered(Batch batch) {
        byte[] sent = batch.items().getFirst().record().body();
        byte[] said = "{\"error_code\":0}".getBytes(StandardCharsets.UTF_8);
        return new Reply(
                new Outcome.Delivered("0"),
                List.of(new Attempt.Call("DongBoHoSoMC", sent, 200, said, Instant.now(), Duration.ofMillis(1))));
    }

    private static void owe(Ledger ledger) {
        byte[] body = "{\"dossier\":\"%s\"}".formatted("x".repeat(2200)).getBytes(StandardCharsets.UTF_8);
        List<Ledger.Entry> page = new ArrayList<>();
        IntStream.range(0, DELIVERIES).forEach(each -> {
            page.add(new Ledger.Entry(
                    "push/bench",
                    "k" + each,
                    "h" + each,
                    null,
                    new SourceRecord(body, "application/json"),
                    List.of(new Ledger.Owed(
                            "dossiers", "portal", new DossierNo("G16-" + each), true, true, null, List.of()))));
            if (page.size() == 500) {
                ledger.enter(List.copyOf(page));
                page.clear();
            }
        });
    }
}
