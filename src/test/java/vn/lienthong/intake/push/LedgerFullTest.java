package vn.lienthong.intake.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import vn.lienthong.intake.Agency;
import vn.lienthong.intake.Deadlines;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.LedgerIntake;
import vn.lienthong.ledger.RealLedger;

/** Pushes while a real ledger takes no more: its file is full, or its server is gone. */
@Timeout(120)
class LedgerFullTest {

    private static final Duration SHORT = Duration.ofMillis(500);

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void a_full_file_is_answered_503_and_taken_up_again_when_there_is_room() {
        try (RealLedger ledger = RealLedger.onSqlite(folder);
                ConfigurableApplicationContext door = open(ledger)) {
            assertThat(push(door, "first", 10).join().statusCode()).isEqualTo(202);
            ledger.limitPages(1);
            HttpResponse<String> full = push(door, "second", 200_000).join();
            assertAway(full);
            assertThat(full.body()).contains("intake.ledger-unavailable");
            ledger.limitPages(Integer.MAX_VALUE);
            assertThat(push(door, "second", 200_000).join().statusCode()).isEqualTo(202);
            assertThat(push(door, "first", 10).join().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_server_that_is_gone_is_answered_503_by_all_and_found_when_it_is_back() throws Exception {
        EmbeddedPostgres server = postgres(0);
        int serverPort = server.getPort();
        try (RealLedger ledger = RealLedger.onPostgres(server.getJdbcUrl("postgres", "postgres"), "postgres", SHORT);
                ConfigurableApplicationContext door = open(ledger)) {
            assertThat(push(door, "first", 10).join().statusCode()).isEqualTo(202);
            server.close();
            List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(0, 50)
                    .mapToObj(n -> push(door, "away" + n, 10))
                    .toList();
            all.forEach(each -> assertAway(each.join()));
            try (EmbeddedPostgres back = postgres(serverPort)) {
                assertThat(back.getPort()).isEqualTo(serverPort);
                HttpResponse<String> answer = push(door, "away1", 10).join();
                while (answer.statusCode() == 503) { // the pool may still hold connections to the server of before
                    answer = push(door, "away1", 10).join();
                }
                assertThat(answer.statusCode()).isEqualTo(202);
                assertThat(push(door, "first", 10).join().statusCode()).isEqualTo(200);
            }
        }
    }

    private EmbeddedPostgres postgres(int port) throws Exception {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    private static void assertAway(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    static ConfigurableApplicationContext open(RealLedger ledger) {
        SpringApplication application = new SpringApplication(PushTestApplication.class, OnLedger.class);
        application.addInitializers(context -> context.getBeanFactory().registerSingleton("realLedger", ledger));
        return application.run(
                "--server.port=0",
                "--management.server.port=-1",
                "--" + PushTestApplication.WITHOUT_THE_OTHER_ROOMS,
                "--logging.level.root=WARN");
    }

    private CompletableFuture<HttpResponse<String>> push(ConfigurableApplicationContext door, String key, int size) {
        String body = "{\"dossier\":\"H-" + key + "\",\"owner\":\"" + "x".repeat(size) + "\"}";
        String port = door.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/records/json-flow"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    static class OnLedger {

        @Bean
        @Primary
        Intake ledgerIntake(Agency agency, RealLedger real) {
            return new LedgerIntake(agency, agency.mappings(), real.ledger, Deadlines.none());
        }
    }
}
