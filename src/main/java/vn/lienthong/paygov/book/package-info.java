/**
 * The books of payments, in the ledger's database. What a payment becomes is decided in one place ({@link
 * vn.lienthong.paygov.book.Rules}), on the payment's locked row, in the transaction that also keeps the proof.
 */
@NullMarked
package vn.lienthong.paygov.book;

import org.jspecify.annotations.NullMarked;
