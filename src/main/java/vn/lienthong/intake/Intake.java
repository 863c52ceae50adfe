package vn.lienthong.intake;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.Memos.Memo;

/**
 * The one way of records into the ledger, whatever their source: examine each, then enter them.
 *
 * <p>What {@link #enter} has answered is on disk. Entering the same again (same source, same key, same content) changes
 * nothing and gives the same ids, so a source that is not sure tells it once more. Safe for any number of threads.
 */
public interface Intake {

    /**
     * Finds out what a record is about and whether its flow's mapping takes it. Writes nothing. A record that fails its
     * mapping is examined too, and says so by {@link Examined#problems()}.
     *
     * @throws IntakeException {@code intake.unknown-flow} if no route of that flow runs, {@code intake.no-mapping} if the
     *     flow's mapping cannot be used now; nothing is known of the record then, and it should be kept where it is
     */
    Examined examine(String flow, SourceRecord record);

    /**
     * Of the columns that a flow's mapping reads, those a table does not have, nor others that would do instead. Empty where the
     * flow maps nothing.
     *
     * @param columns those the table has
     * @throws IntakeException as {@link #examine}
     */
    List<String> missing(String flow, Collection<String> columns);

    /**
     * Enters records in the order given, all in one transaction. A record with problems or objections becomes a dead
     * letter; one that is not owed is kept with no delivery.
     *
     * @param source who gives them: {@code push/<account>}, {@code inbox/<flow>}, {@code sql/<flow>},
     *     {@code exchange/<flow>}, {@code rest/<flow>}, {@code kafka/<flow>}; files of a server are
     *     {@code inbox/<flow>} too
     * @return one answer for each, in order
     * @throws vn.lienthong.ledger.Ledger.LedgerUnavailable nothing was entered; try again later
     */
    List<Entered> enter(String source, List<Arrival> arrivals);

    /**
     * Enters a record that rests on what was delivered last in its dossier's lane, behind it: only if the given delivery was
     * that, and nothing was entered since; see {@link vn.lienthong.ledger.Ledger#enterBehind}.
     *
     * @param arrival owed, of a dossier; its key is used for one record only, whatever that says
     * @return empty if another stands last by now; nothing was entered then
     * @throws vn.lienthong.ledger.Ledger.LedgerUnavailable nothing was entered; try again later
     */
    Optional<Entered> enterBehind(String source, Arrival arrival, long delivery);

    /**
     * Enters records and, in the same transaction, notes how far their source is: a restart then repeats nothing.
     *
     * @param read the source's memo as it was before the source was asked
     * @param note its new content
     * @return empty if another process took from this source in the meantime; nothing was entered then
     * @throws vn.lienthong.ledger.Ledger.LedgerUnavailable nothing was entered or noted; try again later
     */
    Optional<List<Entered>> enter(String source, List<Arrival> arrivals, Memo read, String note);
}
