/**
 * The doors at which payment systems tell of results and the portal asks what is owed. They look at a body, its length and its
 * type, and at no other header; a body is bounded, flat and never deserialised into objects. First the seal over the raw
 * characters, then partner, order, sum and currency, then the books.
 */
@NullMarked
package vn.lienthong.paygov.notice;

import org.jspecify.annotations.NullMarked;
