package vn.lienthong.intake.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.RealLedger;

/** A call that is repeated late, after a newer one: it is kept, and takes nothing back. */
class OlderPushTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private RealLedger ledger;
    private ConfigurableApplicationContext door;

    @BeforeEach
    void open() {
        ledger = RealLedger.onSqlite(folder);
        door = LedgerFullTest.open(ledger);
    }

    @AfterEach
    void close() {
        door.close();
        ledger.close();
        client.close();
    }

    private HttpResponse<String> push(String owner, String changed, @Nullable String key) throws Exception {
        String body = "{\"dossier\":\"H-1\",\"owner\":\"%s\",\"changed\":\"%s\"}".formatted(owner, changed);
        String port = door.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest.Builder call = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/records/json-flow"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return client.send(
                key == null ? call.build() : call.header("Idempotency-Key", key).build(), BodyHandlers.ofString());
    }

    private static JsonNode warnings(HttpResponse<String> answer) {
        return JSON.readTree(answer.body()).path("warnings");
    }

    private long owed() {
        return ledger.view.deliveries(DeliveryFilter.any(), 1, 10).total();
    }

    @Test
    void is_kept_and_said_to_be_older_with_a_key_of_its_own_or_without() throws Exception {
        assertThat(push("two", "2026-03-02T02:00:00Z", "second").statusCode()).isEqualTo(202);

        for (String key : new String[] {"first", null}) {
            HttpResponse<String> late = push("one", "2026-03-02T01:00:00Z", key);
            assertThat(late.statusCode()).isEqualTo(200);
            assertThat(JSON.readTree(late.body()).path("deliveries")).isEmpty();
            assertThat(warnings(late).findValuesAsString("code")).containsExactly("intake.older");
            assertThat(late.body()).contains("2026-03-02T08:00+07:00");
            assertThat(push("one", "2026-03-02T01:00:00Z", key).body()).isEqualTo(late.body());
        }
        assertThat(owed()).isEqualTo(1);
    }

    @Test
    void is_no_dead_letter_although_it_does_not_map() throws Exception {
        push("two", "2026-03-02T02:00:00Z", null);

        HttpResponse<String> late = push("", "2026-03-02T01:00:00Z", null);

        assertThat(warnings(late).findValuesAsString("code")).containsExactly("intake.older");
        assertThat(owed()).isEqualTo(1);
    }
}
