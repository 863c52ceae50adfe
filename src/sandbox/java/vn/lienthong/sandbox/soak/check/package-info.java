/**
 * Whether the product kept its promises: one class for each promise, which looks at the evidence of a run and names every
 * breach. The evidence comes from four sides that know nothing of each other: what the history planned, what the senders
 * were told, what the portal recorded, and what stands in the ledger. Pure: no network, no database, no clock.
 */
@NullMarked
package vn.lienthong.sandbox.soak.check;

import org.jspecify.annotations.NullMarked;
