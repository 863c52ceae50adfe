package vn.lienthong.relay;

import org.jspecify.annotations.Nullable;

/**
 * A named way of records to one counterpart; its route file declares it in the parameters of {@code relay:<name>}.
 *
 * @param mapping the mapping its route applies; intake applies it too, as a check; null if the route maps nothing
 * @param batch how many deliveries of one dossier may travel in one call; in shadow mode each goes by itself
 * @param opensLane its deliveries make a dossier known to the counterpart, and go first in a new lane
 * @param supersedes its records are whole in themselves: a newer version replaces dead letters of older ones
 */
public record Flow(
        String name,
        String counterpart,
        @Nullable String mapping,
        int batch,
        boolean opensLane,
        boolean supersedes,
        Mode mode) {

    /** A flow that sends. */
    public Flow(
            String name,
            String counterpart,
            @Nullable String mapping,
            int batch,
            boolean opensLane,
            boolean supersedes) {
        this(name, counterpart, mapping, batch, opensLane, supersedes, Mode.LIVE);
    }

    /** What becomes of its deliveries. */
    public enum Mode {
        /** They are sent. */
        LIVE,
        /** They are mapped, checked and compared with what the counterpart has; each is held with a report, none is sent. */
        SHADOW
    }

    public boolean isShadow() {
        return mode == Mode.SHADOW;
    }
}
