package vn.lienthong.intake.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/**
 * How far a file in work is; kept as {@code take.json} beside it.
 *
 * @param file its name as dropped
 * @param drop four hex digits, new for each drop
 * @param sha256 of the whole file; empty until it was read once
 * @param size in bytes, when it was read; 0 until then
 * @param modified when it was last written, when it was read
 * @param rowsDone rows up to this number are in the ledger and in the report
 * @param reportBytes how long the report is with those rows in it
 * @param refused why the file as a whole is refused; null if it is not
 * @param publishedAs the name it gets in its last folder; empty until chosen
 * @param newest what it entered last; a ledger without that is not the one its rows were entered in. Null: nothing yet
 */
record Take(
        String file,
        String drop,
        Instant startedAt,
        Phase phase,
        String sha256,
        long size,
        Instant modified,
        long rowsDone,
        long reportBytes,
        Counts counts,
        @Nullable Problem refused,
        String publishedAs,
        @Nullable Version newest) {

    enum Phase {
        /** Taken, and to be read once from end to end before any row is entered. */
        CHECKING,
        /** Sound; rows are being entered. */
        ENTERING,
        /** Nothing more to enter; file and reports are on their way to done/ or failed/. */
        PUBLISHING
    }

    /** A version of a record. */
    record Version(String key, String content) {}

    static Take begun(String file, String drop, Instant now) {
        return new Take(file, drop, now, Phase.CHECKING, "", 0, now, 0, 0, Counts.NONE, null, "", null);
    }

    Take ofSize(long bytes) {
        return new Take(
                file,
                drop,
                startedAt,
                phase,
                sha256,
                bytes,
                modified,
                rowsDone,
                reportBytes,
                counts,
                refused,
                publishedAs,
                newest);
    }

    Take sound(String hash, long bytes, Instant written) {
        return new Take(file, drop, startedAt, Phase.ENTERING, hash, bytes, written, 0, 0, Counts.NONE, null, "", null);
    }

    /** @param entered last; null: nothing that the ledger did not have */
    Take advanced(long row, long report, Counts newCounts, @Nullable Version entered) {
        return new Take(
                file,
                drop,
                startedAt,
                phase,
                sha256,
                size,
                modified,
                row,
                report,
                newCounts,
                refused,
                publishedAs,
                entered == null ? newest : entered);
    }

    Take finished(@Nullable Problem reason, long report) {
        return new Take(
                file,
                drop,
                startedAt,
                Phase.PUBLISHING,
                sha256,
                size,
                modified,
                rowsDone,
                report,
                counts,
                reason,
                publishedAs,
                newest);
    }

    Take publishedAs(String name) {
        return new Take(
                file,
                drop,
                startedAt,
                phase,
                sha256,
                size,
                modified,
                rowsDone,
                reportBytes,
                counts,
                refused,
                name,
                newest);
    }
}
