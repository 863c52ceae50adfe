/**
 * Takes what is due from the ledger, carries it through its flow's route, and turns the outcome into a state. It asks the
 * counterpart's circuit breaker, workers and pace before it claims anything, so an open breaker holds deliveries and uses
 * up none of their attempts. Retry lives in the ledger, never in memory. Policies are files, one per counterpart.
 *
 * <p>Any number of processes may be at work on one ledger. Nobody leads; what they must agree on is in the ledger:
 *
 * <ul>
 *   <li><em>Pace.</em> Each process says every two seconds that it is there ({@link vn.lienthong.ledger.Processes}), and
 *       takes its share of {@code perSecond} and {@code parallel}: together they never exceed a policy's ceilings. One that
 *       joins waits until the others have noticed; the share of one that died comes back after ten seconds.
 *   <li><em>Breaker.</em> Each process counts its own calls; the first whose count says "down" opens the breaker for all
 *       ({@link vn.lienthong.ledger.Memos}; each reads it once a second). While it is open the process whose write came
 *       first probes, once for each {@code openFor}; a probe that comes off closes it for all and starts one ramp. It
 *       survives a restart. A counterpart that refuses our account opens it at once.
 *   <li><em>Lanes.</em> A worker asks before each message whether its lease still stands, by a clock that nobody sets and
 *       that goes on while the process is paused, and sends nothing more if it may not. So a process that wakes up late has
 *       at most the one call on the wire that was there before; what it would write the ledger's fence refuses. A process
 *       never takes a lane over from itself.
 * </ul>
 */
@ApplicationModule(allowedDependencies = {"dossier", "ledger"})
@NullMarked
package vn.lienthong.relay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
