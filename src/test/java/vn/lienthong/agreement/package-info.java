@NullMarked
package vn.lienthong.agreement;

import org.jspecify.annotations.NullMarked;
