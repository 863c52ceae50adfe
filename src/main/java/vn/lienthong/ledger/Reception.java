package vn.lienthong.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When records came, and from where; null means any.
 *
 * @param from received no earlier
 * @param until received before
 * @param source who gave them, {@link Ledger.Entry#source}
 * @param file what stands before the {@code #} of their {@link Ledger.Entry#position}: a file's name, or a topic's partition
 */
public record Reception(
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String source,
        @Nullable String file) {

    public static final Reception ANY = new Reception(null, null, null, null);

    /** Whether the records themselves have to be looked at; see {@link Looked}. */
    public boolean namesSource() {
        return source != null || file != null;
    }
}
