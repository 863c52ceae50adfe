/**
 * The durable account of what is owed to whom, and of each try. A record and its deliveries are entered in one
 * transaction; what was acknowledged is on disk.
 *
 * <p>A <em>lane</em> is one dossier at one counterpart. Within a lane deliveries go one at a time, in order; a delivery
 * that needs a person ({@code HELD}, {@code DEAD}) parks its own lane and no other. Claiming takes lanes, never
 * deliveries: the lane's row says when its head is next due, and carries the lease and a fencing number, so neither the
 * backlog nor the history has a share in what a claim costs.
 *
 * <p>The lane's lock comes before everything: whoever changes a delivery has locked its lane's row first and reads the
 * delivery after that. A lane is claimed through one column, {@code due_at}: when its head is due or, while somebody
 * has the lane, when the lease runs out. Three things leave the queue's order, each with an event: the first delivery
 * that makes a dossier known goes ahead of what is unfinished, what replaces a dead letter takes its place, and what a
 * person replays after its end is owed again at the lane's end. What says over again what was delivered last, with a
 * difference, is entered behind that or not at all ({@link vn.lienthong.ledger.Ledger#enterBehind}): a lane's last
 * position is that of the delivery that stands last, and read under the lane's lock.
 *
 * <p>A lane carries the earliest deadline of what is unfinished in it. Lanes near theirs go first, in their share of each
 * claim, by an index that holds only what is due: one that waits for a retry enters it when its time has come.
 *
 * <p>Tallies are written in the transactions that change what they count, to one of several shards on PostgreSQL, so
 * that writers do not wait for each other. Only what waits for a person is counted by reading deliveries: dead letters by their
 * cause, through an index that holds nothing else, and what a job will do.
 *
 * <p>Dead letters are grouped by {@link vn.lienthong.ledger.LedgerView.ProblemGroup cause}; a {@link
 * vn.lienthong.ledger.Job job} does a verb with all of a group or a filter, in steps that keep the order of lanes. What is
 * over is forgotten in three stages ({@link vn.lienthong.ledger.Retention}): bodies, then deliveries with all that was
 * tried, then what makes a record known when it comes again. Lanes stay, so that a dossier a counterpart knows is never
 * created twice; what is owed, held or dead stays with its whole lane.
 *
 * <p>Events say what people decided and, beside that, what became of each delivery by itself; their numbers are the order in
 * which programs follow {@link vn.lienthong.ledger.Results results}. On PostgreSQL a number is given before it is committed, so a reader
 * goes only as far as no transaction that still runs can write ({@code SettledNumbers}).
 *
 * <p>Leases and due times go by the ledger's own time ({@link vn.lienthong.ledger.Ledger#time}), not by wall clocks
 * that disagree or are set: on PostgreSQL it is the database server's, sampled every few seconds; in a file it is the
 * monotonic clock, which makes a difference to the wall clock up at a tenth of the pace. That time too may have been
 * ahead and be set right: what was put off to a time that is still to come is due then ({@code TimeSetBack}), and what
 * says that it is older than what was entered before it is forgotten no sooner than that. A ledger in a file belongs to
 * one process, kept to it by a lock; so what a predecessor died on is taken back at the start and asked about, without
 * waiting for its leases.
 *
 * <p>Besides what is owed the database holds what processes must agree on: who is at work ({@code Processes}), short
 * notes under a name, of whose writers one learns that the other was faster ({@code Memos}), and the tables of rooms that
 * account for something else than deliveries ({@code Store}). The files mappings were made of are kept too, each version
 * from the moment it is in use ({@code Definitions}): what made a delivery can be read as long as the delivery.
 *
 * <p>What may hold personal data (records' bodies, messages and answers, requests for payments, receipts) is closed before it is
 * written if there is a key ({@code ledger.keys}), by this room and by those that keep tables here; content hashes, numbers, states
 * and times are not. Which keys closed something is noted by their names, and a start without one of them is refused.
 *
 * <p>One relational database: SQLite in a file (one process) or PostgreSQL (several); the same contract test holds both.
 * The ledger knows no network and no counterpart.
 */
@ApplicationModule(allowedDependencies = "dossier")
@NullMarked
package vn.lienthong.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
