package vn.lienthong.operations;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.TextFile;

/**
 * The connector that runs, for commands that give it a file or tell it to do something: it alone writes its books. Its
 * address is that of its settings ({@code server.port}), unless {@code --url} says another; a key is the first line of
 * {@code --key-file}.
 */
final class RunningConnector {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final JsonMapper JSON = new JsonMapper();

    private final Settings settings;
    private final PrintStream out;

    RunningConnector(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /** What it said, and does. */
    record Answer(int status, JsonNode said) {}

    String url() {
        String given = settings.text("url");
        String port = settings.text("server", "port");
        return given.isEmpty() ? "http://localhost:" + (port.isEmpty() ? "8080" : port) : given.replaceAll("/+$", "");
    }

    /**
     * Gives it a file under its name; of the setting {@code layout}, if there is one.
     *
     * @param more what else the query says, {@code &anew=true}
     * @return empty if it was not taken; why was printed then
     */
    Optional<Answer> give(Path file, String path, String more) {
        String layout = settings.text("layout");
        String query = "?name=" + encoded(file.getFileName().toString())
                + (layout.isEmpty() ? "" : "&layout=" + encoded(layout))
                + more;
        return ask(() -> request(path + query)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofFile(file)));
    }

    /**
     * Tells it to do something, and why.
     *
     * @return empty if it will not; why was printed then
     */
    Optional<Answer> tell(String path, String reason) {
        String body = JSON.writeValueAsString(Map.of("reason", reason));
        return ask(() -> request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** @return empty if it does not say; why was printed then */
    Optional<Answer> read(String path) {
        return ask(() -> request(path));
    }

    /** A request that is still to be built, from files that may not be there. */
    private interface Unbuilt {
        HttpRequest.Builder build() throws IOException;
    }

    private Optional<Answer> ask(Unbuilt unbuilt) {
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
            HttpResponse<String> answer = http.send(unbuilt.build().build(), HttpResponse.BodyHandlers.ofString());
            JsonNode said = JSON.readTree(answer.body());
            if (answer.statusCode() < 300) {
                return Optional.of(new Answer(answer.statusCode(), said));
            }
            refused(said, answer.statusCode());
        } catch (JacksonException noJson) {
            out.println("what answers at " + url() + " is no connector; say where it is: --url=…");
        } catch (IllegalArgumentException malformed) {
            // what it says of the key would quote it
            out.println("not to be asked at " + url()
                    + ": that is no address, http://host:8080, or --key-file holds no key");
        } catch (FileSystemException unreadable) {
            out.println("cannot read " + unreadable.getFile());
        } catch (IOException unreachable) {
            out.println("the connector does not answer at " + url() + "; start it, or say where it is: --url=…");
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private HttpRequest.Builder request(String address) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + address))
                .timeout(PATIENCE)
                .header("Accept-Language", Locale.getDefault().getLanguage().equals("vi") ? "vi" : "en");
        String keyFile = settings.text("key-file");
        if (!keyFile.isEmpty()) {
            String key = TextFile.read(Path.of(keyFile)).lines().findFirst().orElse("");
            request.header("Authorization", "Bearer " + key.strip());
        }
        return request;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void refused(JsonNode problem, int status) {
        out.println(problem.path("code").asString("HTTP " + status));
        out.println("  " + problem.path("says").asString(""));
        out.println("  → " + problem.path("advice").asString(""));
    }
}
