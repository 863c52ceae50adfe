@NullMarked
package vn.lienthong.console;

import org.jspecify.annotations.NullMarked;
