package vn.lienthong.console;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatusCode;
import vn.lienthong.dossier.Problem;

/** The problem behind a bare HTTP status, where Spring or the container refused a request before it came to a room. */
final class StatusProblems {

    private StatusProblems() {}

    static Problem of(HttpStatusCode status, HttpServletRequest request) {
        return switch (status.value()) {
            case 401 -> Problem.of("console.key-missing");
            case 403 -> Problem.of("console.role-missing");
            case 404 -> Problem.of("console.no-such-path");
            case 405 -> Problem.of("console.method-not-allowed").with("method", method(request));
            case 406 -> Problem.of("console.not-acceptable");
            case 413 -> Problem.of("console.body-too-large");
            case 415 -> Problem.of("console.unsupported-media-type");
            case 501, 505 -> Problem.of("console.bad-request");
            default -> status.is4xxClientError() ? Problem.of("console.bad-request") : Problem.of("console.unforeseen");
        };
    }

    /** The container asks for the page of an error by GET, whatever the caller's method was. */
    private static String method(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_METHOD) instanceof String first
                ? first
                : request.getMethod();
    }
}
