package vn.lienthong.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.ledger.Memos;
import vn.lienthong.ledger.Memos.Memo;

/**
 * The time by which retention tells what is old enough. What is forgotten cannot be brought back, so a clock that has leapt
 * further than a connector at work would let it is doubted for a day: long enough to set it right. All processes on one ledger
 * doubt together.
 */
final class RetentionTime {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionTime.class);
    private static final String NAME = "retention/time";
    private static final Duration LEAP = Duration.ofDays(7);
    private static final Duration DOUBT = Duration.ofDays(1);
    private static final Duration NOTED_EVERY = Duration.ofHours(1);

    private final Memos memos;
    private final InstantSource time;

    /** @param time the ledger's */
    RetentionTime(Memos memos, InstantSource time) {
        this.memos = memos;
        this.time = time;
    }

    /** @param until when a time that is doubted is believed; null: it is not doubted */
    private record Noted(Instant at, @Nullable Instant until) {

        static Noted of(Memo memo) {
            String[] written = memo.content() == null
                    ? new String[] {"" + Instant.EPOCH}
                    : memo.content().split(" ");
            return new Noted(Instant.parse(written[0]), written.length == 1 ? null : Instant.parse(written[1]));
        }

        String written() {
            return until == null ? at.toString() : at + " " + until;
        }

        /** The clock was ahead when this was written. */
        boolean isToCome(Instant now) {
            return now.plus(NOTED_EVERY).isBefore(at);
        }
    }

    /** Empty while it is doubted: nothing may be forgotten then. */
    Optional<Instant> now() {
        Instant now = time.instant();
        Memo memo = memos.read(NAME);
        Noted noted = Noted.of(memo);
        if (noted.until() != null && now.isBefore(noted.until()) && !noted.isToCome(now)) {
            return Optional.empty();
        }
        if (noted.until() == null
                && memo.content() != null
                && now.isAfter(noted.at().plus(LEAP))) {
            doubt(memo, noted.at(), now);
            return Optional.empty();
        }
        if (noted.until() != null
                || noted.isToCome(now)
                || now.isAfter(noted.at().plus(NOTED_EVERY))) {
            memos.write(memo, new Noted(now, null).written());
        }
        return Optional.of(now);
    }

    private void doubt(Memo memo, Instant before, Instant now) {
        Instant until = now.plus(DOUBT);
        if (memos.write(memo, new Noted(now, until).written()).isPresent()) {
            LOG.warn(
                    "The clock says {} days have passed since a connector was last at work on this ledger. If that is wrong, set the"
                            + " clock right: retention forgets nothing until {} by that clock.",
                    Duration.between(before, now).toDays(),
                    until);
        }
    }
}
