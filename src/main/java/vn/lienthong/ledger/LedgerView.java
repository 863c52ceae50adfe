package vn.lienthong.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;

/** What a person or a metric may see. Reads only; no method's cost grows with the history. */
public interface LedgerView {

    /** So many deliveries pages by number lead to, the newest ones; further on it goes by ids only. */
    int DEEPEST = 10_000;

    /**
     * Newest first; {@code page} counts from 1, {@code size} is at most 500. Where the filter names a source or a file, looks among the
     * 10,000 newest that the rest of it finds.
     *
     * @throws IllegalArgumentException if the page begins behind the {@link #DEEPEST} newest
     */
    Page<Delivery> deliveries(DeliveryFilter filter, int page, int size);

    /**
     * Those with a lower id than that, newest first: what comes behind a delivery in the list, at the same cost however deep it
     * stands, and whatever was entered since; {@code size} is at most 500.
     */
    Part<Delivery> deliveriesBefore(DeliveryFilter filter, long id, int size);

    Optional<Delivery> delivery(long id);

    /** Oldest first. */
    List<Attempt> attempts(long delivery);

    /** The same, with nothing for what was sent and answered, which is not read. */
    List<Attempt> attemptsWithoutBodies(long delivery);

    /** The attempts of several deliveries without their calls, by delivery and oldest first; one statement for all. */
    Map<Long, List<Attempt>> tried(Collection<Long> deliveries);

    /** What people (and the product in their stead) decided about a delivery; oldest first. */
    List<Event> events(long delivery);

    /** The same of several, by delivery; one statement for all. */
    Map<Long, List<Event>> decided(Collection<Long> deliveries);

    /** The record a delivery carries, as received; empty once retention has deleted its body. */
    Optional<SourceRecord> record(long delivery);

    /**
     * What stands last in a dossier's lane at a counterpart: what the counterpart is to end up with. Looks among the dossier's
     * newest 500 deliveries.
     *
     * @return empty if nothing of the dossier was entered there, or retention has deleted all of it
     */
    Optional<Delivery> last(String counterpart, DossierNo dossier);

    /** All deliveries of a dossier, at all counterparts, in lane order; at most 500, the newest ones. */
    List<Delivery> dossier(DossierNo dossier);

    /** The newest version of a record, to tell a repeat from a conflict before entering; one statement for all keys. */
    List<Known> known(String source, List<String> keys);

    /** Of what came after what is newer, and so is no version of it, the last that came; one statement for all keys. */
    List<Known> late(String source, List<String> keys);

    /** Those of the deliveries that wait for a person as dead letters; one statement for all. */
    Set<Long> dead(Collection<Long> deliveries);

    /**
     * When each of these was last changed, as far as its source has told; see {@link Ledger.Change}. One statement for all; what
     * nothing is known of is left out.
     */
    Map<String, Instant> changes(Collection<String> of);

    /**
     * The versions of records, the newest or older ones, that have this content; one statement for all keys.
     *
     * @param contents by key
     */
    List<Known> versions(String source, Map<String, String> contents);

    /** The dossier whose lanes the deliveries of a record stand in; empty: of none, or it has no deliveries (any more). */
    Optional<DossierNo> dossierOf(long record);

    /**
     * Whether what is entered is kept. False from a failure of the database until ten seconds have passed without another
     * one: a full disk can be read, and lets small things be written between others that it refuses.
     */
    boolean keeps();

    /** Per counterpart and flow; kept up to date as things happen, not counted at each call. */
    List<Tally> tallies();

    /**
     * What is owed with a deadline up to then, the earliest first: one for each dossier and counterpart, with the first delivery
     * that it waits for. A deadline that had passed when its record came is none: nobody could have kept it. Looks among the
     * 100,000 earliest of each counterpart.
     *
     * @param without flows: what waits for a delivery of theirs is left out
     * @param most at most 500
     */
    List<Pressing> pressing(Instant until, Collection<String> without, int most);

    /**
     * How many of those there are at each counterpart that has any, sorted by its name; up to 100,000 that have passed and as many
     * that are still to come.
     *
     * @param now a deadline up to then has passed
     * @param until not before {@code now}
     */
    List<Deadlines> deadlines(Instant now, Instant until, Collection<String> without);

    /** Dead letters by cause: code, mapping place, field and the shape of the counterpart's answer; largest group first. */
    List<ProblemGroup> problemGroups();

    /** Dossiers of a counterpart in the order of their numbers, those after the given one; at most {@code most}. */
    List<Place> places(String counterpart, String after, int most);

    /**
     * Records owed to a counterpart, in the order in which they were received, each as often as it has deliveries there.
     * Those of which retention has deleted the body are left out.
     *
     * @param before only those received earlier; later ones may still be about to be entered
     */
    List<Received> received(String counterpart, Reached after, Instant before, int most);

    /** Newest first; at most 100. */
    List<Job> jobs();

    Optional<Job> job(long id);

    /** Who paused, resumed or cancelled a job; oldest first. */
    List<Event> jobEvents(long job);

    /** A place in the order in which records were received. */
    record Reached(Instant receivedAt, long record, long delivery) {}

    /** @param dossier null if the record does not say */
    record Received(Reached place, String flow, @Nullable String dossier, SourceRecord record) {}

    /**
     * Where a dossier stands at a counterpart. Equal to one read later if nothing has happened in between.
     *
     * @param known the counterpart has confirmed the dossier, by our own receipts
     * @param head the state of the first unfinished delivery; null: nothing is left to do
     * @param delivery that delivery
     * @param cause the code of its first problem; empty if it has none
     * @param last the place of the last delivery in the lane
     * @param fence counts how often a worker took the lane
     */
    record Place(
            String dossier,
            boolean known,
            @Nullable DeliveryState head,
            @Nullable Long delivery,
            String cause,
            long last,
            long fence) {}

    /**
     * @param total how many there are; exact, or "at least" when {@code more}
     * @param next as of a {@link Part}
     */
    record Page<T>(
            List<T> items,
            int page,
            int size,
            long total,
            boolean more,
            @Nullable Long next) {

        public Page {
            items = List.copyOf(items);
        }
    }

    /**
     * What came next in a list. There may be nothing of it and more behind, where each had to be looked at.
     *
     * @param next what to ask for those before, to go on; null: there is no more
     */
    record Part<T>(List<T> items, @Nullable Long next) {

        public Part {
            items = List.copyOf(items);
        }
    }

    /** A version of a record. {@code position} is where it stood in its source. */
    record Known(
            String key,
            long record,
            int version,
            String contentHash,
            @Nullable String position) {}

    /**
     * @param oldestOwed when the longest-owed delivery was entered; null if nothing is owed
     * @param oldestWaiting the same of those that wait for no person: not held, and not behind what is held or dead. Null, too, if
     *     a thousand older ones that were never tried are all behind such
     * @param deliveredToday since midnight, Vietnam time
     * @param lastEntered when the newest delivery was entered, whatever became of it; null if retention has deleted all
     */
    record Tally(
            String counterpart,
            String flow,
            long owed,
            long retrying,
            long held,
            long dead,
            long delivered,
            long deliveredToday,
            long cancelled,
            long lanesParked,
            @Nullable Instant oldestOwed,
            @Nullable Instant oldestWaiting,
            @Nullable Instant lastEntered) {}

    /**
     * A dossier of which a counterpart has not got everything yet.
     *
     * @param deadline the earliest of what it is still to get; not always that of {@code head}
     * @param head what is first, and holds up the rest if it waits for a person
     */
    record Pressing(Instant deadline, Delivery head) {}

    /**
     * @param passed dossiers whose deadline has passed
     * @param near those whose deadline is still to come
     */
    record Deadlines(String counterpart, long passed, long near) {}

    /** @param key the same for every dead letter of the cause, and for no other; see {@link DeliveryFilter#group} */
    record ProblemGroup(String key, String counterpart, String flow, Problem sample, long deliveries, Instant since) {}

    /** @param verb hold, release, replay, cancel, or what the product did in a person's stead: supersede, open-lane, cut-off */
    record Event(Instant at, String by, String verb, String reason) {}
}
