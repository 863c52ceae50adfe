/** Routes reach the portal. */
@NullMarked
package vn.lienthong.npsp.camel;

import org.jspecify.annotations.NullMarked;
