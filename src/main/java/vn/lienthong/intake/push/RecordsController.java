package vn.lienthong.intake.push;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.door.Bodies;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.relay.Flows;

/**
 * The HTTP door. It reads the request itself: what Spring would do for it (choose a converter, hold the body, negotiate
 * the answer's type) is decided here, so that each bad call has the one answer we promise.
 */
@Controller
final class RecordsController {

    private final Push push;
    private final JsonMapper json = JsonMapper.builder().build();

    RecordsController(Flows flows, Mappings mappings, Intake intake, LedgerView view, PushSettings settings) {
        this.push = new Push(flows, mappings, intake, view, new Bodies(settings.limits(), System::nanoTime));
    }

    /** All methods: a GET is told what to do instead. */
    @RequestMapping("/api/records/{flow}")
    void record(@PathVariable String flow, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Answer answer = push.answer(flow, request, language(request));
        answer.write(response, json);
        if (answer.leavesABodyUnread()) {
            response.flushBuffer();
            push.drain(request);
        }
    }

    /** Vietnamese, unless the caller puts English first. */
    private static Locale language(HttpServletRequest request) {
        if (request.getHeader("Accept-Language") == null) {
            return Locale.of("vi");
        }
        return Collections.list(request.getLocales()).stream()
                .map(Locale::getLanguage)
                .filter(language -> language.equals("vi") || language.equals("en"))
                .findFirst()
                .map(Locale::of)
                .orElse(Locale.of("vi"));
    }
}
