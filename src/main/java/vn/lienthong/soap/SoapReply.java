package vn.lienthong.soap;

import java.util.List;
import org.w3c.dom.Element;
import vn.lienthong.relay.Heard;

/**
 * What came of one call.
 *
 * @param sent the envelope, as it went out but for {@link Credentials}
 * @param heard the answer as it came, or how none came
 * @param says what it means in the words of SOAP
 * @param unread parts of the answer that no parser reads, and that are therefore not in what it says
 */
@SuppressWarnings("ArrayRecordComponent") // evidence, never compared
public record SoapReply(byte[] sent, Heard heard, Says says, List<Unread> unread) {

    /** @param text as it came */
    public record Unread(String text, PlainXml.Why why) {

        /** Without the text, which tells of people. */
        @Override
        public String toString() {
            return "Unread[" + why + "]";
        }
    }

    public sealed interface Says {}

    /**
     * The operation's own answer.
     *
     * @param content the element inside its wrapper
     */
    public record Result(Element content) implements Says {}

    /**
     * @param code of the fault, its local name without what is behind a dot: {@code Client}, {@code Server}, {@code Receiver}; what
     *     WS-Security says ({@code FailedAuthentication}), by SOAP 1.2 too
     */
    public record Fault(String code) implements Says {}

    /** No answer of the service: none at all, HTML, an envelope cut off, another operation's answer. */
    public record Nothing() implements Says {}
}
