@NullMarked
package vn.lienthong.npsp.inbound;

import org.jspecify.annotations.NullMarked;
