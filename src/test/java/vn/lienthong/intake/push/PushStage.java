package vn.lienthong.intake.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.intake.MemoryLedger;

/** The door for pushed records on a free port, with a ledger in memory; whatever a test sends, it still serves afterwards. */
@SpringBootTest(
        classes = PushTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = PushTestApplication.WITHOUT_THE_OTHER_ROOMS)
abstract class PushStage {

    static final String GOOD = "{\"dossier\":\"H-1\",\"owner\":\"Người thử\",\"status\":\"new\"}";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @LocalServerPort
    int port;

    @Autowired
    MemoryLedger ledger;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    record Told(int status, JsonNode body, HttpResponse<byte[]> response) {

        String code() {
            return body.path("code").asString("");
        }
    }

    @BeforeEach
    void empty() {
        ledger.kept.clear();
    }

    @AfterEach
    void stillServes() throws Exception {
        ledger.comeBack();
        assertThat(post("json-flow", unique()).status()).isEqualTo(202);
        client.close();
    }

    static String unique() {
        return "{\"dossier\":\"H-" + System.nanoTime() + "\",\"owner\":\"Người thử\"}";
    }

    final HttpRequest.Builder request(String flow) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/records/" + flow))
                .header("Content-Type", "application/json");
    }

    final HttpRequest.Builder call(String flow, String body) {
        return request(flow).POST(BodyPublishers.ofString(body));
    }

    final Told post(String flow, String body) throws IOException, InterruptedException {
        return told(call(flow, body));
    }

    final Told told(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Told(response.statusCode(), JSON.readTree(new ByteArrayInputStream(response.body())), response);
    }
}
