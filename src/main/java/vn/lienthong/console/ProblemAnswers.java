package vn.lienthong.console;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.Problem;

/** Writes a problem as RFC 9457 {@code application/problem+json}, in the language the caller asked for. */
@Component
public final class ProblemAnswers {

    private final JsonMapper json;
    private final Languages languages;

    public ProblemAnswers(JsonMapper json, Languages languages) {
        this.json = json;
        this.languages = languages;
    }

    /** Whether the caller is a program, and so gets JSON even where Spring or the container refuses. */
    public static boolean wanted(String path) {
        String one = path.startsWith("//") ? path.replaceFirst("^/+", "/") : path;
        return one.equals("/api") || one.startsWith("/api/");
    }

    /** Writes the answer whole; whatever was in the response's buffer is dropped. */
    public void write(HttpServletRequest request, HttpServletResponse response, HttpStatusCode status, Problem problem)
            throws IOException {
        write(request, response, status, List.of(problem));
    }

    /** The same for several problems at once; the first is what it comes to. */
    public void write(
            HttpServletRequest request, HttpServletResponse response, HttpStatusCode status, List<Problem> problems)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        Locale locale = languages.resolveLocale(request);
        byte[] body = json.writeValueAsBytes(body(status, problems, asked(request), locale));
        response.resetBuffer();
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader("Content-Language", locale.getLanguage());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** What the caller asked for, also where the container asks for an answer to it in its stead. */
    private static String asked(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String first
                ? first
                : request.getRequestURI();
    }

    private static Map<String, Object> body(
            HttpStatusCode status, List<Problem> problems, String instance, Locale locale) {
        Problem problem = problems.getFirst();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", problem.page());
        body.put("title", problem.says(locale));
        body.put("status", status.value());
        body.put("detail", problem.advice(locale));
        body.put("instance", instance);
        body.put("code", problem.code());
        body.put("says", problem.says(locale));
        body.put("advice", problem.advice(locale));
        body.put("problems", problems.stream().map(each -> told(each, locale)).toList());
        return body;
    }

    private static Map<String, @Nullable Object> told(Problem problem, Locale locale) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("code", problem.code());
        told.put("field", problem.field());
        told.put("place", problem.place());
        told.put("says", problem.says(locale));
        told.put("advice", problem.advice(locale));
        return told;
    }
}
