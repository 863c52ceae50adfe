package vn.lienthong.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands until it is told to go on. */
final class TestClock extends Clock {

    private final AtomicLong reads = new AtomicLong();
    private volatile Instant now = Instant.parse("2026-01-05T08:00:00Z");

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** How often it was looked at: a sign that somebody else did something. */
    long reads() {
        return reads.get();
    }

    @Override
    public Instant instant() {
        reads.incrementAndGet();
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
