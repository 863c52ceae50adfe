@NullMarked
package vn.lienthong.npsp2026;

import org.jspecify.annotations.NullMarked;
