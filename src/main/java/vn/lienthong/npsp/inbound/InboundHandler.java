package vn.lienthong.npsp.inbound;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.HttpRequestHandler;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.door.AllowedCallers;
import vn.lienthong.intake.door.Bodies;
import vn.lienthong.intake.door.Refused;

/**
 * The portal's door on HTTP. It reads the request itself: of the headers only the two that say how the body is coded and
 * whether a browser sends it, whatever else a caller or the adapter may put there.
 */
final class InboundHandler implements HttpRequestHandler {

    private static final Logger LOG = LoggerFactory.getLogger(InboundHandler.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    private final InboundPaths paths;
    private final AllowedCallers callers;
    private final Bodies bodies;
    private final Inbound inbound;
    private final int badBodyStatus;

    InboundHandler(InboundPaths paths, AllowedCallers callers, Bodies bodies, Inbound inbound, int badBodyStatus) {
        this.paths = paths;
        this.callers = callers;
        this.bodies = bodies;
        this.inbound = inbound;
        this.badBodyStatus = badBodyStatus;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        InboundAnswer answer = answer(request, response);
        byte[] body = answer.body();
        response.setStatus(answer.status());
        response.setContentType("application/json;charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        if (answer.status() >= 400 && answer.status() != 408) {
            response.flushBuffer();
            bodies.drain(request);
        }
    }

    private InboundAnswer answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            checkCall(request);
            String path = paths.name(request)
                    .orElseThrow(() ->
                            new Refused(404, Problem.of("npsp.inbound-unknown").with("path", "?")));
            return bodies.read(request, body -> inbound.take(path, body));
        } catch (Refused refused) {
            return refused(refused, request, response);
        }
    }

    private void checkCall(HttpServletRequest request) throws Refused {
        if (!callers.admit(request)) {
            throw new Refused(403, Problem.of("npsp.inbound-not-allowed").with("caller", request.getRemoteAddr()));
        }
        if (!request.getMethod().equals("POST")) {
            throw new Refused(405, Problem.of("intake.post-only"));
        }
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new Refused(415, Problem.of("intake.compressed"));
        }
    }

    private InboundAnswer refused(Refused refused, HttpServletRequest request, HttpServletResponse response) {
        // The container may have refused a silent or broken sender already, and then asks the page of errors.
        request.setAttribute(Problem.class.getName(), refused.problem());
        int status = refused.status() == 400 ? badBodyStatus : refused.status();
        if (status == 503) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        if (status == 405) {
            response.setHeader("Allow", "POST");
        }
        LOG.info(
                "A call to the portal's door from {} was turned away ({}); nothing of it was kept.",
                request.getRemoteAddr(),
                refused.problem().code());
        return InboundAnswer.refused(refused, status);
    }
}
