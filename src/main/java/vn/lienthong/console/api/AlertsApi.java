package vn.lienthong.console.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.situation.Alerts;

/** Whether alerts reach people. */
@RestController
@RequestMapping(path = "/api/alerts", produces = MediaType.APPLICATION_JSON_VALUE)
class AlertsApi {

    private final Alerts alerts;
    private final Request requests;

    AlertsApi(Alerts alerts, Request requests) {
        this.alerts = alerts;
        this.requests = requests;
    }

    @PostMapping(path = "/test", consumes = MediaType.APPLICATION_JSON_VALUE)
    Json.Listed<Tried> test(HttpServletRequest request, Authentication caller, Locale locale) throws IOException {
        String reason = requests.read(request, Set.of("reason")).reason();
        return new Json.Listed<>(alerts.test(caller.getName(), reason).stream()
                .map(tried -> Tried.of(tried, locale))
                .toList());
    }

    /** @param arrived at some of the recipients at least */
    record Tried(String channel, boolean arrived, Json.@Nullable Said problem) {

        static Tried of(Alerts.Tried tried, Locale locale) {
            return new Tried(tried.channel(), tried.arrived(), Json.Said.orNull(tried.problem(), locale));
        }
    }
}
