/**
 * The durable account of what is owed to whom, and of each try. A record and its deliveries are entered in one
 * transaction; what was acknowledged is on disk.
 *
 * <p>A <em>lane</em> is one dossier at one counterpart. Within a lane deliveries go one at a time, in order; a delivery
 * that needs a person ({@code HELD}, {@code DEAD}) parks its own lane and no other. Claiming takes lanes, never
 * deliveries: the lane's row says when its head is next due, and carries the lease and a fencing number, so neither the
 * backlog nor the history has a share in what a claim costs.
 *
 * <p>One relational database: SQLite in a file (one process) or PostgreSQL (several); the same contract test holds both.
 * The ledger knows no network and no counterpart.
 */
@ApplicationModule(allowedDependencies = "dossier")
@NullMarked
package vn.lienthong.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
