package vn.lienthong.intake;

import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.Memos;

/** Where records go, what is known of them there, and where it is noted how far a source is. */
public record LedgerSide(Intake intake, LedgerView view, Memos memos) {}
