package vn.lienthong.scenario;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.FreePorts;
import vn.lienthong.sandbox.soak.Installed;

/**
 * A connector in a JVM of its own, over a folder of its own, before a portal somebody else runs. Its routes are the shipped
 * ones; its policy is the shipped one with the waits and the pace a story needs.
 */
final class Connector implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    /** For a story, which starts it often, from a start cache, and is over before compiling well pays. */
    static final List<String> SHORT_LIVED = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Path folder;
    private final int port;
    private final int managementPort;
    private final List<String> arguments = new ArrayList<>();
    private final Installed installed;
    private final List<String> jvmOptions;
    private JavaProcess process;

    private Connector(Path folder, String portalAdapter, Map<String, String> settings, List<String> jvmOptions)
            throws IOException {
        this.folder = folder;
        this.installed = jvmOptions.containsAll(SHORT_LIVED) ? QuickStart.installed() : Installed.here();
        this.jvmOptions = jvmOptions;
        int[] ports = FreePorts.of(2);
        this.port = ports[0];
        this.managementPort = ports[1];
        Map<String, String> fixed = Map.of(
                "server.port", String.valueOf(port),
                "management.server.port", String.valueOf(managementPort),
                "data.dir", folder.resolve("data").toString(),
                "inbox.dir", folder.resolve("inbox").toString(),
                "routes.dir", folder.resolve("routes").toString(),
                "npsp.url", portalAdapter,
                "npsp.username", Account.INVENTED.username(),
                "npsp.password", Account.INVENTED.password(),
                "npsp.dstcode", Account.INVENTED.dstcode(),
                "npsp.agency-code", Account.INVENTED.agency());
        // a story told at night is the same
        arguments.add("--agreement.nightly=");
        arguments.add("--procedures.nightly=");
        fixed.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
    }

    static Connector start(Path folder, String portalAdapter, String policyChanges) throws Exception {
        return start(folder, portalAdapter, policyChanges, Map.of(), SHORT_LIVED);
    }

    /** @param policyChanges lines that replace those of the shipped policies that begin with the same word */
    static Connector start(
            Path folder,
            String portalAdapter,
            String policyChanges,
            Map<String, String> settings,
            List<String> jvmOptions)
            throws Exception {
        copyRoutes(folder.resolve("routes"));
        for (String policy :
                List.of("npsp", "npsp-2026", "npsp-opinions", "agency", "lgsp", "lgsp-reports", "payment-platform")) {
            changePolicy(folder.resolve("routes/policies/" + policy + ".yaml"), policyChanges);
        }
        Connector connector = new Connector(folder, portalAdapter, settings, jvmOptions);
        connector.startAgain();
        return connector;
    }

    /** How long it took until health answered. */
    Duration startAgain() throws IOException {
        process = JavaProcess.start(
                installed, "vn.lienthong.Application", folder.resolve("log.txt"), jvmOptions, arguments);
        return process.awaitAnswer("http://127.0.0.1:" + managementPort + "/actuator/health");
    }

    /** Puts shipped examples among its routes, each whole at once, as a person would. */
    static void use(Path folder, String... examples) throws IOException {
        for (String example : examples) {
            Path part = folder.resolve("routes/" + example + ".part");
            Files.copy(Path.of("routes/examples/" + example + ".camel.yaml"), part);
            Files.move(part, folder.resolve("routes/" + example + ".camel.yaml"));
        }
    }

    JavaProcess process() {
        return process;
    }

    Path inbox(String flow) {
        return folder.resolve("inbox").resolve(flow);
    }

    int port() {
        return port;
    }

    HttpResponse<String> push(String flow, String body) throws IOException, InterruptedException {
        return post("/api/records/" + flow, body);
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return HTTP.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    JsonNode get(String path) {
        return JSON.readTree(text(path));
    }

    String text(String path) {
        return got(path).body();
    }

    int status(String path) {
        return got(path).statusCode();
    }

    private HttpResponse<String> got(String path) {
        try {
            return HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    HttpResponse<String> act(long delivery, String verb, String reason) throws IOException, InterruptedException {
        return HTTP.send(
                request("/api/deliveries/" + delivery + "/" + verb)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("reason", reason))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** One job, and what it finds goes on in the order of its lanes. */
    void releaseAll() throws IOException, InterruptedException {
        String order =
                JSON.writeValueAsString(Map.of("verb", "release", "state", "HELD", "reason", "the report is right"));
        HTTP.send(
                request("/api/replays")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(order))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    String health(String group) {
        return text("http://127.0.0.1:" + managementPort + "/actuator/health" + group);
    }

    String metrics() {
        return text("http://127.0.0.1:" + managementPort + "/actuator/prometheus");
    }

    long count(String state) {
        return get("/api/deliveries?size=1&state=" + state).path("total").asLong();
    }

    /** Lanes of the portal this process is at work on. */
    int inFlight() {
        return get("/api/counterparts").path("items").values().stream()
                .filter(counterpart -> counterpart.path("name").asString().equals("npsp"))
                .findFirst()
                .orElseThrow()
                .path("pace")
                .path("inFlight")
                .asInt();
    }

    void awaitNothingOwed(Duration atMost) {
        await().atMost(atMost)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> Stream.of("PENDING", "SENDING", "RETRYING").allMatch(state -> count(state) == 0));
    }

    private HttpRequest.Builder request(String path) {
        String address = path.startsWith("http") ? path : "http://127.0.0.1:" + port + path;
        return HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void copyRoutes(Path target) throws IOException {
        Path source = Path.of("routes");
        try (Stream<Path> all = Files.walk(source)) {
            for (Path each : all.toList()) {
                Path copy = target.resolve(source.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(each, copy);
                }
            }
        }
    }

    private static void changePolicy(Path file, String changes) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        changes.lines().filter(change -> !change.isBlank()).forEach(change -> {
            String word = change.substring(0, change.indexOf(':') + 1);
            lines.replaceAll(line -> line.startsWith(word) ? change : line);
        });
        Files.write(file, lines);
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
