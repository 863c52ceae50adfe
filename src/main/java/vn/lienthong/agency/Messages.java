package vn.lienthong.agency;

import java.util.Map;
import vn.lienthong.relay.Heard;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Said;

/** The form of a system's messages. */
sealed interface Messages extends AutoCloseable permits PlainMessages, SoapMessages {

    /** @param headers of HTTP, beside those of the form */
    Sent send(Parcel parcel, Map<String, String> headers, Policy.Timeout timeout);

    @Override
    default void close() {}

    /** @param body as it went out */
    @SuppressWarnings("ArrayRecordComponent") // evidence, never compared
    record Sent(byte[] body, Heard heard, Said said) {}
}
