@NullMarked
package vn.lienthong.figures;

import org.jspecify.annotations.NullMarked;
