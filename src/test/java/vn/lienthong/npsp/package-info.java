/** What goes on the wire to the portal, and what each of its answers becomes. */
@NullMarked
package vn.lienthong.npsp;

import org.jspecify.annotations.NullMarked;
