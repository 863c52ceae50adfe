package vn.lienthong.intake.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/**
 * What became of a row.
 *
 * @param problems why it is not plainly taken; for the report
 * @param warnings what is worth a look although it was taken
 */
record RowResult(
        long number,
        String place,
        @Nullable String dossier,
        Kind kind,
        List<Problem> problems,
        List<Problem> warnings,
        List<Long> deliveries) {

    enum Kind {
        TAKEN("taken"),
        NEW_VERSION("new-version"),
        /** Older, by its own word, than what came before of the same dossier; kept, and not sent. */
        OLDER("older"),
        /** Entered from an earlier file; nothing new is owed. */
        REPEATED("repeated"),
        /** Says exactly what an earlier row of this file says; dropped. */
        REPEATED_IN_FILE("repeated-in-file"),
        /** Says something else than an earlier row of this file with the same key; kept as a dead letter. */
        CONFLICT("conflict"),
        /** Cannot be mapped, or says what could not be before; kept as a dead letter. */
        DEAD("dead"),
        /** Right, and by the mapping's rule nothing is owed of it. */
        NOT_OWED("not-owed");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }
}
