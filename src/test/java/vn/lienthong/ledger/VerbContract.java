package vn.lienthong.ledger;
abstract class VerbContract extends LedgerOnDatabase {}
