/**
 * Settlement files (đối soát) beside our books. A file is no checked message, whoever sent it: nothing in it moves a payment.
 * What differs stands in the report, becomes a task of the payment it is about, and where the books do not have what the file
 * says was paid, the payment system is asked at once: its answer is proof, and moves the payment by the rules for answers.
 * That a refund's money went back is likewise for a person to record, with the report before them.
 *
 * <p>How a file is laid out is a mapping below {@code mappings/payments/settlement}, read by the mapping room's own formats; a
 * new layout is a file with a case beside it. A report is kept under the hash of its file, so that the same file twice is one
 * report; a second one is made when somebody asks for it. What a line comes to is decided by {@code
 * vn.lienthong.paygov.book.Comparison}.
 */
@NullMarked
package vn.lienthong.paygov.reconciliation;

import org.jspecify.annotations.NullMarked;
