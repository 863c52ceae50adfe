package vn.lienthong.intake.soap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
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
import vn.lienthong.soap.Envelope;
import vn.lienthong.soap.PlainXml;

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
            Charset charset = requireSoap(request.getContentType(), request.getHeader("Content-Encoding"));
            bodies.read(request, body -> {
                byte[] message = Envelope.inUtf8(body, charset);
                check.check(message);
                requireOneCall(message);
                service.answer(new Call(request, message), response);
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

    private static void requireOneCall(byte[] message) throws Refused {
        try {
            if (!Envelope.isOneCall(message)) {
                throw new Refused(400, Problem.of("intake.one-record-a-call"));
            }
        } catch (PlainXml.Broken impossible) {
            throw new IllegalStateException("what was XML is none", impossible);
        }
    }

    /**
     * One part, not compressed: attachments, MTOM among them, are not taken.
     *
     * @return the charset it names; null if it names none
     */
    private static @Nullable Charset requireSoap(@Nullable String contentType, @Nullable String encoding)
            throws Refused {
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new Refused(415, Problem.of("intake.compressed"));
        }
        try {
            MediaType given = MediaType.parseMediaType(contentType == null ? "" : contentType);
            if (MediaType.TEXT_XML.equalsTypeAndSubtype(given)) {
                return given.getCharset();
            }
        } catch (InvalidMediaTypeException none) {
            // It is answered as any other type is.
        }
        throw new Refused(415, Problem.of("intake.media-type").with("wanted", MediaType.TEXT_XML_VALUE));
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
