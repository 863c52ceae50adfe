/**
 * The ministry's figures: its procedures, how many of them are online and on the portal, and its dossiers settled online, on
 * time and late, by month, field and agency. Each record of a dossier is read once, after it was entered, by the mapping of
 * its flow; its dossier moves from one count to another in the same transaction that notes how far the reading is. So no
 * figure costs more as the history grows, and what retention forgets stays counted.
 *
 * <p>Nothing is guessed: what the record does not say is counted as not known. On time or late is by the dossier's own
 * promised and finishing times, never by when it was delivered to the portal.
 */
@ApplicationModule(allowedDependencies = {"dossier", "mapping", "ledger", "relay"})
@NullMarked
package vn.lienthong.figures;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
