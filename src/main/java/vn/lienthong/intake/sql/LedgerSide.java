package vn.lienthong.intake.sql;

import vn.lienthong.intake.Intake;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.Memos;

/** Where rows go, what is known of them there, and where it is noted how far a source is. */
record LedgerSide(Intake intake, LedgerView view, Memos memos) {}
