package vn.lienthong.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/**
 * An examined record about to be entered.
 *
 * @param key what makes it the same record when its source gives it again; see {@link RecordKey}
 * @param position where it stood in its source; null if there is no such place
 * @param objections what the source itself has against it, such as a conflict with an earlier row; not empty: a dead
 *     letter, whatever the mapping says
 */
public record Arrival(
        Examined examined, String key, @Nullable String position, List<Problem> objections) {

    public Arrival {
        objections = List.copyOf(objections);
    }
}
