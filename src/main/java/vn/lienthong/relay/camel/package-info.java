/** Lets delivery routes begin with {@code relay:<flow>}, and the rooms of counterparts be sent to. */
@NamedInterface("camel")
@NullMarked
package vn.lienthong.relay.camel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
