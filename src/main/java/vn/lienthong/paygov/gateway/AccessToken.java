package vn.lienthong.paygov.gateway;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import vn.lienthong.paygov.message.Fields;
import vn.lienthong.paygov.message.Unreadable;
import vn.lienthong.relay.Heard;

/**
 * The service platform's token ({@code client_credentials}), kept in memory until five minutes before its end and never
 * written anywhere. Safe for any number of threads; none waits for another's login.
 */
final class AccessToken {

    private static final Duration BEFORE_END = Duration.ofMinutes(5);
    private static final Duration USUAL_LIFE = Duration.ofMinutes(10);

    private final PaygovSettings.Token settings;
    private final Line line;
    private final InstantSource clock;
    private volatile @Nullable Token token;

    AccessToken(PaygovSettings.Token settings, Line line, InstantSource clock) {
        this.settings = settings;
        this.line = line;
        this.clock = clock;
    }

    private record Token(String value, Instant until) {}

    boolean isNeeded() {
        return !settings.url().isEmpty();
    }

    /** Null if the platform gives none now. */
    @Nullable
    String value() {
        Token known = token;
        if (known == null || !clock.instant().isBefore(known.until())) {
            known = ask();
            token = known;
        }
        return known == null ? null : known.value();
    }

    /** It was refused: the next call asks for another one, unless that has been done since. */
    void forget(@Nullable String refused) {
        Token known = token;
        if (known != null && known.value().equals(refused)) {
            token = null;
        }
    }

    private @Nullable Token ask() {
        String form = "grant_type=client_credentials&client_id=" + encoded(settings.clientId()) + "&client_secret="
                + encoded(settings.clientSecret());
        Heard heard = line.post(
                settings.url(),
                Map.of("Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded"),
                form.getBytes(StandardCharsets.UTF_8));
        if (!(heard instanceof Heard.Answered answered) || answered.status() != 200) {
            return null;
        }
        try {
            Fields answer = Fields.json(answered.body());
            String value = answer.text("access_token");
            return value.isEmpty() ? null : new Token(value, clock.instant().plus(life(answer)));
        } catch (Unreadable noAnswer) {
            return null;
        }
    }

    private static Duration life(Fields answer) {
        OptionalLong seconds = Amount.read(answer.get("expires_in"));
        Duration life = seconds.isPresent() ? Duration.ofSeconds(seconds.getAsLong()) : USUAL_LIFE;
        return life.compareTo(BEFORE_END.multipliedBy(2)) > 0 ? life.minus(BEFORE_END) : life.dividedBy(2);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
