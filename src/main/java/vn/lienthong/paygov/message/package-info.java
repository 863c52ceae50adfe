/**
 * Messages of payment systems as they stand on the wire: flat fields, each in exactly the characters sent, and the seals
 * (hashes) over them, whose formulas are files.
 */
@NullMarked
package vn.lienthong.paygov.message;

import org.jspecify.annotations.NullMarked;
