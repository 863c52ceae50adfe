package vn.lienthong.operations;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code payments reconcile FILE}: gives a settlement file to the running connector, which keeps the books and writes them
 * alone, and prints what it comes to.
 */
final class PaymentsCommand {

    private static final String USAGE = """
            payments reconcile FILE [--layout=daily] [--anew] [--url=http://localhost:8080] [--key-file=FILE]
            Compares a payment system's settlement file with the books of the running connector, and prints what its lines
            come to. The same file again is answered with the report there is; --anew makes another one. The address is that
            of the connector's settings (server.port), unless --url says another; where the API asks for a key, it is the
            first line of --key-file, of a key with the role act.
            Ends with 0 if nothing differs, 1 if a person has to look at something, 2 if the file was not compared.
            """;

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final JsonMapper JSON = new JsonMapper();

    private final PrintStream out;

    PaymentsCommand(PrintStream out) {
        this.out = out;
    }

    int run(String[] arguments) {
        List<String> words =
                Arrays.stream(arguments).filter(word -> !word.startsWith("--")).toList();
        List<String> options =
                Arrays.stream(arguments).filter(word -> word.startsWith("--")).toList();
        if (options.contains("--help")) {
            out.print(USAGE);
            return 0;
        }
        if (words.size() != 2 || !words.getFirst().equals("reconcile")) {
            out.print(USAGE);
            return 2;
        }
        Path file = Path.of(words.get(1));
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            out.println("cannot read " + file);
            return 2;
        }
        return reconcile(file, options.contains("--anew"), new Settings(options));
    }

    private int reconcile(Path file, boolean anew, Settings settings) {
        String url = url(settings);
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
            HttpResponse<String> answer =
                    http.send(request(file, anew, url, settings), HttpResponse.BodyHandlers.ofString());
            JsonNode said = JSON.readTree(answer.body());
            return answer.statusCode() < 300
                    ? print(said, answer.statusCode() == 200, url)
                    : refused(said, answer.statusCode());
        } catch (JacksonException noJson) {
            out.println("what answers at " + url + " is no connector; say where it is: --url=…");
        } catch (IOException unreachable) {
            out.println("the connector does not answer at " + url + "; start it, or say where it is: --url=…");
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return 2;
    }

    private static String url(Settings settings) {
        String given = settings.text("url");
        String port = settings.text("server", "port");
        return given.isEmpty() ? "http://localhost:" + (port.isEmpty() ? "8080" : port) : given.replaceAll("/+$", "");
    }

    private static HttpRequest request(Path file, boolean anew, String url, Settings settings) throws IOException {
        String layout = settings.text("layout");
        String query = "?name=" + encoded(file.getFileName().toString())
                + (layout.isEmpty() ? "" : "&layout=" + encoded(layout))
                + (anew ? "&anew=true" : "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/api/reconciliations" + query))
                .timeout(PATIENCE)
                .header("Content-Type", "application/octet-stream")
                .header("Accept-Language", Locale.getDefault().getLanguage().equals("vi") ? "vi" : "en");
        String keyFile = settings.text("key-file");
        if (!keyFile.isEmpty()) {
            String key = Files.readString(Path.of(keyFile)).lines().findFirst().orElse("");
            request.header("Authorization", "Bearer " + key.strip());
        }
        return request.POST(HttpRequest.BodyPublishers.ofFile(file)).build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private int print(JsonNode report, boolean known, String url) {
        long id = report.path("reconciliation").asLong();
        if (known) {
            out.println("compared before, on " + report.path("startedAt").asString() + "; --anew compares it again");
        }
        boolean well = true;
        for (JsonNode sum : report.path("verdicts")) {
            long lines = sum.path("lines").asLong();
            if (lines > 0) {
                out.printf(
                        Locale.ROOT,
                        "%-16s %9d  %,20d đ%n",
                        sum.path("verdict").asString(),
                        lines,
                        sum.path("net").asLong());
                well &= sum.path("well").asBoolean();
            }
        }
        out.printf(
                Locale.ROOT,
                "%d lines; net %,d đ, in our books %,d đ, difference %,d đ%n",
                report.path("lines").asLong(),
                report.path("net").asLong(),
                report.path("booked").asLong(),
                report.path("difference").asLong());
        out.println(report.path("tasks").asLong() + " payments got a task. " + url + "/reconciliations/" + id);
        return well ? 0 : 1;
    }

    private int refused(JsonNode problem, int status) {
        out.println(problem.path("code").asString("HTTP " + status));
        out.println("  " + problem.path("says").asString(""));
        out.println("  → " + problem.path("advice").asString(""));
        return 2;
    }
}
