package vn.lienthong.soap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Logger;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.common.logging.LogUtils;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageImpl;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.transport.AbstractConduit;
import org.apache.cxf.ws.addressing.EndpointReferenceUtils;
import org.jspecify.annotations.Nullable;
import vn.lienthong.relay.Heard;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Wire;

/** Carries CXF's messages over a {@link Wire}, and keeps of each call what came. */
final class WireConduit extends AbstractConduit {

    private static final Logger LOG = LogUtils.getL7dLogger(WireConduit.class);

    private final @Nullable Credentials credentials;
    private final Wire wire;
    private final ScopedValue<Call> current = ScopedValue.newInstance();

    /** @param credentials of each message; null: none */
    WireConduit(URI address, @Nullable Credentials credentials, Wire wire) {
        super(EndpointReferenceUtils.getEndpointReference(address.toString()));
        this.credentials = credentials;
        this.wire = wire;
    }

    /** One call on its way: what CXF has no place for. */
    static final class Call {

        private final URI address;
        private final Map<String, String> headers;
        private final Policy.Timeout timeout;
        private final @Nullable String part;
        private List<SoapReply.Unread> unread = List.of();
        private byte[] sent = new byte[0];
        private @Nullable Heard heard;
        private @Nullable QName fault;

        /** @param part what of the answer is taken one by one; null: nothing */
        Call(URI address, Map<String, String> headers, Policy.Timeout timeout, @Nullable String part) {
            this.address = address;
            this.headers = headers;
            this.timeout = timeout;
            this.part = part;
        }

        /** Without credentials. */
        byte[] sent() {
            return sent;
        }

        Heard heard() {
            return Objects.requireNonNull(heard, "CXF sent nothing");
        }

        List<SoapReply.Unread> unread() {
            return unread;
        }

        /** The code of the fault that the answer is; null if it is none. */
        @Nullable
        QName fault() {
            return fault;
        }
    }

    <T extends @Nullable Object> T during(Call call, ScopedValue.CallableOp<T, RuntimeException> work) {
        return ScopedValue.where(current, call).call(work);
    }

    @Override
    public void prepare(Message message) {
        message.put(Message.ENCODING, StandardCharsets.UTF_8.name());
        message.setContent(OutputStream.class, new ByteArrayOutputStream());
    }

    /** The message is complete: it goes, on the caller's thread, and its answer goes up. */
    @Override
    public void close(Message message) throws IOException {
        if (message.getContent(OutputStream.class) instanceof ByteArrayOutputStream envelope
                && current.get().heard == null) {
            send(message, envelope.toByteArray(), current.get());
        }
    }

    private void send(Message message, byte[] envelope, Call call) throws IOException {
        call.sent = envelope;
        byte[] whole = credentials == null ? envelope : credentials.in(envelope);
        Heard heard = wire.post(call.address, headers(message, call), whole, call.timeout);
        call.heard = heard;
        if (!(heard instanceof Heard.Answered answered)) {
            throw new IOException("no answer");
        }
        byte[] body = checked(Envelope.inUtf8(answered.body(), answered.charset()), call);
        Message answer = new MessageImpl();
        answer.setExchange(message.getExchange());
        answer.put(Message.INBOUND_MESSAGE, true);
        answer.put(Message.RESPONSE_CODE, answered.status());
        answer.setContent(InputStream.class, new ByteArrayInputStream(body));
        message.getExchange().setInMessage(answer);
        getMessageObserver().onMessage(answer);
    }

    private static byte[] checked(byte[] body, Call call) throws IOException {
        try {
            PlainXml.check(body);
            return body;
        } catch (PlainXml.Broken broken) {
            byte[] mended = broken.why() == PlainXml.Why.NOT_XML ? Envelope.withLostSigns(body) : body;
            return Arrays.equals(mended, body) ? readable(body, call, broken) : checked(mended, call);
        }
    }

    private static byte[] readable(byte[] body, Call call, PlainXml.Broken broken) throws IOException {
        try {
            if (call.part == null) {
                throw broken;
            }
            Parts.Readable readable = Parts.of(body, call.part, broken);
            call.unread = readable.unread();
            return readable.message();
        } catch (PlainXml.Broken none) {
            throw new IOException("no answer of the service", none);
        }
    }

    private static Map<String, String> headers(Message message, Call call) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (message.get(Message.PROTOCOL_HEADERS) instanceof Map<?, ?> soaps) {
            soaps.forEach(
                    (name, values) -> headers.put(String.valueOf(name), String.valueOf(((List<?>) values).getFirst())));
        }
        // Without a charset a service may take it for ISO-8859-1, and answer in that.
        headers.put("Content-Type", message.get(Message.CONTENT_TYPE) + "; charset=UTF-8");
        headers.putAll(call.headers);
        return headers;
    }

    /** Notes that an answer is a fault. CXF sends only those this way; what it cannot read at all it throws as faults too. */
    AbstractPhaseInterceptor<Message> faults() {
        return new AbstractPhaseInterceptor<>(Phase.PRE_LOGICAL) {
            @Override
            public void handleMessage(Message message) {
                if (message.getContent(Exception.class) instanceof SoapFault told) {
                    current.get().fault = code(told);
                }
            }
        };
    }

    /** SOAP 1.2 has what WS-Security says beneath whose fault it is; other subcodes are the site's own. */
    private static QName code(SoapFault told) {
        QName subcode = told.getSubCode();
        return subcode != null && Credentials.isRefusal(subcode) ? subcode : told.getFaultCode();
    }

    @Override
    protected Logger getLogger() {
        return LOG;
    }
}
