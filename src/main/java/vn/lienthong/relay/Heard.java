package vn.lienthong.relay;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/** What came of one message on the wire, told by what the other side may have seen. */
public sealed interface Heard {

    /** An HTTP answer, whole. @param retryAfter what it asked us to wait; null if nothing */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Answered(int status, byte[] body, @Nullable Duration retryAfter) implements Heard {}

    /** No connection stood: the other side has seen nothing. */
    record NotReached(Problem cause) implements Heard {}

    /** A connection stood and no whole answer came: it may have seen everything. */
    record Lost(Problem cause) implements Heard {}
}
