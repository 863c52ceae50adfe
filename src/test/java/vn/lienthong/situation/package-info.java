@NullMarked
package vn.lienthong.situation;

import org.jspecify.annotations.NullMarked;
