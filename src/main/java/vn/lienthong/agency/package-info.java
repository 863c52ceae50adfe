/**
 * The ministry's own systems as counterparts: what came from the portal reaches them by HTTP, or as files in a folder,
 * whichever an installation sets; routes, lanes, policies and verbs are those of any other counterpart.
 *
 * <p>Promises: a message is called delivered only where the policy's lines say so of the system's own answer, or when its
 * file is whole and on disk; what may have arrived is unanswered, never failed. Every message carries the same
 * {@code Idempotency-Key} whenever it is sent again, and every file the same name, so a system can tell a repetition. A
 * system that is not set up waits with a problem that says what to set. No name in a record becomes a path, and no secret
 * or body reaches a log or a problem.
 */
@ApplicationModule(allowedDependencies = {"dossier", "ledger", "relay"})
@NullMarked
package vn.lienthong.agency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
