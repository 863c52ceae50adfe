/**
 * The portal's own door: what it sends the ministry (npsp 7.5), on the adapter's paths in all their spellings. A record is
 * in the ledger as it came before the portal hears "taken"; what does not map is kept as a dead letter and the portal hears
 * why; only what is no JSON object at all is turned away. Each path leads to a flow by a setting, and from there on a record
 * is one like any other: lanes, policies, verbs and console are the same. A file in a record is text like any other here;
 * nothing in a message is ever used as a name or an address.
 */
@NullMarked
package vn.lienthong.npsp.inbound;

import org.jspecify.annotations.NullMarked;
