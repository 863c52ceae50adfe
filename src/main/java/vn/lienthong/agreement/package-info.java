/**
 * Whether the portal has what the ledger says it has: every dossier is looked up ({@code TraCuuHoSo}) and compared with what
 * we delivered. What is still on its way is counted and is no difference; a dossier that moved while it was looked at is
 * neither. What the portal does not tell is not guessed about.
 *
 * <p>An agreement is a durable piece of work, kept as one memo: it goes on where it stood after a restart, one process at a
 * time takes a step, and no more dossiers are looked up in a second than a setting says. While the portal cannot be asked,
 * or its breaker is open, it waits and says why. It changes nothing: what is to be done about a difference is a person's.
 */
@ApplicationModule(allowedDependencies = {"dossier", "ledger", "relay", "npsp"})
@NullMarked
package vn.lienthong.agreement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
