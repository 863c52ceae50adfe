package vn.lienthong.intake.inbox;

import org.jspecify.annotations.Nullable;
import vn.lienthong.intake.inbox.PageReader.ReadRow;
import vn.lienthong.ledger.LedgerView.Known;

/**
 * How a row stands to what the ledger knows of its key. It rests on three facts: rows of a file are entered in order, a
 * key stands once in a page, and one folder has one worker. So the newest version of a key tells all.
 *
 * @param row the other row of this file that matters; 0 if none does
 */
record Standing(Kind kind, long row) {

    enum Kind {
        /** The ledger decides: new, a new version, or a repeat of another file's row. */
        OPEN,
        /** Entered by this drop itself, before a crash. */
        OURS,
        /**
         * Nothing to enter again: this file was dropped before, and a later row of it contradicted this one; or another process
         * was brought this file too, and has settled it.
         */
        BEFORE,
        REPEATS,
        CONTRADICTS,
        /** This very file was taken before, and what this row says has been replaced since. */
        RETURNS
    }

    static final Standing OPEN = new Standing(Kind.OPEN, 0);

    static Standing of(ReadRow row, Position here, @Nullable Known known) {
        if (row.repeats() > 0) {
            return new Standing(Kind.REPEATS, row.repeats());
        }
        Position newest = known == null ? null : Position.parse(known.position());
        if (known == null || newest == null || !newest.sameContent(here)) {
            return OPEN;
        }
        boolean same = known.contentHash().equals(row.examined().identity().contentHash());
        if (newest.row() == here.row()) {
            return same && newest.sameDrop(here) ? new Standing(Kind.OURS, 0) : OPEN;
        }
        if (newest.row() > here.row()) {
            return new Standing(Kind.BEFORE, newest.row());
        }
        if (same) {
            return new Standing(Kind.REPEATS, newest.row());
        }
        return row.examined().notOwed() == null ? new Standing(Kind.CONTRADICTS, newest.row()) : OPEN;
    }

    boolean enters() {
        return kind == Kind.OPEN || kind == Kind.OURS || objects();
    }

    /** A person decides. */
    boolean objects() {
        return kind == Kind.CONTRADICTS || kind == Kind.RETURNS;
    }
}
