package vn.lienthong.ledger;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

/**
 * Short notes that all processes on one ledger agree on, each under a name: the state of a counterpart's breaker, the
 * session with a portal. Each call is one statement, durable when it returns, and safe for any number of threads and
 * processes. Throws {@link LedgerUnavailable} if the database cannot be reached, and has done nothing then.
 */
public interface Memos {

    /** All whose names begin so, sorted by name. */
    List<Memo> under(String prefix);

    /** The memo of that name; version 0 and no content if nobody ever wrote it. */
    default Memo read(String name) {
        return under(name).stream()
                .filter(memo -> memo.name().equals(name))
                .findFirst()
                .orElseGet(() -> new Memo(name, 0, null));
    }

    /**
     * Writes new content in place of what was read.
     *
     * @return the memo as it is then; empty if somebody else wrote it since, and then nothing has changed
     */
    Optional<Memo> write(Memo read, String content);

    /** @param version counts the writes; 0: never written, and then there is no content */
    record Memo(String name, long version, @Nullable String content) {

        /** As it is after the next write, if that succeeds. */
        public Memo rewritten(String newContent) {
            return new Memo(name, version + 1, newContent);
        }
    }
}
