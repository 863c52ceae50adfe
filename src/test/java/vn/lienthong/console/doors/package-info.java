@NullMarked
package vn.lienthong.console.doors;

import org.jspecify.annotations.NullMarked;
