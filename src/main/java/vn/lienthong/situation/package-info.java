/**
 * How things stand at the moment: whether every dossier is where it should be, and what waits for a person. Whoever looks at the
 * console sees it there ({@link vn.lienthong.situation.Situation}, {@link vn.lienthong.situation.Assessment}); whoever does not
 * is told by {@link vn.lienthong.situation.Alerts alerts}, by e-mail or a webhook.
 *
 * <p>Promises of the alerts: what lasts longer than {@code alerts.after} is told once, again when it has grown, and when it is over;
 * what happens within {@code alerts.at-most-every} after an alert is told together. What was told stands in the ledger (one memo for
 * each way), so a restart tells nothing twice, and of several processes one tells; what only one process can know (its files, its
 * sources, that it does not reach the ledger) that process tells, and keeps in memory. A way that fails is tried again until
 * what there is to say was said, and the console says that it failed; so is, for a day, a recipient whom a mail server puts off
 * while others get it; a process that dies while it tells may tell it twice. An alert
 * holds codes, counts and names of flows and counterparts; nothing of a record.
 *
 * <p>Holds no rule about deliveries, and changes nothing.
 */
@ApplicationModule(allowedDependencies = {"dossier", "mapping", "ledger", "relay", "paygov", "agreement"})
@NullMarked
package vn.lienthong.situation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
