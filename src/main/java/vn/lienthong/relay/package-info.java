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
 *       survives a restart. A counterpart that refuses our account opens it at once. Rooms that call a counterpart themselves
 *       ask and tell the same breaker, and may borrow from the deliveries' pace ({@link vn.lienthong.relay.Breakers}).
 *   <li><em>Lanes.</em> A worker asks before each message whether its lease still stands, by a clock that nobody sets and
 *       that goes on while the process is paused, and sends nothing more if it may not. So a process that wakes up late has
 *       at most the one call on the wire that was there before; what it would write the ledger's fence refuses. A process
 *       never takes a lane over from itself.
 * </ul>
 *
 * <p><em>Shadow mode</em> ({@code mode: shadow} at {@code relay:<flow>}). Deliveries of the flow are claimed, mapped and
 * checked like any other, one at a time; the counterpart's step may ask what the counterpart has, and finds nothing to send
 * ({@link vn.lienthong.dossier.Batch#ready} is empty), so that a step which knows nothing of shadow mode sends nothing
 * either. Each delivery ends {@code HELD} with a report among its problems and the message as it would have gone, kept back
 * among its attempt's calls; what cannot be mapped is a dead letter, what could not be asked is tried again. None counts as
 * an attempt or as delivered, and a doubt left by an earlier attempt stays.
 *
 * <p>The first that is held parks its lane, as any held delivery does: so nothing overtakes it, neither when it is released
 * nor when the flow goes live. What waits behind it is looked at all the same, from behind
 * ({@link vn.lienthong.ledger.Ledger#claimBehind}) once nothing else is due: the report covers every delivery of the flow.
 * After {@code mode: live} a release of all (one job) sends them in their order; what is released while the mode is still
 * shadow is looked at again. A lane is of one dossier, whatever the flow: what a flow in shadow mode holds, the dossier's
 * deliveries of live flows wait behind.
 */
@ApplicationModule(allowedDependencies = {"dossier", "ledger"})
@NullMarked
package vn.lienthong.relay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
