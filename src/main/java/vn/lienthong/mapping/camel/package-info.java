/** Lets routes map with {@code mapping:<name>}. */
@NullMarked
package vn.lienthong.mapping.camel;

import org.jspecify.annotations.NullMarked;
