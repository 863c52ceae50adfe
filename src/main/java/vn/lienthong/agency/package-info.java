/**
 * The systems on the ministry's side as counterparts, its own ones and the LGSP that joins them: what came from the
 * portal, and what an LGSP is to know of the ministry's own dossiers, reaches them by HTTP, by SOAP as a WSDL says, as
 * files in a folder, as messages of a Kafka topic or as rows of a table, whichever an installation sets; routes, lanes,
 * policies and verbs are those of any other counterpart. An LGSP is no room of its own: what it has of its own are
 * settings, a policy, contracts and mappings, all of them files.
 *
 * <p>Promises: a message is called delivered only where the policy's lines say so of the system's own answer, or when
 * its file is whole and on disk, its message acknowledged by all replicas in step, its row committed; a page of
 * something in between neither takes nor refuses anything; what may have arrived is unanswered, never failed. Every
 * message carries the same {@code Idempotency-Key} whenever it is sent again, and every file the same name, so a system
 * can tell a repetition; in a table it is told for it. A system that is not set up waits with a problem that says what
 * to set. No name in a record becomes a path, no text in one a statement, and no secret or body reaches a log or a
 * problem.
 */
@ApplicationModule(allowedDependencies = {"connections", "dossier", "ledger", "relay", "relay :: camel", "soap"})
@NullMarked
package vn.lienthong.agency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
