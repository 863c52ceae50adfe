package vn.lienthong.relay;

import java.nio.charset.Charset;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/** What came of one message on the wire, told by what the other side may have seen. */
public sealed interface Heard {

    /**
     * An HTTP answer, whole.
     *
     * @param charset what it says its letters are in; null if nothing, or no charset there is
     * @param retryAfter what it asked us to wait; null if nothing
     * @param elsewhere the server it sends us to ({@code host:port (https)}, no more of the address); null if it names none
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Answered(
            int status,
            byte[] body,
            @Nullable Charset charset,
            @Nullable Duration retryAfter,
            @Nullable String elsewhere)
            implements Heard {

        /** The same without what was said. */
        public Answered withoutBody() {
            return new Answered(status, new byte[0], charset, retryAfter, elsewhere);
        }
    }

    /** No connection stood: the other side has seen nothing. */
    record NotReached(Problem cause) implements Heard {}

    /** A connection stood and no whole answer came: it may have seen everything. */
    record Lost(Problem cause) implements Heard {}
}
