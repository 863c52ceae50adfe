package vn.lienthong.situation;

import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/** A way by which people are told. Safe for any number of threads. */
interface Channel extends AutoCloseable {

    /** As its settings call it. */
    String name();

    /** Tells it now, within a minute, and never throws for what the other side does. */
    Sent send(AlertText text);

    @Override
    default void close() {}

    /**
     * What became of it.
     *
     * @param arrived it was taken from us; by some of the recipients at least
     * @param problem why it was not, or not by all; null: it was
     */
    record Sent(boolean arrived, @Nullable Problem problem) {

        static Sent toAll() {
            return new Sent(true, null);
        }
    }
}
