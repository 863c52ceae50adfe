package vn.lienthong.intake.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.intake.Agency;
import vn.lienthong.intake.Arrival;
import vn.lienthong.intake.Deadlines;
import vn.lienthong.intake.Examined;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.LedgerIntake;
import vn.lienthong.intake.MemoryLedger;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.Memos.Memo;

/** More pushes than there is room for, while the ledger takes its time. */
@SpringBootTest(
        classes = {PushTestApplication.class, BackPressureTest.SlowLedger.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {PushTestApplication.WITHOUT_THE_OTHER_ROOMS, "intake.in-memory=512KB", "intake.on-disk=10MB"})
@Timeout(60)
class BackPressureTest {

    private static final int BODY = 100_000;
    private static final int FIT = 5;

    @LocalServerPort
    private int port;

    @Autowired
    private SlowIntake slow;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void what_fits_is_taken_and_who_comes_then_is_told_at_once_to_come_again() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int n = 0; n < FIT; n++) {
            waiting.add(push(BODY));
            slow.arrived.acquire();
        }
        for (int n = 0; n < 20; n++) {
            HttpResponse<String> refused = push(BODY).join();
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.body()).contains("intake.busy");
        }
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        slow.goesOn.countDown();
        assertThat(waiting).allMatch(push -> push.join().statusCode() == 202);
        assertThat(push(BODY).join().statusCode()).isEqualTo(202);
    }

    private CompletableFuture<HttpResponse<String>> push(int size) {
        String body = "{\"dossier\":\"H-" + System.nanoTime() + "\",\"owner\":\"" + "x".repeat(size) + "\"}";
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/records/json-flow"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    static class SlowLedger {

        @Bean
        @Primary
        SlowIntake slowIntake(Agency agency, MemoryLedger memory) {
            return new SlowIntake(new LedgerIntake(agency, agency.mappings(), memory.ledger(), Deadlines.none()));
        }
    }

    /** Enters nothing before it is told to. */
    static final class SlowIntake implements Intake {

        final Semaphore arrived = new Semaphore(0);
        final CountDownLatch goesOn = new CountDownLatch(1);
        private final Intake behind;

        SlowIntake(Intake behind) {
            this.behind = behind;
        }

        @Override
        public Examined examine(String flow, SourceRecord record) {
            return behind.examine(flow, record);
        }

        @Override
        public List<Entered> enter(String source, List<Arrival> arrivals) {
            arrived.release();
            try {
                goesOn.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return behind.enter(source, arrivals);
        }

        @Override
        public List<String> missing(String flow, Collection<String> columns) {
            throw new UnsupportedOperationException("a push is no table");
        }

        @Override
        public Optional<Entered> enterBehind(String source, Arrival arrival, long delivery) {
            throw new UnsupportedOperationException("a push stands behind nothing");
        }

        @Override
        public Optional<List<Entered>> enter(String source, List<Arrival> arrivals, Memo read, String note) {
            throw new UnsupportedOperationException("a push has no memo");
        }
    }
}
