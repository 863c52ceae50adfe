package vn.lienthong.soap;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Set;
import java.util.random.RandomGenerator;
import javax.xml.namespace.QName;
import javax.xml.transform.TransformerException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A name and a password inside a message, put there last of all, so that no other place holds them. Safe for any number of threads.
 *
 * <p>WS-Security is this one fixed form of it (UsernameToken Profile 1.1); a library of the whole of it, with signatures and
 * encryption nobody asks for, would be larger than the room.
 */
public final class Credentials {

    private static final String OASIS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";

    /** The header's namespace. */
    public static final String WSSE = OASIS + "wssecurity-secext-1.0.xsd";

    private static final String WSU = OASIS + "wssecurity-utility-1.0.xsd";
    private static final String PASSWORD_TEXT = OASIS + "username-token-profile-1.0#PasswordText";
    private static final String BASE64 = OASIS + "soap-message-security-1.0#Base64Binary";
    /** Of the code by which Apache WSS4J, hence CXF, says nothing but that it was something of security. */
    private static final String WSS4J = "http://ws.apache.org/wss4j";

    private static final Set<String> REFUSALS = Set.of(WSSE, WSU, WSS4J);
    private static final int NONCE_BYTES = 16;

    private final Place place;
    private final String username;
    private final String password;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** Where in a message they are. */
    public enum Place {
        /** {@code wsse:Security} with a UsernameToken: PasswordText, Nonce and Created. The service must understand it. */
        HEADER,
        /** {@code userName} and {@code password}, the first members of the element inside the wrapper (soap-lgsp, section 3). */
        BODY
    }

    /** @param random of nonces: such as nobody foresees */
    public Credentials(Place place, String username, String password, InstantSource clock, RandomGenerator random) {
        this.place = place;
        this.username = username;
        this.password = password;
        this.clock = clock;
        this.random = random;
    }

    /** Whether a fault with that code says that they are not taken. */
    static boolean isRefusal(QName code) {
        return REFUSALS.contains(code.getNamespaceURI());
    }

    /**
     * The envelope with them.
     *
     * @param envelope as CXF writes it: by a prefix, with a body, and in that one element
     */
    byte[] in(byte[] envelope) {
        try {
            Element root = Elements.parse(envelope);
            Element body = Elements.children(root, "Body").getFirst();
            switch (place) {
                case HEADER -> header(root, body).appendChild(security(root));
                case BODY -> account(body);
            }
            return Elements.document(root);
        } catch (PlainXml.Broken | TransformerException impossible) {
            throw new IllegalStateException("CXF wrote no envelope", impossible);
        }
    }

    /** That which is there, or a new one before the body. */
    private static Element header(Element root, Element body) {
        for (Element there : Elements.children(root, "Header")) {
            return there;
        }
        Element made = root.getOwnerDocument().createElementNS(root.getNamespaceURI(), root.getPrefix() + ":Header");
        root.insertBefore(made, body);
        return made;
    }

    private Element security(Element root) {
        Document document = root.getOwnerDocument();
        Element security = document.createElementNS(WSSE, "wsse:Security");
        security.setAttributeNS(root.getNamespaceURI(), root.getPrefix() + ":mustUnderstand", "1");
        Element token = add(security, WSSE, "wsse:UsernameToken", null);
        add(token, WSSE, "wsse:Username", username);
        add(token, WSSE, "wsse:Password", password).setAttribute("Type", PASSWORD_TEXT);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        add(token, WSSE, "wsse:Nonce", Base64.getEncoder().encodeToString(nonce))
                .setAttribute("EncodingType", BASE64);
        add(
                token,
                WSU,
                "wsu:Created",
                clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        return security;
    }

    private void account(Element body) {
        Element wrapper = Elements.only(body);
        Element content = wrapper == null ? null : Elements.only(wrapper);
        if (content == null) {
            throw new IllegalStateException("one element is in the wrapper");
        }
        Node first = content.getFirstChild();
        Document document = content.getOwnerDocument();
        content.insertBefore(element(document, null, "userName", username), first);
        content.insertBefore(element(document, null, "password", password), first);
    }

    private static Element add(Element parent, String namespace, String name, @Nullable String text) {
        Element child = element(parent.getOwnerDocument(), namespace, name, text);
        parent.appendChild(child);
        return child;
    }

    private static Element element(Document document, @Nullable String namespace, String name, @Nullable String text) {
        Element element = document.createElementNS(namespace, name);
        if (text != null) {
            element.setTextContent(text);
        }
        return element;
    }

    /** Without them. */
    @Override
    public String toString() {
        return "Credentials[" + place + "]";
    }
}
