/**
 * Whether the portal and the ministry's own system have what the ledger says they have. Every dossier is looked up at the portal
 * ({@code TraCuuHoSo}) and compared with what we delivered; and where the ministry has given a list of its dossiers, with that:
 * what is there and never came here, what has changed there and is older here, what is here and not there. What is still on its
 * way, between ministry and ledger or ledger and portal, is counted and is no difference; a dossier that moved while it was
 * looked at is neither. What is not told is not guessed about.
 *
 * <p>Lists are read by mappings {@code agreement/source/…}; a dossier's status here is what its records told the figures.
 *
 * <p>An agreement is a durable piece of work, kept as one memo: it goes on where it stood after a restart, one process at a
 * time takes a step, and no more dossiers are looked up in a second than a setting says. While the portal cannot be asked,
 * or its breaker is open, it waits and says why. It changes nothing: what is to be done about a difference is a person's.
 */
@ApplicationModule(
        allowedDependencies = {"dossier", "intake", "intake :: inbox", "ledger", "relay", "npsp", "mapping", "figures"})
@NullMarked
package vn.lienthong.agreement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
