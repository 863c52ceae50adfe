/**
 * What integrators and tests play with: both payment systems, strict about every message they get, with a payer's page and
 * notices good and bad. Knows nothing of the product: it makes and checks hashes by itself.
 */
@NullMarked
package vn.lienthong.sandbox.payment;

import org.jspecify.annotations.NullMarked;
