package vn.lienthong.soap;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** A message as CXF reads it: in UTF-8, whatever else it says it is in, and no more than CXF looks at. */
public final class Envelope {

    private static final int LONGEST_DECLARATION = 200;
    private static final Pattern DECLARATION = Pattern.compile("\\A\\uFEFF?\\s*<\\?xml[^>]*\\?>");
    private static final Pattern ENCODING = Pattern.compile("\\sencoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");
    private static final Pattern XML_1_1 = Pattern.compile("\\sversion\\s*=\\s*[\"']1\\.1[\"']");
    /** What no XML holds, neither as it is nor by its number. */
    private static final Pattern NO_SIGN_OF_XML =
            Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]|&#(?:(\\d+)|x([0-9A-Fa-f]+));");

    private static final int LONGEST_NUMBER = 7;
    private static final String LOST = "\uFFFD";
    private static final int OF_A_BODY = 2;
    private static final int OF_A_CALL = 3;

    private Envelope() {}

    /**
     * What is UTF-8 is that, also where its declaration or HTTP say something else: programs declare what they wrote
     * into memory, and HTTP's own default is none anybody means. The rest is read as its first bytes, its declaration
     * or at last its HTTP header say. What none of them says stays as it came. XML 1.1 is read as 1.0, which is what
     * there is a record in.
     *
     * @param header null: it says nothing
     */
    public static byte[] inUtf8(byte[] message, @Nullable Charset header) {
        Charset utf16 = utf16(message);
        if (utf16 == null && isUtf8(message)) {
            String declaration = declaration(message, StandardCharsets.UTF_8);
            String encoding = encoding(declaration);
            boolean right = encoding == null || encoding.equalsIgnoreCase("utf-8");
            return right && !XML_1_1.matcher(declaration).find()
                    ? message
                    : withoutDeclaration(message, StandardCharsets.UTF_8);
        }
        Charset declared = utf16 == null ? charset(encoding(declaration(message, StandardCharsets.ISO_8859_1))) : utf16;
        Charset charset = declared == null ? header : declared;
        return charset == null ? message : withoutDeclaration(message, charset);
    }

    private static byte[] withoutDeclaration(byte[] message, Charset charset) {
        return DECLARATION
                .matcher(new String(message, charset))
                .replaceFirst("")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isUtf8(byte[] message) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message));
            return true;
        } catch (CharacterCodingException another) {
            return false;
        }
    }

    /** By its mark, or by how it writes the first sign of XML. */
    private static @Nullable Charset utf16(byte[] message) {
        int first = message.length < 2 ? 0 : (message[0] & 0xFF) << 8 | (message[1] & 0xFF);
        return switch (first) {
            case 0xFEFF, 0xFFFE -> StandardCharsets.UTF_16;
            case '<' -> StandardCharsets.UTF_16BE;
            case '<' << 8 -> StandardCharsets.UTF_16LE;
            default -> null;
        };
    }

    /** Empty if there is none. */
    private static String declaration(byte[] message, Charset charset) {
        Matcher declaration =
                DECLARATION.matcher(new String(message, 0, Math.min(message.length, LONGEST_DECLARATION), charset));
        return declaration.find() ? declaration.group() : "";
    }

    private static @Nullable String encoding(String declaration) {
        Matcher encoding = ENCODING.matcher(declaration);
        return encoding.find() ? encoding.group(1) : null;
    }

    private static @Nullable Charset charset(@Nullable String name) {
        try {
            return name == null ? null : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return null;
        }
    }

    /**
     * With U+FFFD, the sign of a lost letter, for each sign that XML does not have and a careless program writes all the same: it
     * makes one text unreadable, and need not make the whole message so.
     *
     * @param message in UTF-8; what is not comes back as it is
     */
    static byte[] withLostSigns(byte[] message) {
        if (!isUtf8(message)) {
            return message;
        }
        return NO_SIGN_OF_XML
                .matcher(new String(message, StandardCharsets.UTF_8))
                .replaceAll(sign -> isSignOfXml(sign) ? Matcher.quoteReplacement(sign.group()) : LOST)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isSignOfXml(MatchResult sign) {
        boolean decimal = sign.group(1) != null;
        String digits = decimal ? sign.group(1) : sign.group(2);
        if (digits == null) {
            return false;
        }
        String number = digits.replaceFirst("^0+(?=.)", "");
        int c = number.length() > LONGEST_NUMBER ? 0 : Integer.parseUnsignedInt(number, decimal ? 10 : 16);
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= ' ' && c < Character.MIN_SURROGATE
                || c > Character.MAX_SURROGATE && c < 0xFFFE
                || c > 0xFFFF && c <= Character.MAX_CODE_POINT;
    }

    /**
     * Whether it is one call: one body, and in that one element. CXF takes the first element of the first body and passes over the
     * others. What is no envelope at all it refuses by itself.
     *
     * @throws PlainXml.Broken if it is no XML
     */
    public static boolean isOneCall(byte[] message) throws PlainXml.Broken {
        try {
            XMLStreamReader reader = PlainXml.factory().createXMLStreamReader(new ByteArrayInputStream(message));
            try {
                return isOneCall(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException broken) {
            throw new PlainXml.Broken(PlainXml.Why.NOT_XML, broken.getLocation());
        }
    }

    private static boolean isOneCall(XMLStreamReader reader) throws XMLStreamException {
        int depth = 0;
        int bodies = 0;
        int calls = 0;
        boolean inBody = false;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    if (depth == 1 && !reader.getLocalName().equals("Envelope")) {
                        return true;
                    }
                    if (depth == OF_A_BODY) {
                        inBody = reader.getLocalName().equals("Body");
                        bodies += inBody ? 1 : 0;
                    }
                    calls += depth == OF_A_CALL && inBody ? 1 : 0;
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
        return bodies == 1 && calls == 1;
    }
}
