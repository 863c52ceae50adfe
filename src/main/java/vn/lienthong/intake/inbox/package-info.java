/**
 * Files dropped into folders. One flow, one folder, one worker at a time:
 *
 * <pre>
 * inbox/                      a file here goes to the one flow whose {@code files} pattern fits its name
 * inbox/&lt;flow&gt;/               a file here is that flow's
 * inbox/&lt;flow&gt;/.taking/       the file in work, with take.json (how far it is) and its growing report,
 *                             and the files that have left lately
 * inbox/&lt;flow&gt;/done/          every row was entered, good or bad; the report lists those not plainly taken
 * inbox/&lt;flow&gt;/failed/        refused as a whole, nothing entered; the report says why
 * </pre>
 *
 * <p>A file passes through the states of {@link vn.lienthong.intake.inbox.Take.Phase}; each change is on disk before the
 * next step begins. Killed anywhere, the next process goes on with the file it finds in {@code .taking}, before any other
 * of that flow. It knows again what it entered by the position the ledger keeps with each record
 * ({@link vn.lienthong.intake.inbox.Position}), so no row is lost, repeated, or reported as what it was not.
 *
 * <p>A file counts as complete when it has stood still for a while, which a slow writer's may do too early: one that grows
 * within ten minutes after it left comes back ({@link vn.lienthong.intake.inbox.LateWrites}), to the next process as well.
 *
 * <p>What a person has to look after (refused files, folders, pipes, files never finished, an inbox that cannot be worked) is told
 * from what lies on the disk, until it is put away ({@link vn.lienthong.intake.inbox.InboxReport}).
 *
 * <p>{@link vn.lienthong.intake.inbox.DroppedFiles} tells people what lies there and what became of what left, and drops a file for
 * those who cannot reach the folder.
 *
 * <p>A {@link vn.lienthong.intake.inbox.Supply} brings files from elsewhere (a server, as {@code sftp} does) into a folder within
 * the flow's, and hears of each when the ledger has it, before the file leaves the inbox.
 *
 * <p>Rows are read as a stream, a page at a time; within a page no key comes twice, so what the ledger knows of a key is
 * all there is to know of it. Other folders and other processes may have files of the same flow: a page is entered only if no
 * other one was since it was compared with the ledger, and else compared anew.
 *
 * <p>Files of another room's own are taken from {@link vn.lienthong.intake.inbox.LayoutFolders}, by that room's rules.
 */
@NamedInterface("inbox")
@NullMarked
package vn.lienthong.intake.inbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
