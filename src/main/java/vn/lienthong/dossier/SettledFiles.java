package vn.lienthong.dossier;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells when files that are being changed have come to rest. A file is copied in pieces, and half of a definition may be a
 * valid one; several files that belong together are replaced one after the other. Who looks at them again and again asks here
 * with each look, and takes them only when they are settled. For one thread at a time.
 */
public final class SettledFiles {

    /** Less than the second between two looks: what two of them find alike rests. */
    private static final Duration REST = Duration.ofMillis(800);

    /** What never rests is taken as it is after this, so that no file that somebody writes without end holds up the others. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final long rest;
    private final LongSupplier nanos;
    private @Nullable Object seen;
    private long since;
    private long restless;
    private boolean settled = true;

    private SettledFiles(Duration rest, LongSupplier nanos) {
        this.rest = rest.toNanos();
        this.nanos = nanos;
    }

    /** For files that others write as they like. */
    public static SettledFiles afterRest(LongSupplier nanos) {
        return new SettledFiles(REST, nanos);
    }

    /** For whoever writes whole files himself and wants them taken with the next look. */
    public static SettledFiles atOnce() {
        return new SettledFiles(Duration.ZERO, System::nanoTime);
    }

    /**
     * Whether the files are settled. At the first look they are, since there is no other to compare it with.
     *
     * @param look what tells one state of the files from another by {@code equals}, names, sizes and times for instance
     */
    public boolean at(Object look) {
        long now = nanos.getAsLong();
        if (!look.equals(seen)) {
            boolean first = seen == null;
            if (settled) {
                restless = now;
            }
            settled = first;
            seen = look;
            since = now;
        }
        settled = settled || now - since >= rest || now - restless >= LONGEST.toNanos();
        return settled;
    }
}
