package vn.lienthong.ledger;
abstract class ViewContract extends LedgerOnDatabase {}
