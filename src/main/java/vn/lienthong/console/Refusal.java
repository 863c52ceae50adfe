package vn.lienthong.console;

import java.util.List;
import org.springframework.http.HttpStatus;
import vn.lienthong.dossier.Problem;

/** A request that is not done, with the status and the problem that say why and what to do. */
public final class Refusal extends RuntimeException {

    private final HttpStatus status;
    private final transient List<Problem> problems;

    public Refusal(HttpStatus status, Problem problem) {
        this(status, List.of(problem));
    }

    /** @param problems never empty; the first is what it comes to */
    public Refusal(HttpStatus status, List<Problem> problems) {
        super(problems.getFirst().code());
        this.status = status;
        this.problems = List.copyOf(problems);
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

    /** What it comes to. */
    public Problem problem() {
        return problems.getFirst();
    }

    public List<Problem> problems() {
        return problems;
    }
}
