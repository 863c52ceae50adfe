package vn.lienthong.situation;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.Heard;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Wire;
import vn.lienthong.situation.Alert.Line;
import vn.lienthong.situation.AlertSettings.Webhook;

/**
 * A JSON object, posted: {@code text} holds all of it in words, as the chat programs want it that take a message by webhook;
 * {@code subject}, {@code new}, {@code open} and {@code over} are for programs.
 */
final class WebhookChannel implements Channel {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Policy.Timeout TIMEOUT = new Policy.Timeout(Duration.ofSeconds(5), Duration.ofSeconds(15));
    private static final long LONGEST_ANSWER = 64 * 1024;

    private final Webhook settings;
    private final Wire wire;

    WebhookChannel(Webhook settings, InstantSource clock) {
        this.settings = settings;
        this.wire = new Wire(
                new Wire.Words(notSent(null), notSent(null), notSent("answer too long")), LONGEST_ANSWER, clock);
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public Sent send(AlertText text) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        if (settings.header().isSet()) {
            headers.put(settings.header().name(), settings.header().value());
        }
        return switch (wire.post(URI.create(settings.url()), headers, JSON.writeValueAsBytes(body(text)), TIMEOUT)) {
            case Heard.Answered answer when answer.status() / 100 == 2 -> Sent.toAll();
            case Heard.Answered answer -> new Sent(false, notSent("HTTP " + answer.status()));
            case Heard.NotReached(Problem cause) -> new Sent(false, cause);
            case Heard.Lost(Problem cause) -> new Sent(false, cause);
        };
    }

    private static Map<String, Object> body(AlertText text) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("text", text.subject() + "\n\n" + text.body());
        body.put("subject", text.subject());
        body.put("new", lines(text.alert().fresh()));
        body.put("open", lines(text.alert().open()));
        body.put("over", lines(text.alert().over()));
        return body;
    }

    private static List<Map<String, String>> lines(List<Line> lines) {
        return lines.stream().map(WebhookChannel::line).toList();
    }

    private static Map<String, String> line(Line line) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("says", line.says());
        if (line.advice() != null) {
            members.put("advice", line.advice());
        }
        if (line.page() != null) {
            members.put("page", line.page());
        }
        return members;
    }

    private Problem notSent(@Nullable String why) {
        Problem problem = Problem.of("alerts.not-sent").with("channel", "webhook");
        return why == null ? problem : problem.with("why", why);
    }

    @Override
    public void close() {
        wire.close();
    }
}
