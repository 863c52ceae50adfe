@NullMarked
package vn.lienthong.procedures;

import org.jspecify.annotations.NullMarked;
