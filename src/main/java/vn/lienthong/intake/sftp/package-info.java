/**
 * Files in a folder of a ministry's SFTP server. A route names a server ({@code sftp.<name>} of the settings) and a folder; see
 * {@link vn.lienthong.intake.sftp.Fetching}.
 *
 * <p>A file is fetched when it is complete, one at a time and the oldest first, into a folder of the flow's inbox,
 * {@code inbox/<flow>/sftp-<server>/}; from there on it is a file like any that is dropped: checked from end to end, entered page
 * by page, reported on, and gone on with by the next process at the page where this one was killed. All that is here is the
 * way there, and what the server is told: when the ledger has every row, and before the file leaves the inbox, it is
 * moved at the server ({@code done/}, or {@code failed/} if it is refused as a whole).
 *
 * <pre>
 * look → look: unchanged → fetch → check → page, page, … → moved at the server → inbox done/
 * </pre>
 *
 * <p>The server itself thus keeps what is still to do. A file is known again by name, size and time, so one that was
 * put in place of another meanwhile is not moved with it; one put there at the moment of the move is brought back. Of
 * several processes that look into one folder each may fetch a file before one of them has moved it; the ledger drops
 * what it knows. One that was killed or stood still with a file in its hands finds at the server that another has settled it,
 * and what a newer file has said since stays. A file somebody still writes to after it was moved comes back,
 * for ten minutes and as long as the process lives that moved it.
 *
 * <p>One look serves for all files it finds complete; of more than ten thousand it keeps the oldest. A server that keeps the
 * connection and answers nothing is given up as one that is away.
 *
 * <p>A server shows the host key that the settings name, or nothing is asked of it. Nothing outside the folder is read, no
 * link followed; a name that is none for a file here, or a file beyond the settings' size, is left where it is and told.
 * Passwords and keys reach no log.
 */
@NullMarked
package vn.lienthong.intake.sftp;

import org.jspecify.annotations.NullMarked;
