package vn.lienthong.paygov;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A payment system's settlement file, beside our books: the report's head. Sums are đồng.
 *
 * @param hash SHA-256 of the file, byte for byte, in hexadecimal
 * @param layout the mapping that read the file
 * @param run counts the reports on the same file, from 1
 * @param name of the file
 * @param by who gave the file
 * @param endedAt null while it is being made
 * @param from the beginning of the days the file's paid lines are of; null: they name no time
 * @param until the end of those days, not included
 * @param tasks payments that got a task because of it
 * @param totals by verdict; a verdict without lines is left out
 */
public record Reconciliation(
        long id,
        String hash,
        String layout,
        int run,
        String name,
        String by,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant from,
        @Nullable Instant until,
        int tasks,
        Map<Verdict, Total> totals) {

    public Reconciliation {
        totals = Map.copyOf(totals);
    }

    public Reconciliation with(Map<Verdict, Total> sums) {
        return new Reconciliation(id, hash, layout, run, name, by, startedAt, endedAt, from, until, tasks, sums);
    }

    public Total total(Verdict verdict) {
        return totals.getOrDefault(verdict, Total.NONE);
    }

    /** The lines of the file. */
    public long lines() {
        return totals.entrySet().stream()
                .filter(entry -> entry.getKey() != Verdict.OURS_ONLY)
                .mapToLong(entry -> entry.getValue().lines())
                .sum();
    }

    /** Lines whose sum cannot be read; the net sum is without them. */
    public long unreadable() {
        return totals.values().stream().mapToLong(Total::unreadable).sum();
    }

    /** What came by the file, less what went back. */
    public long net() {
        return totals.values().stream().mapToLong(Total::net).sum();
    }

    /** The same by our books. */
    public long booked() {
        return totals.values().stream().mapToLong(Total::booked).sum();
    }

    /** What a line comes to. Each line of a file has exactly one. */
    public enum Verdict {
        /** Paid there and booked here, the same sum. */
        MATCHED,
        /** Less came than is booked. */
        SHORT,
        /** More came than is booked. */
        OVER,
        /** An attempt that failed. */
        FAILED,
        /** Not known there yet. */
        PENDING,
        /** Paid, for a dossier that never had a payment in our books. */
        UNKNOWN_DOSSIER,
        /** Paid once more for what is paid. */
        PAID_TWICE,
        /** The same line again; it counts for nothing. */
        DUPLICATE,
        /** The money went back. */
        REFUND,
        /** It cannot be read, contradicts our books or another line, or is paid there and not booked here. */
        SUSPICIOUS,
        /** No line: paid in our books, on the days of the file, and in no file. */
        OURS_ONLY;

        /** Whether a person has nothing to do about it. */
        public boolean isWell() {
            return this == MATCHED || this == FAILED || this == PENDING || this == DUPLICATE;
        }
    }

    /** What a settlement file says became of a payment. */
    public enum Status {
        PAID,
        FAILED,
        PENDING,
        REFUNDED;

        /** As the mappings' contract has it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Sums of one verdict.
     *
     * @param unreadable lines whose sum cannot be read
     * @param amount what stands in the file
     * @param net what of it counts: what came, less what went back
     * @param booked the same by our books; each payment counts once in a file
     */
    public record Total(long lines, long unreadable, long amount, long net, long booked) {

        static final Total NONE = new Total(0, 0, 0, 0, 0);
    }

    /**
     * A line of the report.
     *
     * @param place in the file; empty: it stands in our books only
     * @param problem a code that says what a person should know of it; null: nothing
     * @param amount as the file says; null: it cannot be read, or there is no line
     * @param payment ours; null: none is meant
     * @param booked by our books; null: this line counts for no payment
     */
    public record Line(
            long number,
            String place,
            Verdict verdict,
            @Nullable String problem,
            @Nullable Gateway gateway,
            @Nullable String reference,
            @Nullable String transactionNo,
            @Nullable String dossier,
            @Nullable Status status,
            @Nullable Long amount,
            @Nullable Instant at,
            @Nullable Long payment,
            @Nullable Long booked) {

        /** @param place with what is wrong there: a field and a code */
        public static Line unreadable(long number, String place) {
            return new Line(
                    number,
                    place,
                    Verdict.SUSPICIOUS,
                    "paygov.line-unreadable",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }
    }
}
