package vn.lienthong.sandbox.soap;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.namespace.QName;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.headers.Header;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.soap.Credentials;
import vn.lienthong.soap.Elements;

/**
 * An LGSP (fact sheet soap-lgsp, sections 1, 2 and 5): tokens, dossiers, progress, figures and ratings by SOAP and in
 * the JSON form. A message that does not hold to the schema is a fault, a step of a dossier it does not have is
 * refused, and a message with a key it knows is answered as before. What comes next can be made to go wrong.
 */
public final class SimulatedLgsp implements AutoCloseable {

    public static final String CLIENT = "lienthong";
    public static final String SECRET = "TEST-SECRET";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NAMESPACE = "urn:vn:gov:lgsp:dossier:1";
    private static final Set<String> PATHS = Set.of(
            "Document/SyncDocument", "Document/UpdateDocumentTraces", "Statistic/UpdateStatistic", "Vote/UpdateVote");
    private static final QName FAILED_AUTHENTICATION = new QName(Credentials.WSSE, "FailedAuthentication");
    private static final Path CONTRACTS = Path.of("mappings/lgsp");

    /** How it wants to be told who calls, by SOAP: client and secret, or a token for them. */
    public enum Login {
        BEARER,
        USERNAME_TOKEN,
        BODY
    }

    /** What the next message meets. */
    public enum Trouble {
        /** Taken, and a status 422 all the same. */
        REFUSES,
        FAULT_OF_THE_CALLER,
        FAULT_OF_ITS_OWN,
        /** A fault that says it reads no envelopes of that version. */
        ANOTHER_VERSION,
        /** Taken, and never answered while it runs. */
        SILENT,
        /** Taken, and the answer is cut off in the middle. */
        CUT_OFF,
        /** An answer of its own, with HTTP 200, that does not say what became of the message. */
        WITHOUT_STATUS,
        /** A page of a gateway, with the status 200. */
        HTML,
        /** A page of a gateway, with the status 502. */
        GATEWAY,
        /** XML, with the status 200, that is no envelope. */
        OTHER_XML,
        /** An answer with a document type that fetches a file. */
        ENTITY,
        /** The token is not known any more. */
        FORGETS_TOKENS
    }

    /** @param body the element inside the wrapper, or the JSON */
    public record Message(String operation, @Nullable String key, String body) {}

    private final Login login;
    private final CxfServer server;
    private final Schema schema;
    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final Set<String> dossiers = new HashSet<>();
    private final Map<String, Integer> known = new HashMap<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile String token = "none";

    public SimulatedLgsp() throws Exception {
        this(Login.BEARER);
    }

    public SimulatedLgsp(Login login) throws Exception {
        this.login = login;
        schema = SchemaFactory.newDefaultInstance()
                .newSchema(CONTRACTS.resolve("dossier.xsd").toFile());
        server = new CxfServer(
                0,
                CONTRACTS.resolve("dossier.wsdl"),
                new QName(NAMESPACE, "DossierService"),
                new QName(NAMESPACE, "DossierPort"),
                this::soap,
                login == Login.USERNAME_TOKEN ? List.of(new Security()) : List.of(),
                new Gate(),
                Map.of("/token", new Token(), "/adapter/*", new Json()));
    }

    public String address() {
        return "http://127.0.0.1:" + server.port();
    }

    /** The next messages meet these, one each. */
    public void next(Trouble... ones) {
        troubles.addAll(List.of(ones));
    }

    /** As they came, repeats too. */
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    /** How many tokens were given. */
    public int tokens() {
        return tokens.get();
    }

    /** Numbers of the dossiers it has. */
    public synchronized Set<String> dossiers() {
        return Set.copyOf(dossiers);
    }

    @Override
    public void close() {
        closing.countDown();
        server.close();
    }

    private Source soap(Source payload) {
        try {
            Element wrapper = Elements.root(payload);
            Element content = wrapper == null ? null : Elements.only(wrapper);
            if (content == null) {
                throw new SoapFault("no record", Soap11.getInstance().getSender());
            }
            if (login == Login.BODY) {
                requireAccount(content);
            }
            schema.newValidator().validate(new DOMSource(content));
            HttpServletRequest request = (HttpServletRequest) Objects.requireNonNull(
                    PhaseInterceptorChain.getCurrentMessage().get(AbstractHTTPDestination.HTTP_REQUEST));
            String body = new String(Elements.document(content), StandardCharsets.UTF_8);
            Trouble trouble = (Trouble) request.getAttribute("trouble");
            if (trouble == Trouble.FAULT_OF_ITS_OWN) {
                throw new SoapFault("the database is away", Soap11.getInstance().getReceiver());
            }
            if (trouble == Trouble.FAULT_OF_THE_CALLER) {
                throw new SoapFault("not like this", Soap11.getInstance().getSender());
            }
            int status = taken(
                    wrapper.getLocalName(),
                    request.getHeader("Idempotency-Key"),
                    body,
                    String.valueOf(Elements.text(content, "DocCode")),
                    trouble);
            return new StreamSource(new StringReader(
                    "<a:%1$sResponse xmlns:a=\"%2$s\"><MResult><Status>%3$d</Status><Message>x</Message></MResult></a:%1$sResponse>"
                            .formatted(wrapper.getLocalName(), NAMESPACE, status)));
        } catch (SAXException notAsAgreed) {
            throw new SoapFault(notAsAgreed.getMessage(), Soap11.getInstance().getSender());
        } catch (IOException | javax.xml.transform.TransformerException odd) {
            throw new SoapFault("odd", Soap11.getInstance().getReceiver());
        }
    }

    private synchronized int taken(
            String operation, @Nullable String key, String body, String dossier, @Nullable Trouble trouble) {
        messages.add(new Message(operation, key, body));
        if (key != null && known.containsKey(key)) {
            return known.get(key);
        }
        if (trouble == Trouble.REFUSES) {
            return 422;
        }
        if (operation.endsWith("SyncDocument")) {
            dossiers.add(dossier);
        } else if (operation.endsWith("UpdateDocumentTraces") && !dossiers.contains(dossier)) {
            return 404;
        }
        if (key != null) {
            known.put(key, 200);
        }
        return 200;
    }

    /** Takes the account out of the record: it has to come before its other members. */
    private static void requireAccount(Element content) {
        for (String expected : List.of("userName=" + CLIENT, "password=" + SECRET)) {
            Node member = content.getFirstChild();
            if (!(member instanceof Element)
                    || !expected.equals(member.getNodeName() + "=" + member.getTextContent())) {
                throw new SoapFault("not known", FAILED_AUTHENTICATION);
            }
            content.removeChild(member);
        }
    }

    /** Understands the header of WS-Security. A message that was heard before is not taken. */
    private static final class Security extends AbstractSoapInterceptor {

        private static final QName HEADER = new QName(Credentials.WSSE, "Security");

        private final Set<String> nonces = ConcurrentHashMap.newKeySet();

        Security() {
            super(Phase.PRE_PROTOCOL);
        }

        @Override
        public Set<QName> getUnderstoodHeaders() {
            return Set.of(HEADER);
        }

        @Override
        public void handleMessage(SoapMessage message) {
            Header header = message.getHeader(HEADER);
            Element token = header == null ? null : Elements.only((Element) header.getObject());
            if (token == null
                    || !CLIENT.equals(Elements.text(token, "Username"))
                    || !SECRET.equals(Elements.text(token, "Password"))
                    || !nonces.add(String.valueOf(Elements.text(token, "Nonce")))) {
                throw new SoapFault("not known", FAILED_AUTHENTICATION);
            }
            Instant.parse(String.valueOf(Elements.text(token, "Created")));
        }
    }

    /** Tokens first, and what goes wrong on the way. */
    private final class Gate implements Filter {

        @Override
        public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
                throws IOException, ServletException {
            HttpServletRequest request = (HttpServletRequest) in;
            HttpServletResponse response = (HttpServletResponse) out;
            if (request.getRequestURI().equals("/token")) {
                chain.doFilter(request, response);
                return;
            }
            Trouble trouble = troubles.poll();
            if (trouble == Trouble.FORGETS_TOKENS) {
                token = "none";
            }
            if (login == Login.BEARER && !("Bearer " + token).equals(request.getHeader("Authorization"))) {
                write(response, 401, "application/json", "{\"fault\":{\"code\":900901}}");
                return;
            }
            request.setAttribute("trouble", trouble);
            switch (trouble) {
                case HTML -> write(response, 200, "text/html", "<html><body>Xin chào</body></html>");
                case WITHOUT_STATUS -> withoutStatus(request, response);
                case ANOTHER_VERSION ->
                    write(
                            response,
                            500,
                            "text/xml",
                            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault><faultcode>s:VersionMismatch</faultcode><faultstring>x</faultstring></s:Fault></s:Body></s:Envelope>");
                case GATEWAY -> write(response, 502, "text/html", "<html><body>Bad gateway</body></html>");
                case OTHER_XML -> write(response, 200, "text/xml", "<MResult><Status>200</Status></MResult>");
                case ENTITY ->
                    write(
                            response,
                            200,
                            "text/xml",
                            "<!DOCTYPE s [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>&e;</s:Body></s:Envelope>");
                case SILENT -> {
                    chain.doFilter(request, new Unheard(response));
                    awaitClose();
                }
                case CUT_OFF -> {
                    Unheard unheard = new Unheard(response);
                    chain.doFilter(request, unheard);
                    byte[] whole = unheard.bytes();
                    response.setContentType("text/xml");
                    response.getOutputStream().write(whole, 0, whole.length / 2);
                }
                case null, default -> chain.doFilter(request, response);
            }
        }

        private void awaitClose() {
            try {
                closing.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final class Token extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String basic = "Basic "
                    + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
            boolean inForm = CLIENT.equals(request.getParameter("client_id"))
                    && SECRET.equals(request.getParameter("client_secret"));
            boolean known = inForm || basic.equals(request.getHeader("Authorization"));
            if (!known || !"client_credentials".equals(request.getParameter("grant_type"))) {
                write(response, 401, "application/json", "{\"error\":\"invalid_client\"}");
                return;
            }
            token = "TEST-" + tokens.incrementAndGet();
            write(
                    response,
                    200,
                    "application/json",
                    "{\"access_token\":\"" + token
                            + "\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"scope\":\"x\"}");
        }
    }

    /** The JSON form: the same names, below the adapter's address. */
    private final class Json extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String operation = request.getPathInfo().substring(1);
            byte[] body = request.getInputStream().readAllBytes();
            JsonNode message = JSON.readTree(body);
            if (!PATHS.contains(operation)) {
                response.setStatus(404);
                return;
            }
            int status = taken(
                    operation,
                    request.getHeader("Idempotency-Key"),
                    new String(body, StandardCharsets.UTF_8),
                    message.path("DocCode").asString(""),
                    (Trouble) request.getAttribute("trouble"));
            write(response, 200, "application/json", "{\"Status\":" + status + ",\"Message\":\"x\"}");
        }
    }

    private static void withoutStatus(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().startsWith("/adapter/")) {
            write(response, 200, "application/json", "{\"status\":422}");
            return;
        }
        write(response, 200, "text/xml", """
                <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><a:SyncDocumentResponse xmlns:a="%s">
                <MResult><Status> </Status><status>422</status></MResult></a:SyncDocumentResponse></s:Body></s:Envelope>""".formatted(NAMESPACE));
    }

    private static void write(HttpServletResponse response, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type + ";charset=UTF-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
