package vn.lienthong.intake.soap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.door.Bodies;
import vn.lienthong.intake.door.Refused;
import vn.lienthong.intake.door.XmlCheck;
import vn.lienthong.intake.push.PushSettings;

/** The SOAP door: bounds and checks a message before CXF sees it. */
@Controller
final class SoapController {

    private static final String BELOW = "/services/";
    private static final String RETRY_AFTER_SECONDS = "5";

    private final SoapServices services;
    private final Bodies bodies;
    private final XmlCheck check = new XmlCheck();

    SoapController(SoapServices services, PushSettings settings) {
        this.services = services;
        this.bodies = new Bodies(settings.limits(), System::nanoTime);
    }

    @RequestMapping(BELOW + "**")
    void call(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            SoapService service = service(request);
            if (request.getMethod().equals("GET") && isDescription(request.getQueryString())) {
                service.answer(new Call(request, new byte[0]), response);
                return;
            }
            if (!request.getMethod().equals("POST")) {
                response.setHeader("Allow", "GET, POST");
                throw new Refused(405, Problem.of("intake.post-only"));
            }
            requireSoap(request.getContentType(), request.getHeader("Content-Encoding"));
            bodies.read(request, body -> {
                check.check(body);
                service.answer(new Call(request, body), response);
                return true;
            });
        } catch (Refused refused) {
            write(refused, response);
            bodies.drain(request);
        }
    }

    private SoapService service(HttpServletRequest request) throws Refused {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        Optional<SoapService> found =
                path.startsWith(BELOW) ? services.find(path.substring(BELOW.length())) : Optional.empty();
        return found.orElseThrow(() -> new Refused(404, Problem.of("intake.soap-service")));
    }

    private static boolean isDescription(@Nullable String query) {
        return query != null
                && (query.equalsIgnoreCase("wsdl") || query.startsWith("wsdl=") || query.startsWith("xsd="));
    }

    /** One part, in UTF-8, not compressed: attachments, MTOM among them, are not taken. */
    private static void requireSoap(@Nullable String contentType, @Nullable String encoding) throws Refused {
        try {
            MediaType given = MediaType.parseMediaType(contentType == null ? "" : contentType);
            if (!MediaType.TEXT_XML.equalsTypeAndSubtype(given)) {
                throw new Refused(415, Problem.of("intake.media-type").with("wanted", MediaType.TEXT_XML_VALUE));
            }
        } catch (InvalidMediaTypeException none) {
            throw new Refused(415, Problem.of("intake.media-type").with("wanted", MediaType.TEXT_XML_VALUE));
        }
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new Refused(415, Problem.of("intake.compressed"));
        }
    }

    private static void write(Refused refused, HttpServletResponse response) throws IOException {
        boolean ours = refused.status() >= 500;
        byte[] fault = Answers.fault(ours, refused.problem());
        response.setStatus(refused.status());
        response.setContentType("text/xml;charset=UTF-8");
        response.setContentLength(fault.length);
        if (ours) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        response.getOutputStream().write(fault);
        response.flushBuffer();
    }
}
