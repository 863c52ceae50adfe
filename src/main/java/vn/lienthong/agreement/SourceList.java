package vn.lienthong.agreement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the ministry's own system says it has: a list of its dossiers, as it was given.
 *
 * @param layout the mapping that read it, below {@link SourceLists#LAYOUTS}
 * @param by who gave it
 * @param partial it does not hold every dossier: what is missing in it means nothing
 * @param dossiers that it holds
 * @param unreadable lines that could not be read
 * @param problem place and code of the first of those; null: there is none
 * @param lacks so many dossiers of the whole list before are not in it, if those are more than is believed of one list: it may
 *     have been cut short; else 0
 */
public record SourceList(
        long id,
        String name,
        String layout,
        String by,
        Instant takenAt,
        boolean partial,
        long dossiers,
        long unreadable,
        @Nullable String problem,
        long lacks) {

    /** Whether a dossier that is not in it is not at the source: a line that could not be read may be just that dossier. */
    boolean holdsAll() {
        return !partial && unreadable == 0 && lacks == 0;
    }

    /**
     * One dossier of a list.
     *
     * @param dossier the number by which the portal knows it
     * @param status code table {@code npsp/dossier-status}; empty: the list does not say
     * @param changedAt null: the list does not say
     * @param since it has been so at least since then: since it was changed, or since the first of the lists in a row that say
     *     the same
     */
    record Line(String dossier, String status, @Nullable Instant changedAt, Instant since) {}
}
