package vn.lienthong.console.doors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.lienthong.console.Refusal;
import vn.lienthong.console.SentBodies;
import vn.lienthong.dossier.Problem;

/**
 * Reads the forms of pages, before anything asks for a field, within the bounds of every other body: the container would wait
 * for one that drips as long as it drips. A form with a file is read by the page that takes it, once the doors have let it in.
 */
final class FormFilter extends OncePerRequestFilter {

    /** As the container has it. */
    private static final int LARGEST = 2 * 1024 * 1024;

    private static final int MOST_FIELDS = 1000;

    private final SentBodies bodies;

    FormFilter(SentBodies bodies) {
        this.bodies = bodies;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return !request.getMethod().equals("POST")
                || type == null
                || !type.regionMatches(
                        true,
                        0,
                        MediaType.APPLICATION_FORM_URLENCODED_VALUE,
                        0,
                        MediaType.APPLICATION_FORM_URLENCODED_VALUE.length());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        Form form;
        try {
            form = new Form(request, fields(bodies.small(request, LARGEST)));
        } catch (Refusal refusal) {
            refuse(refusal, request, response);
            return;
        } catch (InvalidParameterException brokenQuery) {
            refuse(Refusal.badRequest(Problem.of("console.bad-form")), request, response);
            return;
        }
        next.doFilter(form, response);
    }

    private static void refuse(Refusal refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        request.setAttribute(Problem.class.getName(), refusal.problem());
        response.sendError(refusal.status().value());
    }

    private static Map<String, String[]> fields(byte[] body) {
        String[] pairs = new String(body, StandardCharsets.UTF_8).split("&", MOST_FIELDS + 1);
        if (pairs.length > MOST_FIELDS) {
            throw new Refusal(HttpStatus.CONTENT_TOO_LARGE, Problem.of("console.body-too-large"));
        }
        Map<String, String[]> fields = new LinkedHashMap<>();
        for (String pair : pairs) {
            if (!pair.isEmpty()) {
                String[] words = pair.split("=", 2);
                add(fields, decoded(words[0]), words.length == 1 ? "" : decoded(words[1]));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw Refusal.badRequest(Problem.of("console.bad-form"));
        }
    }

    private static void add(Map<String, String[]> fields, String name, String... values) {
        fields.merge(name, values, FormFilter::both);
    }

    private static String[] both(String[] first, String[] second) {
        String[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** A request with the fields of its form behind those of its address. */
    private static final class Form extends HttpServletRequestWrapper {

        private final Map<String, String[]> parameters;

        Form(HttpServletRequest request, Map<String, String[]> fields) {
            super(request);
            // The body is read, so what the container finds stands in the address.
            parameters = new LinkedHashMap<>(request.getParameterMap());
            fields.forEach((name, values) -> add(parameters, name, values));
        }

        @Override
        public @Nullable String getParameter(String name) {
            String[] values = parameters.get(name);
            return values == null ? null : values[0];
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            String[] values = parameters.get(name);
            return values == null ? null : values.clone();
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Collections.unmodifiableMap(parameters);
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(parameters.keySet());
        }
    }
}
