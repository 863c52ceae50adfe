package vn.lienthong.relay;

import java.time.Duration;

/** Told of each attempt as it ends, for metrics. Called on the worker's thread: must return at once and never throw. */
public interface RelayEvents {

    /** @param outcome {@code delivered}, {@code deferred}, {@code unanswered}, {@code refused} or {@code withheld} */
    void attempted(String counterpart, String flow, String outcome, Duration took);
}
