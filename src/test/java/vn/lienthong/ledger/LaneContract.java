package vn.lienthong.ledger;
abstract class LaneContract extends LedgerOnDatabase {}
