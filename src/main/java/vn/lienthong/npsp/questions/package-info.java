/**
 * Questions and answers the portal has (npsp 8), taken as records of a flow. The portal gives no way to ask for what is new, so
 * its whole list is asked for every so often; what the ledger has already costs it no write.
 */
@NullMarked
package vn.lienthong.npsp.questions;

import org.jspecify.annotations.NullMarked;
