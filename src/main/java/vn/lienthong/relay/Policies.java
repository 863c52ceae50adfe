package vn.lienthong.relay;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import vn.lienthong.dossier.Problem;

/** The policy files, {@code routes/policies/<counterpart>.yaml}, checked when read and read again when changed. */
public interface Policies {

    /**
     * The policies of a folder, read once now and again at each {@link #refresh()}.
     *
     * @param resends what the rooms of counterparts can change and send again
     */
    static Policies in(Path folder, Collection<Resends> resends) {
        return new PolicyFiles(folder, resends);
    }

    Optional<Policy> find(String counterpart);

    /** Sorted by name. */
    List<Policy> all();

    /** What is wrong with policy files as they are now; a broken file leaves its last good version in force. */
    List<Problem> faults();

    /**
     * Reads again what has changed; costs a directory listing when nothing has. The connector's own are read when they have come to
     * rest, which takes another call a second later.
     */
    void refresh();
}
