/**
 * The clients of the payment systems: what an order is made of, what goes over the network and how the answer is understood.
 * Keeps nothing; what follows from an answer is for the books.
 */
@NullMarked
package vn.lienthong.paygov.gateway;

import org.jspecify.annotations.NullMarked;
