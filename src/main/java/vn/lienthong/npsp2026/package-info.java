/**
 * The ministry dossier interface of 2026: a second way to the national portal, behind an LGSP, and a counterpart of its
 * own beside {@code npsp}. Facts are cited by section 11 of the interface fact sheet (npsp); what that leaves open is
 * numbered B-nn where it is set ({@code settings/npsp-2026.yaml}, {@code routes/policies/npsp-2026.yaml}) or mapped.
 *
 * <p>It knows three messages. {@code NoiHoSo} creates a dossier and answers with an id of its own, without which nothing can be
 * said of the dossier again; {@code CapNhatTrangThai} sets its status, {@code CapNhatTienTrinh} adds steps of progress. It has no
 * update and no look-up. So the first record of a dossier creates it and sets its status, and each later one sets its status;
 * what else changes in a dossier stays with us.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>A dossier is created once. The id is in the ledger's database before its status goes out, hence before the delivery
 *       counts as delivered; progress waits for it. A record may name the id ({@code portalId}): a dossier that is there
 *       already, from before this connector or by a creation whose answer was lost, is never created then.
 *   <li>What was not answered is unanswered. A status only sets what it sets, so it is sent again. A creation or a step of
 *       progress would be there twice, and nobody can be asked: with {@code unanswered: ask} our own books are asked, and where
 *       they do not have the id a person must look; with {@code resend} it goes again; with {@code hold} everything that was
 *       not answered waits for a person. That a creation goes out is in the books before it does, so a newer record of the
 *       dossier, which replaces the one in doubt, does not create it either.
 *   <li>Files go up before their dossier is created, once each: what the other side calls a file is kept by the file's
 *       hash. Their size and base64 are held by the mapping ({@code as: base64-file}), as those of files that come in.
 *       An upload that was not answered is repeated: a file no dossier names is nobody's. What came as an address alone
 *       is not fetched, and the creation says how many files went without.
 *   <li>A token serves all workers of this process, and one that is not taken costs one new token and one repetition.
 *   <li>No token, secret or body reaches a log or a problem.
 * </ul>
 *
 * <p>The interface also gives out dossier codes. No delivery asks for one: lanes, keys and all that keeps a dossier single here go
 * by its number, so a record has it when it comes, or is refused then by its mapping ({@code mapping.required-missing}). A case
 * system that is about to number a dossier asks through {@link vn.lienthong.npsp2026.DossierCodes}
 * ({@code GET /api/npsp-2026/next-code}); who asks twice has two codes.
 */
@ApplicationModule(allowedDependencies = {"dossier", "ledger", "relay", "relay :: camel"})
@NullMarked
package vn.lienthong.npsp2026;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
