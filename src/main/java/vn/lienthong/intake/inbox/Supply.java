package vn.lienthong.intake.inbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What brings files to a flow's folder, beside those who drop them there. Used by one thread at a time. */
public interface Supply {

    /** Before each step. */
    default void prepare() throws IOException {}

    /**
     * The next file, which is whole and may be moved.
     *
     * @param folder the flow's, for what is to lie in the same file system; names beginning with a dot are left alone there
     * @return null if there is none now
     */
    default @Nullable Path next(Path folder) throws IOException {
        return null;
    }

    /** Whether a file is still to be taken where the supply has it. */
    enum There {
        STILL,
        /** Another process that was brought the same file has settled it. */
        NO_MORE,
        /** It cannot be asked now. */
        UNKNOWN
    }

    /** @param file as it was given, of the same size and time */
    default There there(Path file) throws IOException {
        return There.STILL;
    }

    /**
     * The ledger has every row of a file, or the file is refused as a whole; it leaves the inbox when this is true. Told again
     * until it is, and once more where a process ended in between.
     *
     * @param file as it was given, of the same size and time
     * @return false if it cannot be noted now
     */
    default boolean settled(Path file, boolean refused) throws IOException {
        return true;
    }

    /** @param poll how often folders are looked into */
    default Duration pause(Duration poll) {
        return poll;
    }

    /** Nothing is asked any more. */
    void close() throws IOException;
}
