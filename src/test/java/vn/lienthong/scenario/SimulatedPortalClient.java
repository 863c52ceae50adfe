package vn.lienthong.scenario;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the simulated portal itself says it has, and its fault switches. */
record SimulatedPortalClient(String address) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    long count(String what) throws IOException, InterruptedException {
        return get("/_sandbox/counts").path(what).asLong();
    }

    /** The changes of one dossier the portal accepted, {@code created}, {@code updated} or {@code progress}, in order. */
    List<JsonNode> history(String dossier) throws IOException, InterruptedException {
        List<JsonNode> history = new ArrayList<>();
        get("/_sandbox/dossiers?no=" + java.net.URLEncoder.encode(dossier, StandardCharsets.UTF_8))
                .path("history")
                .forEach(history::add);
        return history;
    }

    /** The statuses one dossier went through; a step the portal saw twice in a row is one. */
    List<String> statuses(String dossier) throws IOException, InterruptedException {
        List<String> statuses = new ArrayList<>();
        for (JsonNode change : history(dossier)) {
            String status = change.path("status").asString();
            if (statuses.isEmpty() || !statuses.getLast().equals(status)) {
                statuses.add(status);
            }
        }
        return statuses;
    }

    /** {@code questions} or {@code ratings}, as the portal has them now. */
    JsonNode opinions(String what) throws IOException, InterruptedException {
        return get("/_sandbox/" + what).path("items");
    }

    /** Files a dossier on the portal, which tells the ministry; what came of it. */
    JsonNode file(String wanted) throws IOException, InterruptedException {
        return JSON.readTree(send(HttpRequest.newBuilder(URI.create(address + "/_sandbox/file"))
                .POST(HttpRequest.BodyPublishers.ofString(wanted))));
    }

    void fault(String json) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(address + "/_sandbox/fault"))
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    void well() throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(address + "/_sandbox/fault")).DELETE());
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(send(HttpRequest.newBuilder(URI.create(address + path))));
    }

    private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                HTTP.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2 && answer.statusCode() != 404) {
            throw new IOException("the simulated portal answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
