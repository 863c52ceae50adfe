/**
 * The ministry's figures: its procedures, how many of them are online and on the portal, and its dossiers settled online, on
 * time and late, by month, field and agency.
 *
 * <p>What is known of a dossier is the union of what its records have told, whichever flow they came by and in whatever order:
 * the newest record of the whole dossier (a newer one replaces all an older one said), and the steps in its handling, in the
 * order of their moments. An end told by either settles it. A dossier is known by the number the portal has for it. Mappings
 * {@code figures/…} say what of a record is told, {@code statuses.csv} which statuses mean settled.
 *
 * <p>Each record is read once, as it was received and not as it was sent, so it does not matter what becomes of its delivery.
 * Its dossier moves from one count to another in the same transaction that notes how far the reading is: a restart counts
 * nothing twice, no figure costs more as the history grows, and what retention forgets stays counted. A record that cannot be
 * read is counted as such, and read again as soon as its mapping is another; that a mapping is corrected changes nothing of
 * what it told before.
 *
 * <p>Nothing is guessed: what the records do not say is counted as not known. On time or late is by the dossier's own promised
 * and finishing times, never by when it was delivered to the portal.
 */
@ApplicationModule(allowedDependencies = {"dossier", "mapping", "ledger", "relay"})
@NullMarked
package vn.lienthong.figures;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
