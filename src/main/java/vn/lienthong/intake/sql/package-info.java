/**
 * Rows of a ministry's own databases. A route names a source ({@code sources.<name>} of the settings), a query, and the columns
 * by which its rows are told apart and ordered; see {@link vn.lienthong.intake.sql.Polling}.
 *
 * <p>With a column of the time of the last change, rows are read in the order of that time and of their key, a page at a time.
 * How far that went, the <em>mark</em>, is a memo of the ledger, written in the transaction that enters the page: a restart
 * repeats nothing, and of several processes one enters a page and the others learn that it is done. A transaction may commit
 * late, and clocks of writers differ: what lies within {@code overlap} behind the mark is therefore read again in every round,
 * and the ledger drops what it knows. The mark never passes the database's own clock, so that a row dated in the future holds
 * back no other. Without such a column every round reads everything, in the order of the key.
 *
 * <pre>
 * forward:  ................ mark → page → page → end         what came since
 * again:    ....... mark - overlap → page → page → end        what came late; at most a tenth of the time
 * </pre>
 *
 * <p>It never writes to a source, keeps no transaction open between pages, and passes over no row: one that cannot be told
 * exactly, a key that stands twice or a time that is missing stops or marks this source alone, is told by health and console,
 * and goes on by itself when the query or the row was corrected.
 */
@NullMarked
package vn.lienthong.intake.sql;

import org.jspecify.annotations.NullMarked;
