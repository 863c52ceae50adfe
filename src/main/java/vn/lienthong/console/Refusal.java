package vn.lienthong.console;

import org.springframework.http.HttpStatus;
import vn.lienthong.dossier.Problem;

/** A request that is not done, with the status and the problem that say why and what to do. */
public final class Refusal extends RuntimeException {

    private final HttpStatus status;
    private final transient Problem problem;

    public Refusal(HttpStatus status, Problem problem) {
        super(problem.code());
        this.status = status;
        this.problem = problem;
    }

    public static Refusal badRequest(Problem problem) {
        return new Refusal(HttpStatus.BAD_REQUEST, problem);
    }

    public static Refusal notFound(Problem problem) {
        return new Refusal(HttpStatus.NOT_FOUND, problem);
    }

    public HttpStatus status() {
        return status;
    }

    public Problem problem() {
        return problem;
    }
}
