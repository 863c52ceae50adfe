package vn.lienthong.paygov.notice;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.HttpRequestHandler;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.Thrown;
import vn.lienthong.intake.door.AllowedCallers;
import vn.lienthong.intake.door.Bodies;
import vn.lienthong.intake.door.Refused;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

/**
 * One door on HTTP. An answer says "taken" only once the message is on disk; where the books cannot be reached the sender
 * hears 503 and may come again. Who is not let in, is too slow, or sends too much hears so, and nothing of it is kept.
 */
final class NoticeHandler implements HttpRequestHandler {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeHandler.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String RETRY_AFTER_SECONDS = "5";

    private final AllowedCallers callers;
    private final Bodies bodies;
    private final Answers answers;

    NoticeHandler(AllowedCallers callers, Bodies bodies, Answers answers) {
        this.callers = callers;
        this.bodies = bodies;
        this.answers = answers;
    }

    private record Said(int status, ObjectNode answer) {}

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Said said = said(request);
        byte[] body = JSON.writeValueAsBytes(said.answer());
        response.setStatus(said.status());
        if (said.status() == 503) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        if (said.status() == 405) {
            response.setHeader("Allow", "POST");
        }
        response.setContentType("application/json;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        if (said.status() >= 400 && said.status() != 408) {
            response.flushBuffer();
            bodies.drain(request);
        }
    }

    private Said said(HttpServletRequest request) throws IOException {
        try {
            if (!callers.admit(request)) {
                throw new Refused(403, Problem.of("paygov.caller-not-allowed").with("caller", request.getRemoteAddr()));
            }
            if (!request.getMethod().equals("POST")) {
                throw new Refused(405, Problem.of("intake.post-only"));
            }
            return bodies.read(request, body -> said(Received.of(body, request.getContentType())));
        } catch (Refused refused) {
            // The container may have refused a silent or broken sender already, and then asks the page of errors.
            request.setAttribute(Problem.class.getName(), refused.problem());
            LOG.info(
                    "A message about a payment from {} was turned away ({}); nothing of it was kept. Payments are asked"
                            + " about on schedule.",
                    request.getRemoteAddr(),
                    refused.problem().code());
            return new Said(refused.status(), answers.notTaken(null));
        }
    }

    private Said said(Received received) {
        try {
            return new Said(200, answers.taken(received));
        } catch (LedgerUnavailable unavailable) {
            return new Said(503, answers.notTaken(received.fields()));
        } catch (RuntimeException unforeseen) {
            LOG.error(
                    "A message about a payment failed unforeseen and is not taken; payments are asked about on schedule.",
                    Thrown.of(unforeseen));
            return new Said(500, answers.notTaken(received.fields()));
        }
    }
}
