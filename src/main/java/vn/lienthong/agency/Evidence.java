package vn.lienthong.agency;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import vn.lienthong.ledger.Attempt;
import vn.lienthong.relay.Heard;

/**
 * What an attempt keeps of a message: files make records large; of a large one the beginning is enough, all of it is in
 * the ledger.
 */
final class Evidence {

    private static final int LONGEST = 64 * 1024;

    private Evidence() {}

    /** Of a system whose answer is no HTTP answer. */
    static Attempt.Call of(String service, byte[] sent, Instant at, Duration took) {
        return new Attempt.Call(service, beginning(sent), null, null, at, took);
    }

    static Attempt.Call of(String service, byte[] sent, Heard heard, Instant at, Duration took) {
        return heard instanceof Heard.Answered answered
                ? new Attempt.Call(service, beginning(sent), answered.status(), beginning(answered.body()), at, took)
                : of(service, sent, at, took);
    }

    private static byte[] beginning(byte[] body) {
        return body.length <= LONGEST ? body : Arrays.copyOf(body, LONGEST);
    }
}
