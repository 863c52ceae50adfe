package vn.lienthong.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Dossiers that invented enterprises file on the portal (npsp 7.5): the portal has them first and then tells the ministry,
 * by the adapter's paths. What the ministry answers is shown, not acted upon: file the same number again to see a repetition.
 */
final class Filing {

    private static final String EXAMPLE = "/sandbox/portal/filed-dossier.json";
    private static final String PATH = "addtthcKhuyenMai";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final Portal portal;
    private final InstantSource clock;
    private final AtomicInteger numbers = new AtomicInteger();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private volatile String ministry = "http://127.0.0.1:8080" + SimulatedPortal.PATH;

    Filing(Portal portal, InstantSource clock) {
        this.portal = portal;
        this.clock = clock;
    }

    /** @param adapter where the ministry's adapter takes messages, up to their paths */
    void ministryAt(String adapter) {
        ministry = adapter;
    }

    /**
     * Files a dossier and tells the ministry.
     *
     * @param wanted {@code to}: the ministry's adapter; {@code path}; {@code no}: a number; {@code dossier}: the whole
     *     message. What is left out is invented
     * @return {@code no}, and {@code status} and {@code answer} of the ministry, or {@code problem}
     */
    ObjectNode file(JsonNode wanted) {
        ObjectNode dossier = wanted.path("dossier").isObject()
                ? (ObjectNode) wanted.path("dossier").deepCopy()
                : example(wanted.path("no").asString(""));
        String number = Rules.text(dossier, "MaHoSo");
        portal.dossiers().file(dossier);
        String address =
                wanted.path("to").asString(ministry) + "/" + wanted.path("path").asString(PATH);
        return told(number, address, Portal.bytes(dossier));
    }

    private ObjectNode example(String number) {
        try (InputStream file = Objects.requireNonNull(Filing.class.getResourceAsStream(EXAMPLE), EXAMPLE)) {
            ObjectNode dossier = (ObjectNode) Portal.JSON.readTree(file.readAllBytes());
            var now = clock.instant().atZone(VIETNAM);
            String fresh = "000.00.00.G22-" + DAY.format(now) + "-%07d".formatted(numbers.incrementAndGet());
            return dossier.put("MaHoSo", number.isBlank() ? fresh : number).put("NgayNopHoSo", TIME.format(now));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private ObjectNode told(String number, String address, byte[] message) {
        ObjectNode told = Portal.JSON.createObjectNode().put("no", number);
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(Duration.ofSeconds(30))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return told.put("status", answer.statusCode()).put("answer", answer.body());
        } catch (IOException gone) {
            return told.put("problem", "the ministry does not answer at " + address);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return told.put("problem", "interrupted");
        }
    }
}
