package vn.lienthong.intake.push;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.door.Refused;
import vn.lienthong.ledger.Ledger.Entered;

/** An answer as it goes on the wire: plain JSON, or a problem as RFC 9457 has it. */
record Answer(int status, String mediaType, Map<String, String> headers, Map<String, Object> body) {

    private static final String RETRY_AFTER_SECONDS = "5";

    static Answer taken(int status, Entered entered) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("record", entered.record());
        body.put("deliveries", entered.deliveries());
        return new Answer(status, "application/json", Map.of(), body);
    }

    static Answer refused(Refused refused, String instance, Locale locale) {
        Problem problem = refused.problem();
        return problem(refused.status(), problem, List.of(problem), instance, locale);
    }

    /** @param problem what it comes to; {@code problems} say why, each by itself */
    static Answer problem(int status, Problem problem, List<Problem> problems, String instance, Locale locale) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", problem.page());
        body.put("title", problem.says(locale));
        body.put("status", status);
        body.put("detail", problem.advice(locale));
        body.put("instance", instance);
        body.put("code", problem.code());
        body.put("problems", told(problems, locale));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Language", locale.getLanguage());
        if (status == 503) {
            headers.put("Retry-After", RETRY_AFTER_SECONDS);
        }
        return new Answer(status, "application/problem+json", headers, body);
    }

    Answer with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(body);
        more.put(name, value);
        return new Answer(status, mediaType, headers, more);
    }

    Answer withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, mediaType, more, body);
    }

    static List<Map<String, Object>> told(List<Problem> problems, Locale locale) {
        List<Map<String, Object>> told = new ArrayList<>();
        for (Problem problem : problems) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("code", problem.code());
            one.put("field", problem.field());
            one.put("place", problem.place());
            one.put("says", problem.says(locale));
            one.put("advice", problem.advice(locale));
            told.add(one);
        }
        return told;
    }

    /** Refusals that did not need the body. One who was too slow is not waited for again. */
    boolean leavesABodyUnread() {
        return status >= 400 && status != 408;
    }

    void write(HttpServletResponse response, JsonMapper json) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        response.setStatus(status);
        headers.forEach(response::setHeader);
        response.setContentType(mediaType);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
