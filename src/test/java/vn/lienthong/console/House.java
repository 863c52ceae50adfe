package vn.lienthong.console;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.agreement.Agreements;
import vn.lienthong.agreement.SourceLists;
import vn.lienthong.dossier.Problem;
import vn.lienthong.figures.Figures;
import vn.lienthong.intake.inbox.DroppedFiles;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.Memos;
import vn.lienthong.ledger.Store;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.npsp.PortalHas;
import vn.lienthong.npsp2026.DossierCodes;
import vn.lienthong.paygov.FeeStates;
import vn.lienthong.paygov.Payments;
import vn.lienthong.paygov.Receipts;
import vn.lienthong.paygov.ReconciliationFiles;
import vn.lienthong.paygov.Reconciliations;
import vn.lienthong.paygov.Refunds;
import vn.lienthong.procedures.PortalOfRows;
import vn.lienthong.procedures.Procedures;
import vn.lienthong.procedures.Pulls;
import vn.lienthong.procedures.PullsBefore;
import vn.lienthong.relay.Flows;
import vn.lienthong.relay.Policies;
import vn.lienthong.relay.Relay;

/** The console on a free port with a real ledger; the rooms it only looks at are stood in for. */
final class House implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final ConfigurableApplicationContext context;

    private House(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static House open(Path folder, String... settings) {
        return open(List.of(Rooms.class), folder, settings);
    }

    /** As if the database were away: whatever is asked of the ledger fails. */
    static House openWithoutLedger(Path folder) {
        return open(List.of(Rooms.class, AwayLedger.class), folder);
    }

    static House openWithFullLedger(Path folder) {
        return open(List.of(Rooms.class, FullLedger.class), folder);
    }

    private static House open(List<Class<?>> rooms, Path folder, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.endpoint.health.validate-group-membership=false",
                "--data.dir=" + folder,
                "--logging.level.root=WARN"));
        Arrays.stream(settings).map(setting -> "--" + setting).forEach(arguments::add);
        if (arguments.stream().noneMatch(argument -> argument.startsWith("--management.server.port="))) {
            arguments.add("--management.server.port=-1");
        }
        return new House(SpringApplication.run(rooms.toArray(Class[]::new), arguments.toArray(String[]::new)));
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    String setting(String name) {
        return context.getEnvironment().getRequiredProperty(name);
    }

    String url(String path) {
        return "http://localhost:" + port() + path;
    }

    Seed seed() {
        return new Seed(context.getBean(Ledger.class));
    }

    LedgerView view() {
        return context.getBean(LedgerView.class);
    }

    Ledger ledger() {
        return context.getBean(Ledger.class);
    }

    StandIns.StandInRelay relay() {
        return context.getBean(StandIns.StandInRelay.class);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    Answer post(String path, String json, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    Answer send(String method, String path, String... headers) {
        return send(request(path, headers).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url(path))).timeout(Duration.ofSeconds(20));
        return headers.length == 0 ? request : request.headers(headers);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer);
        } catch (java.io.IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }

    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /** Not a {@code @Configuration}: the tests of other rooms scan this package, and must not find it. */
    @EnableAutoConfiguration(
            excludeName = {
                "org.apache.camel.spring.boot.CamelAutoConfiguration",
                "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
                "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
            })
    @ComponentScan({"vn.lienthong.console", "vn.lienthong.ledger", "vn.lienthong.situation"})
    static class Rooms {

        @Bean
        DroppedFiles droppedFiles(@Value("${data.dir}") Path folder) {
            return new DroppedFiles(folder.resolve("inbox"));
        }

        @Bean
        Relay relay() {
            return new StandIns.StandInRelay();
        }

        @Bean
        Flows flows() {
            return new StandIns.StandInFlows();
        }

        @Bean
        Mappings mappings() {
            return new StandIns.StandInMappings();
        }

        @Bean
        DossierCodes dossierCodes() {
            return new StandIns.StandInCodes();
        }

        @Bean
        Payments payments() {
            return new StandInPayments();
        }

        @Bean
        Receipts receipts() {
            return new StandInReceipts();
        }

        @Bean
        FeeStates feeStates() {
            return new StandInFeeStates();
        }

        @Bean
        Refunds refunds() {
            return new StandInRefunds();
        }

        @Bean
        Reconciliations reconciliations() {
            return new StandInReconciliations();
        }

        @Bean
        ReconciliationFiles reconciliationFiles(Reconciliations reconciliations) {
            return new ReconciliationFiles(reconciliations);
        }

        @Bean
        SourceLists sourceLists(Store store, Ledger ledger) {
            return new SourceLists(store, new FileMappings(Path.of("mappings")), ledger.time());
        }

        @Bean
        Agreements agreements(Memos memos, LedgerView view, SourceLists lists, Figures figures, Ledger ledger) {
            return new Agreements(
                    memos,
                    view,
                    (dossier, delivered) -> new PortalHas.Nothing(),
                    lists,
                    figures,
                    Duration.ofHours(1),
                    ledger.time());
        }

        @Bean
        Figures figures(Store store) {
            return new Figures(store, Path.of("mappings/figures"));
        }

        @Bean
        PortalOfRows portalOfRows() {
            return new PortalOfRows();
        }

        @Bean
        Pulls pulls(PortalOfRows portal, Store store, Memos memos, Ledger ledger) {
            return PullsBefore.portal(portal, store, memos, ledger.time());
        }

        @Bean
        Procedures procedures(Store store) {
            return new Procedures(store);
        }

        @Bean
        Policies policies() {
            return new StandIns.StandInPolicies();
        }

        @Bean
        Supplier<Collection<Problem>> routeFaults() {
            return CopyOnWriteArrayList::new;
        }
    }

    static class AwayLedger {

        @Bean
        @Primary
        LedgerView awayView() {
            return (LedgerView) Proxy.newProxyInstance(
                    LedgerView.class.getClassLoader(), new Class<?>[] {LedgerView.class}, (view, method, arguments) -> {
                        throw new Ledger.LedgerUnavailable("away", new IllegalStateException("away"));
                    });
        }
    }

    /** One that can be read, on a disk that has no more room. */
    static class FullLedger {

        @Bean
        @Primary
        LedgerView fullView(@Qualifier("ledgerView") LedgerView real) {
            return (LedgerView) Proxy.newProxyInstance(
                    LedgerView.class.getClassLoader(),
                    new Class<?>[] {LedgerView.class},
                    (view, method, arguments) ->
                            method.getName().equals("keeps") ? false : method.invoke(real, arguments));
        }
    }
}
