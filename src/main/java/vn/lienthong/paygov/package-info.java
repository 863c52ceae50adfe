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
 *   <li><em>An order is told once.</em> It is in the books before the payment system hears of it. What is not answered, also because
 *       this process died, is UNKNOWN; the payment system is asked before anything is made anew, and then under a new name.
 *   <li><em>Nothing stays unknown in silence.</em> Who asks takes a payment with a lease; after the last time on the schedule what is
 *       open ends as a task for a person, named by a problem's code.
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
 * <p>What is not done: the dossier's fee state at the portal ({@code DuocThanhToanTrucTuyen}, npsp 9.11) is not sent from
 * here. An update carries the whole dossier (npsp 7.2), so it would have to be the record the portal took last with that field
 * put in. But as soon as a step of progress was delivered since, the portal stands further on than that record, whose status
 * would take it back; a record with the step's status in it is one nobody in the ministry wrote (returned, but without
 * its day); and retention may have deleted the record. So the ministry's system, told of the payment, pushes the dossier anew
 * ({@code onlinePayment: online}): in the dossier's own lane, behind all it said before. When status 6 is left is its word too.
 *
 * <p>No lock and no transaction is held across a call over the network. {@code book} is the books and their rules, {@code
 * reconciliation} settlement files beside them, {@code message} the characters on the wire and their seals, {@code gateway} the two payment systems, {@code notice} the doors at
 * which they tell of results and the portal asks what is owed. {@link vn.lienthong.paygov.Payments} is the face.
 */
@ApplicationModule(
        allowedDependencies = {"dossier", "intake", "intake :: door", "intake :: inbox", "ledger", "mapping", "relay"})
@NullMarked
package vn.lienthong.paygov;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
