package vn.lienthong.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.TestKeys;

/** A connector with a certificate of its own, as README tells to give it one. */
class TlsDoorIT {

    @Test
    void with_a_certificate_console_and_api_speak_tls_and_health_stays_plain(@TempDir Path folder) throws Exception {
        TestKeys keys = TestKeys.in(folder);
        Map<String, String> settings = Map.of(
                "server.ssl.key-store", keys.file().toString(), "server.ssl.key-store-password", TestKeys.PASSWORD);
        // It counts as started when health answers without TLS.
        try (Connector connector = Connector.start(folder, "http://localhost:1/", "", settings, Connector.SHORT_LIVED);
                HttpClient client =
                        HttpClient.newBuilder().sslContext(keys.context()).build()) {
            for (String door : new String[] {"/", "/api/counterparts"}) {
                URI address = URI.create("https://localhost:" + connector.port() + door);
                HttpResponse<String> answer =
                        client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(door).isEqualTo(200);
                assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                        .as(door)
                        .isPresent();
            }
        }
    }
}
