/**
 * Fees paid, and proven. Holds both payment systems a ministry uses, which are often mixed up: the national portal's
 * <em>Payment Platform</em> (Nền tảng thanh toán trực tuyến) and <em>PayGov</em>, reached over a service platform; the room is
 * named after the one whose name is a word. Facts are cited by section of the interface fact sheet (paygov), assumptions by
 * their number (P-nn); each is a setting, a policy or a file.
 *
 * <p>A payment is a state machine in the ledger's database ({@link vn.lienthong.paygov.PaymentState}). Promises:
 *
 * <ul>
 *   <li><em>No money moves in our books without proof.</em> Proof is a notice whose seal is right and that names our partner
 *       code, our order, its sum and its currency; or the payment system's answer to our own question; or a person who says so,
 *       by name. Every change is an event that refers to its proof. A browser that returns proves nothing.
 *   <li><em>Nothing moves backwards.</em> What is forged, replayed, altered, late, doubled or out of order changes nothing and is
 *       kept as evidence: the known fields only, never a card's data, and of what cannot be read nothing but its hash.
 *   <li><em>One payable order for a fee of a dossier</em>, by an index of the database, whatever is called how often at once.
 *   <li><em>An order is told once.</em> It is in the books before the payment system hears of it. What is not answered,
 *       also because this process died, is UNKNOWN; the payment system is asked before anything is made anew, and then
 *       under a new name.
 *   <li><em>Nothing stays unknown in silence.</em> Who asks takes a payment with a lease; after the last time on the
 *       schedule what is open ends as a task for a person, named by a problem's code.
 * </ul>
 *
 * <p>A refund is a record (P-10): asked for by one person, approved by another, its outcome recorded by name. Until it is
 * approved the payment stays PAID, so whoever declines or withdraws it moves nothing back; from then on the payment says that
 * its money is to go back, also where a transfer failed. Nobody settles a payment into or out of that alone.
 *
 * <p>Of what was paid the receipt is asked for on a schedule of its own, each try with a lease, and kept with the payment; what
 * never comes is a task for a person too. An address in an answer leads nowhere but to our own adapter.
 *
 * <p>What became of a payment is told the ministry's own systems as records of a flow ({@code payments.tell}), through the
 * same intake, lanes and policies as any other record.
 *
 * <p>The portal hears that a dossier's fee is paid ({@code DuocThanhToanTrucTuyen}, npsp 9.11) by the dossier's last record
 * ({@code payments.fee-state}): an update carries the whole dossier (npsp 7.2), so it is entered once more with {@code
 * onlinePayment: online} put in and nothing else changed, in the dossier's own lane behind all that was said before. It is the
 * dossier's word and not one fee's: while another one was asked for and is not paid, it is not said. Nothing is
 * invented, and nothing is taken back: only if the portal took that record and it is still the last word there is, which is
 * found out under the lane's lock, in the transaction that enters. Where a step of progress or another flow's record stands
 * last, the record was given up, or retention has deleted its body, it is left to the ministry's own system, which is told of
 * the payment, and noted with the payment why. A dossier that is not here yet, or has not reached the portal, is waited for,
 * for a week. When status 6 is left is the ministry's word, and so is what it pushes later. A refund changes nothing of what
 * the portal has heard; money that goes back before is not said to be paid any more.
 *
 * <p>No lock and no transaction is held across a call over the network. {@code book} is the books and their rules,
 * {@code reconciliation} settlement files beside them, {@code message} the characters on the wire and their seals,
 * {@code gateway} the clients of the two payment systems, {@code notice} the doors at which they tell of results and the
 * portal asks what is owed. {@link vn.lienthong.paygov.Payments} is the face.
 */
@ApplicationModule(
        allowedDependencies = {"dossier", "intake", "intake :: door", "intake :: inbox", "ledger", "mapping", "relay"})
@NullMarked
package vn.lienthong.paygov;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
