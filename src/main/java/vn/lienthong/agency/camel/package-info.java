/** Lets routes reach the ministry's own systems: {@code agency:<system>}. */
@NullMarked
package vn.lienthong.agency.camel;

import org.jspecify.annotations.NullMarked;
