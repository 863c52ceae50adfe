package vn.lienthong.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.Memos.Memo;

/**
 * What is entered, claimed, settled and decided. Every method is one transaction, durable when it returns, and safe for
 * any number of threads and (on PostgreSQL) processes. A method that cannot reach the database throws
 * {@link LedgerUnavailable} and has done nothing.
 */
public interface Ledger {

    /**
     * How far the {@link #time} of one ledger may differ between two processes, at most. A time in the ledger that lies further
     * in the future than this was written while the clock was ahead; the clock has been set back since.
     */
    Duration TIME_UNSURE = Duration.ofMinutes(1);

    /**
     * Enters records with what is owed of them, in the order given; callers at the same time share a commit. A record that
     * is known already (same source, same key, same content as the newest version of that key) is not entered again: its
     * ids come back. Same key and other content is a new version, unless the record's {@link Change} says that it is older
     * than what was entered before: then it is kept under a key of its own, and nothing is owed of it.
     *
     * @return one answer for each entry, in order
     */
    List<Entered> enter(List<Entry> entries);

    /**
     * Enters as {@link #enter(List)} does and, in the same transaction, writes the memo in which a source notes how far it
     * is. Of several processes that take from one source, only the one that read the newest memo enters anything, so none
     * enters what another has overtaken.
     *
     * @param read the memo as it was before the source was asked
     * @param note its new content
     * @return empty if somebody else wrote the memo since it was read; nothing was entered then
     */
    Optional<List<Entered>> enter(List<Entry> entries, Memo read, String note);

    /**
     * Enters a record that rests on what was delivered last in its lane, behind it: only if the given delivery was that, and
     * nothing was entered since. What is still owed may yet be given up or replaced, and what rests on it would be sent all
     * the same. Whatever another process enters there in the same moment stands before, and then nothing is entered, or
     * behind. A record whose key its source has used before is not entered again, whatever it says and whatever stands last
     * by now: the ids of the newest version come back.
     *
     * @param entry owes one delivery, of a dossier
     * @param delivery as {@link LedgerView#last} told
     * @return empty if another stands last, or that one is not delivered or is gone; nothing was entered then
     * @throws IllegalArgumentException if the entry owes none or several, or of no dossier
     */
    Optional<Entered> enterBehind(Entry entry, long delivery);

    /**
     * Takes up to {@code lanes} due lanes of a counterpart and marks what it took {@code SENDING}. Of four lanes up to three
     * are urgent ones, earliest deadline first; the rest are those due earliest, so that nothing starves. A lane is as
     * urgent as the most urgent unfinished delivery in it, and its own order holds all the same. A lane whose lease ran out
     * is due again, and its deliveries come with {@link Claimed#interrupted()}.
     *
     * @param batches how many consecutive deliveries of one flow a claim of a lane may hold; a flow not named: one
     * @param urgentWithin a lane is urgent when so little time is left until its deadline, or none; null: deadlines have no
     *     say. A lane whose time comes after a wait may count as urgent a second later
     * @param left flows that are left to other workers: a lane is passed over while its head is of one of them. Where more
     *     than a thousand lanes are due they are taken all the same when nothing else is found, since nobody may be there for
     *     them
     */
    List<Claim> claim(
            String counterpart,
            int lanes,
            Map<String, Integer> batches,
            @Nullable Duration urgentWithin,
            Duration lease,
            Set<String> left);

    /** The same of all flows. */
    default List<Claim> claim(
            String counterpart,
            int lanes,
            Map<String, Integer> batches,
            @Nullable Duration urgentWithin,
            Duration lease) {
        return claim(counterpart, lanes, batches, urgentWithin, lease, Set.of());
    }

    /** The same by due time alone. */
    default List<Claim> claim(String counterpart, int lanes, Map<String, Integer> batches, Duration lease) {
        return claim(counterpart, lanes, batches, null, lease);
    }

    /**
     * Takes up to {@code lanes} deliveries that wait behind a head that needs a person, one from each lane, and marks them
     * {@code SENDING}: for a look, not to be sent, since they would overtake what is parked before them. What is settled or
     * given back goes to its own place in its lane, which stays parked. Its cost grows with what waits of those flows, so it
     * is for a moment in which nothing is due.
     *
     * @param flows whose deliveries to take
     */
    List<Claim> claimBehind(String counterpart, Set<String> flows, int lanes, Duration lease);

    /** Extends the lease. False if another worker has the lane by now: stop, and settle nothing. */
    boolean renew(Claim claim, Duration lease);

    /**
     * Writes down attempts and what follows from them, and gives the lane back. Deliveries of the claim that are not
     * mentioned return to the state they came from. Callers at the same time share a commit.
     *
     * @return false if another worker has taken the lane over in the meantime; nothing was written then
     */
    boolean settle(Settlement settlement);

    /** Gives a lane back untried, due again at the given time: the breaker opened, or the process is going down. */
    void giveBack(Claim claim, Instant dueAt);

    /**
     * Stops an owed delivery until it is released. Repeating it changes nothing.
     *
     * @throws VerbRefused if the delivery's state does not allow the verb, or there is no such delivery
     */
    void hold(long delivery, Decision decision);

    /** Lets a held delivery go on. */
    void release(long delivery, Decision decision);

    /** Makes a dead, held or retrying delivery due at once, and a delivered or cancelled one owed again at its lane's end. */
    void replay(long delivery, Decision decision);

    /** Gives an owed or dead delivery up for good; its lane goes on. */
    void cancel(long delivery, Decision decision);

    /**
     * Starts a job that does the verb with every delivery a filter finds now, lane order kept; it survives restarts. Which
     * states a verb takes: {@link Verb#inJobs}; where it takes nothing the job has ended at once.
     *
     * @param filter asks nothing of the {@link Reception}
     */
    Job startJob(Verb verb, DeliveryFilter filter, Decision decision);

    /**
     * Stops a job after the step under way. Pausing what is paused and resuming what runs changes nothing.
     *
     * @throws VerbRefused if the job has ended, or there is no such job
     */
    void pauseJob(long job, Decision decision);

    void resumeJob(long job, Decision decision);

    /** Ends a job for good; what it had done stays done. */
    void cancelJob(long job, Decision decision);

    /**
     * Does the next step (at most {@code most} deliveries) of a running job; jobs take turns, and several processes may
     * work at several jobs at once. False when there was none.
     */
    boolean continueJobs(int most);

    /**
     * Forgets the next few ({@code most} at most) records that are over and old enough; several processes take turns. A
     * step asked for while others wait for a commit is put off, up to a point.
     *
     * @return false if there is nothing to do for now: ask again later
     */
    boolean forget(Retention retention, int most);

    /**
     * The time by which leases run out and deliveries fall due: the same for all processes, and not set forward or back
     * with the clock of any of their machines. Whoever says when something is due says it by this. Never waits.
     */
    InstantSource time();

    /** Told the counterpart's name, on the entering thread, after something became due in this process. Must return at once. */
    void onDue(Consumer<String> listener);

    /**
     * A record and what is owed of it.
     *
     * @param source who gave it: {@code push/<account>}, {@code inbox/<flow>}
     * @param key what makes it the same record when it comes again
     * @param position where it stood in its source, {@code file.csv#57}; null for a push
     * @param change null: its source does not say, and what comes later is newer
     */
    record Entry(
            String source,
            String key,
            String contentHash,
            @Nullable String position,
            SourceRecord record,
            List<Owed> owed,
            @Nullable Change change) {

        public Entry {
            owed = List.copyOf(owed);
        }

        /** A record whose source does not say when it was changed. */
        public Entry(
                String source,
                String key,
                String contentHash,
                @Nullable String position,
                SourceRecord record,
                List<Owed> owed) {
            this(source, key, contentHash, position, record, owed, null);
        }
    }

    /**
     * When a thing was last changed, as its source tells it. Of one thing the ledger notes the latest such time, whoever gave
     * the record and under whatever key; what is older comes too late to say anything. Two records of the same time follow
     * each other as they came.
     *
     * @param of what was changed: a flow's dossier
     * @param at counts by the millisecond
     */
    record Change(String of, Instant at) {}

    /**
     * One delivery to be entered.
     *
     * @param dossier null if the record does not say: it then has a lane of its own
     * @param opensLane it makes the dossier known to the counterpart: where no such delivery was entered in the lane
     *     before, it goes ahead of all that is still owed there
     * @param supersedes being whole in itself, it replaces (cancels) dead letters of earlier versions of its record
     * @param deadline when the counterpart should have it; one that has passed already makes nothing urgent. Null: as the last record
     *     of the dossier said that named one, whether that was delivered or not
     * @param problems not empty: entered as a dead letter
     */
    record Owed(
            String flow,
            String counterpart,
            @Nullable DossierNo dossier,
            boolean opensLane,
            boolean supersedes,
            @Nullable Instant deadline,
            List<Problem> problems) {

        public Owed {
            problems = List.copyOf(problems);
        }
    }

    /** What became of an entry. */
    record Entered(Kind kind, long record, int version, List<Long> deliveries) {

        public Entered {
            deliveries = List.copyOf(deliveries);
        }

        /** How the ledger knew it. */
        public enum Kind {
            NEW,
            NEW_VERSION,
            REPEATED,
            /** By its {@link Change} older than what was entered before: kept, and nothing is owed of it. */
            OLDER
        }
    }

    /**
     * A lane taken for a while.
     *
     * @param known the counterpart has confirmed this dossier: a delivery that opens the lane was delivered
     * @param fence rises with each claim of the lane; the ledger refuses what an older one settles
     */
    record Claim(
            long lane,
            String counterpart,
            @Nullable DossierNo dossier,
            boolean known,
            long fence,
            Instant leasedUntil,
            List<Claimed> deliveries) {

        public Claim {
            deliveries = List.copyOf(deliveries);
        }
    }

    /**
     * A delivery taken for an attempt.
     *
     * @param attempts attempts that counted so far
     * @param firstTriedAt when the first attempt was made; null before it
     * @param interrupted an earlier attempt ended without an answer, or its process died: the counterpart may have it
     */
    record Claimed(
            long delivery,
            String flow,
            SourceRecord record,
            int attempts,
            @Nullable Instant firstTriedAt,
            Instant enteredAt,
            boolean interrupted) {}

    /** What a worker did with a claim. */
    record Settlement(Claim claim, List<Tried> tried) {

        public Settlement {
            tried = List.copyOf(tried);
        }
    }

    /** One delivery's attempt and what follows. */
    record Tried(long delivery, NewAttempt attempt, Next next) {}

    /**
     * An attempt as it is kept.
     *
     * @param outcome {@code delivered}, {@code deferred}, {@code unanswered}, {@code refused} or {@code withheld}
     * @param counts whether it counts as an attempt of the delivery (a refused login does not)
     * @param mapping name and version of the mapping used, {@code npsp/dossier@3f9c21aa}; null if none was
     */
    record NewAttempt(
            Instant startedAt,
            Duration took,
            String outcome,
            boolean counts,
            @Nullable String mapping,
            List<Problem> problems,
            List<Attempt.Call> calls) {

        public NewAttempt {
            problems = List.copyOf(problems);
            calls = List.copyOf(calls);
        }
    }

    /** What follows from an attempt. */
    sealed interface Next {

        /** @param receipt what the counterpart gave back as proof, short and without personal data */
        record Delivered(String receipt) implements Next {}

        /** @param unanswered the counterpart may have it: the next attempt asks first */
        record Retry(Instant at, boolean unanswered) implements Next {}

        /**
         * A person must look; the reasons are the attempt's problems.
         *
         * @param unanswered the counterpart may have it: what a replay sends asks first
         */
        record Dead(boolean unanswered) implements Next {}

        /** The policy wants a person's word before it goes on; the reasons are the attempt's problems. */
        record Held() implements Next {}

        /** Looked at and not sent; held with a report among the attempt's problems. What was in doubt before still is. */
        record Withheld() implements Next {}
    }

    /** Who decided, and why. */
    record Decision(String by, String reason) {}

    /** A verb that the delivery's state does not allow; the problem's code says which: {@code ledger.*}. */
    final class VerbRefused extends RuntimeException {

        private final transient Problem problem;

        public VerbRefused(Problem problem) {
            super(problem.code());
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }

    /** The database cannot be reached or takes no more; nothing was done. Try again later. */
    final class LedgerUnavailable extends RuntimeException {

        private final String code;

        public LedgerUnavailable(String message, Throwable cause) {
            super(message, cause);
            this.code = "ledger.unavailable";
        }

        /** @param code of the problem, where more is known than that nothing answers */
        LedgerUnavailable(String code, String message) {
            super(message);
            this.code = code;
        }

        /** Of the problem that says what to do. */
        public String code() {
            return code;
        }
    }
}
