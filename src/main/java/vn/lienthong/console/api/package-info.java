/** See and act in JSON, as {@code openapi/lienthong.yaml} says; what is refused is an RFC 9457 problem. */
@NullMarked
package vn.lienthong.console.api;

import org.jspecify.annotations.NullMarked;
