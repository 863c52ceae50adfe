/** Lets routes reach the portal: {@code npsp:<service>} for each service that is pushed, and {@code npsp:catalogue}. */
@NullMarked
package vn.lienthong.npsp.camel;

import org.jspecify.annotations.NullMarked;
