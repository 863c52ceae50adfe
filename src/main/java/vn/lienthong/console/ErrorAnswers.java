package vn.lienthong.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.Thrown;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.Ledger.VerbRefused;
import vn.lienthong.ledger.Results.MarkLost;
import vn.lienthong.paygov.PaymentRefused;

/** Turns what is thrown in a request into an answer: JSON under {@code /api}, a page elsewhere; never a stack trace. */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ErrorAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

    private final ProblemAnswers answers;

    ErrorAnswers(ProblemAnswers answers) {
        this.answers = answers;
    }

    @ExceptionHandler
    @Nullable
    ModelAndView refused(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (refusal.status() == HttpStatus.SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", "10");
        }
        if (ProblemAnswers.wanted(request.getServletPath())) {
            answers.write(request, response, refusal.status(), refusal.problems());
            return null;
        }
        return ErrorPages.page(refusal.status(), refusal.problem());
    }

    @ExceptionHandler
    @Nullable
    ModelAndView paymentRefused(PaymentRefused refused, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        HttpStatus status = switch (refused.kind()) {
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case IN_THE_WAY -> HttpStatus.CONFLICT;
            case NOT_NOW -> HttpStatus.SERVICE_UNAVAILABLE;
            case NOT_MADE -> HttpStatus.BAD_GATEWAY;
        };
        return refused(new Refusal(status, refused.problems()), request, response);
    }

    @ExceptionHandler
    @Nullable
    ModelAndView verbRefused(VerbRefused refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return answer(request, response, HttpStatus.CONFLICT, refusal.problem());
    }

    @ExceptionHandler
    @Nullable
    ModelAndView markLost(MarkLost lost, HttpServletRequest request, HttpServletResponse response) throws IOException {
        return answer(request, response, HttpStatus.GONE, lost.problem().in("after"));
    }

    /** The ledger itself has said in the log that it is away, once; a line for each request would bury it. */
    @ExceptionHandler
    @Nullable
    ModelAndView ledgerUnavailable(LedgerUnavailable cause, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LOG.debug("The ledger does not answer; this request gets 503.", Thrown.of(cause));
        response.setHeader("Retry-After", "10");
        return answer(request, response, HttpStatus.SERVICE_UNAVAILABLE, Problem.of("console.ledger-unavailable"));
    }

    @ExceptionHandler
    @Nullable
    ModelAndView wrongType(
            MethodArgumentTypeMismatchException cause, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Problem problem = Problem.of("console.bad-parameter").in(cause.getName());
        return answer(request, response, HttpStatus.BAD_REQUEST, problem);
    }

    @ExceptionHandler
    @Nullable
    ModelAndView unreadable(
            HttpMessageNotReadableException cause, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return answer(request, response, HttpStatus.BAD_REQUEST, Problem.of("console.not-json"));
    }

    /** A parameter the firewall lets nobody read, such as one with a control character in its name. */
    @ExceptionHandler
    @Nullable
    ModelAndView unreadableParameter(
            RequestRejectedException cause, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return answer(request, response, HttpStatus.BAD_REQUEST, Problem.of("console.bad-request"));
    }

    /** Parameters the container cannot take apart: broken escapes, bytes that are no UTF-8, more than it takes. */
    @ExceptionHandler
    @Nullable
    ModelAndView brokenParameters(
            InvalidParameterException cause, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return answer(request, response, HttpStatus.BAD_REQUEST, Problem.of("console.bad-request"));
    }

    /** The caller hung up; nobody is left to answer. */
    @ExceptionHandler({AsyncRequestNotUsableException.class, ClientAbortException.class})
    void gone() {}

    /** What Spring itself refuses (404, 405, 406, 415) keeps its status and headers; anything else is a fault of ours. */
    @ExceptionHandler
    @Nullable
    ModelAndView other(Exception cause, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (cause instanceof ErrorResponse known) {
            known.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            return answer(request, response, known.getStatusCode(), StatusProblems.of(known.getStatusCode(), request));
        }
        LOG.error(
                "{} {} failed unforeseen; the caller gets 500.",
                request.getMethod(),
                request.getServletPath(),
                Thrown.of(cause));
        return answer(request, response, HttpStatus.INTERNAL_SERVER_ERROR, Problem.of("console.unforeseen"));
    }

    private @Nullable ModelAndView answer(
            HttpServletRequest request, HttpServletResponse response, HttpStatusCode status, Problem problem)
            throws IOException {
        if (ProblemAnswers.wanted(request.getServletPath())) {
            answers.write(request, response, status, problem);
            return null;
        }
        return ErrorPages.page(status, problem);
    }
}
