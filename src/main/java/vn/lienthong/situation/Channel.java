package vn.lienthong.situation;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/** A way by which people are told. Safe for any number of threads. */
interface Channel extends AutoCloseable {

    /** As its settings call it. */
    String name();

    /** Tells it now, within a minute, and never throws for what the other side does. */
    Sent send(AlertText text);

    /** The same to those alone who were put off. */
    default Sent sendAgain(AlertText text, Set<String> putOff) {
        return send(text);
    }

    @Override
    default void close() {}

    /**
     * What became of it.
     *
     * @param arrived it was taken from us; by some of the recipients at least
     * @param problem why it was not, or not by all; null: it was
     * @param putOff recipients who were to come again while others took it: what tells them apart and says nothing of them
     */
    record Sent(boolean arrived, @Nullable Problem problem, Set<String> putOff) {

        Sent(boolean arrived, @Nullable Problem problem) {
            this(arrived, problem, Set.of());
        }

        static Sent toAll() {
            return new Sent(true, null);
        }
    }
}
