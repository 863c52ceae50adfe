/** Lets delivery routes begin with {@code relay:<flow>}. */
@NullMarked
package vn.lienthong.relay.camel;

import org.jspecify.annotations.NullMarked;
