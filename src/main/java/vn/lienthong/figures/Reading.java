package vn.lienthong.figures;

import org.jspecify.annotations.Nullable;
import vn.lienthong.ledger.LedgerView.Reached;

/** What came of reading one record. */
sealed interface Reading {

    /** It tells something of a dossier. */
    record Tells(Reached place, String dossier, Told told) implements Reading {}

    /** It is of no dossier. */
    record Nothing(Reached place) implements Reading {}

    /**
     * It cannot be read now.
     *
     * @param dossier null: it does not say, or not yet
     * @param tried the version of the mappings it was tried with; empty: there was none to try
     */
    record Unread(Reached place, String flow, @Nullable String dossier, String tried) implements Reading {}

    Reached place();
}
